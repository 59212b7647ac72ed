//! Shifts that round and shifts that saturate.

/// `number / 2^by`, rounded, halves away from zero, for `by` from 1 to 31.
#[inline(always)]
pub(super) const fn half_away(number: i32, by: u8) -> i32 {
    half_up(number.wrapping_add(number >> 31), by)
}

/// `number / 2^by`, rounded, halves up, for `by` from 1 to 31. Two shifts instead of an addition that could overflow.
#[inline(always)]
pub(super) const fn half_up(number: i32, by: u8) -> i32 {
    let by = if by > 31 { 31 } else { by };
    (number >> (by - 1)).wrapping_add(1) >> 1
}

/// `number * 2^by`, or the number of the same sign with the largest magnitude.
#[inline(always)]
pub(super) const fn shifted_left(number: i32, by: u8) -> i32 {
    let by = if by > 31 { 31 } else { by };
    let shifted = number << by;
    if shifted >> by == number {
        shifted
    } else {
        i32::MAX ^ (number >> 31)
    }
}
