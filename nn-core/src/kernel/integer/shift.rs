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

/// A rounded division by `2^by`, halves away from zero, prepared for many numbers of a magnitude below `2^30`. The number of bits is
/// from 0 to 31.
#[derive(Clone, Copy)]
pub(super) struct HalfAway {
    by: u32,
    half: i32,
    /// All bits if something is shifted out: a half of a negative number is then rounded down.
    mask: i32,
}

impl HalfAway {
    pub(super) const fn new(by: u8) -> Self {
        let by = (by & 31) as u32;
        HalfAway {
            by,
            half: (1_u32 << by >> 1) as i32,
            mask: -((by > 0) as i32),
        }
    }

    /// The quotient of a number that is 0 or has the sign of `like`. A compiler would compute the sign of a product of 64 bits with
    /// more instructions.
    #[inline(always)]
    pub(super) const fn divide(self, number: i32, like: i32) -> i32 {
        let half = self.half.wrapping_add((like >> 31) & self.mask);
        number.wrapping_add(half) >> (self.by & 31)
    }
}
