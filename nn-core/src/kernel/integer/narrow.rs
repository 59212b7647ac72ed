//! Requantization in `i32`, for processors whose only multiplication has 32 bits, such as a Cortex-M0.
//!
//! The operations wrap, so that an invalid multiplier cannot panic. With a valid one nothing overflows.

use super::shift::{half_away, shifted_left};

/// Two roundings. See [`Double`](super::Double).
#[inline(always)]
pub(super) const fn twice(sum: i32, multiplier: i32, shift: i8) -> i32 {
    // a shift from -31 to -1, and a sum that can be doubled
    match (!shift as u8, sum.checked_add(sum)) {
        (by @ 0..31, Some(doubled)) => half_away(rounded_high(doubled, multiplier), by + 1),
        _ => rare_twice(sum, multiplier, shift),
    }
}

/// [`twice`] for a factor of at least 1/2 or a sum of at least `2^30`.
#[cold]
#[inline(never)]
const fn rare_twice(sum: i32, multiplier: i32, shift: i8) -> i32 {
    if shift < 0 {
        half_away(doubled_high(sum, multiplier), shift.unsigned_abs())
    } else {
        doubled_high(shifted_left(sum, shift.unsigned_abs()), multiplier)
    }
}

/// One rounding. See [`Single`](super::Single). The multiplier has 15 bits, so two products of 16 and 15 bits are sufficient.
#[inline(always)]
pub(super) const fn once(sum: i32, multiplier: i32, shift: i8) -> i32 {
    // a shift from -31 to -2. Loads of numbers without a sign are shorter.
    match 254_u32.wrapping_sub(shift as u8 as u32) {
        by @ 0..30 => {
            let (high, low) = halves(sum, (multiplier as u32 >> 16) as i32);
            (high.wrapping_add((low >> 16) as i32) >> by).wrapping_add(1) >> 1
        }
        _ => rare_once(sum, multiplier, shift),
    }
}

/// [`once`] for a factor of at least 1/4.
#[cold]
#[inline(never)]
const fn rare_once(sum: i32, multiplier: i32, shift: i8) -> i32 {
    if shift < -1 {
        return 0;
    }
    let sum = shifted_left(sum, (1 + shift as i32) as u8);
    let (high, low) = halves(sum, multiplier >> 16);
    high.wrapping_add((low.wrapping_add(1 << 15) >> 16) as i32)
}

/// `a * b` as `high * 2^16 + low`, for `b` from 0 to `2^15`.
#[inline(always)]
const fn halves(a: i32, b: i32) -> (i32, u32) {
    (
        (a >> 16).wrapping_mul(b),
        (a as u32 & 0xffff).wrapping_mul(b as u32),
    )
}

/// `number * multiplier / 2^11`, rounded, halves up, for a number of 9 bits and its sign. Two products of at most 25 bits are
/// sufficient.
#[inline(always)]
pub(super) const fn small(number: i32, multiplier: i32) -> i32 {
    let high = number.wrapping_mul(multiplier >> 16);
    let low = number.wrapping_mul(multiplier & 0xffff);
    (high << 5).wrapping_add(low.wrapping_add(1 << 10) >> 11)
}

/// `a * b / 2^32`, rounded, halves up.
#[inline(always)]
pub(super) const fn rounded_high(a: i32, b: i32) -> i32 {
    let (top, rest) = product(a, b);
    top + (rest >> 15) as i32
}

/// `a * b / 2^31`, rounded, halves up, but not for the smallest number times itself.
#[inline(always)]
pub(super) const fn doubled_high(a: i32, b: i32) -> i32 {
    let (top, rest) = product(a, b);
    // the lower 32 bits, with 2^30 added: a carry is possible
    let low = (a as u32).wrapping_mul(b as u32) & 0xffff;
    let (bottom, carry) = ((rest << 16) | low).overflowing_add(1 << 30);
    (top + carry as i32) << 1 | (bottom >> 31) as i32
}

/// `a * b` as `2^32 top + 2^16 rest` and less than `2^16`.
#[inline(always)]
const fn product(a: i32, b: i32) -> (i32, u32) {
    // The products in the middle are split so that nothing overflows.
    let (a_high, a_low) = (a >> 16, a & 0xffff);
    let (b_high, b_low) = (b >> 16, b & 0xffff);
    let low = (a_low as u32) * (b_low as u32);
    let middle = (a_high * b_low).wrapping_add((low >> 16) as i32);
    let other = a_low * b_high;
    let rest = (middle & 0xffff) as u32 + (other & 0xffff) as u32;
    let top = a_high * b_high + (middle >> 16) + (other >> 16) + (rest >> 16) as i32;
    (top, rest & 0xffff)
}
