//! Requantization in `i32`, for processors whose only multiplication has 32 bits, such as a Cortex-M0.

/// Two roundings. See [`Double`](super::Double).
#[inline(always)]
pub(super) const fn twice(sum: i32, multiplier: i32, shift: i8) -> i32 {
    if shift < 0 {
        half_away(doubled_high(sum, multiplier), shift.unsigned_abs())
    } else {
        doubled_high(shifted_left(sum, shift.unsigned_abs()), multiplier)
    }
}

/// One rounding. See [`Single`](super::Single). The multiplier has 15 bits, so two products of 16 and 15 bits are sufficient.
#[inline(always)]
pub(super) const fn once(sum: i32, multiplier: i32, shift: i8) -> i32 {
    if shift < -1 {
        let (high, low) = halves(sum, multiplier >> 16);
        half_up(high + (low >> 16) as i32, (-1 - shift).unsigned_abs())
    } else {
        let sum = shifted_left(sum, (shift + 1).unsigned_abs());
        let (high, low) = halves(sum, multiplier >> 16);
        high + ((low + (1 << 15)) >> 16) as i32
    }
}

/// `a * b` as `high * 2^16 + low`, for `b` from 0 to `2^15`.
#[inline(always)]
const fn halves(a: i32, b: i32) -> (i32, u32) {
    ((a >> 16) * b, (a as u32 & 0xffff) * b as u32)
}

/// `a * b / 2^31`, rounded, halves up, for `b` from 0 to `2^31`. A sum beyond `2^30` saturates.
#[inline(always)]
const fn doubled_high(a: i32, b: i32) -> i32 {
    // 2 a b = 2^32 top + 2^16 middle + low, with the middle split so that nothing overflows
    let a = a.saturating_add(a);
    let (a_high, a_low) = (a >> 16, a as u32 & 0xffff);
    let (b_high, b_low) = (b >> 16, b as u32 & 0xffff);
    let middle = a_high * b_low as i32 + ((a_low * b_low) >> 16) as i32;
    let other = a_low * b_high as u32;
    let rest = (middle as u32 & 0xffff) + (other & 0xffff);
    let top = a_high * b_high + (middle >> 16) + (other >> 16) as i32 + (rest >> 16) as i32;
    // rounded by the highest of the lower 32 bits
    top + ((rest >> 15) & 1) as i32
}

/// `number / 2^by`, rounded, halves away from zero, for `by` from 1 to 31.
#[inline(always)]
pub(super) const fn half_away(number: i32, by: u8) -> i32 {
    half_up(number + (number >> 31), by)
}

/// `number / 2^by`, rounded, halves up, for `by` from 1 to 31. Two shifts instead of an addition that could overflow.
#[inline(always)]
pub(super) const fn half_up(number: i32, by: u8) -> i32 {
    let by = if by > 31 { 31 } else { by };
    ((number >> (by - 1)) + 1) >> 1
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
