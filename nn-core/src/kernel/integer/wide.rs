//! Requantization on processors that multiply 32 bits by 32 bits to 64 bits.

use super::shift::{half_away, half_up, shifted_left};

/// Two roundings. See [`Double`](super::Double).
#[inline(always)]
pub(super) const fn twice(sum: i32, multiplier: i32, shift: i8) -> i32 {
    // A shift from -31 to -1, and a sum that can be doubled. On Cortex-M4, the product is `SMMULR`.
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

/// One rounding. See [`Single`](super::Single).
#[inline(always)]
pub(super) const fn once(sum: i32, multiplier: i32, shift: i8) -> i32 {
    // A shift from -17 to -1: no bit of the multiplier is lost. On Cortex-M4, this is one shift and `SMMULR`.
    match !shift as u8 {
        by @ 0..17 => rounded_high(sum, multiplier >> by),
        _ => rare_once(sum, multiplier, shift),
    }
}

/// [`once`] for a factor of at least 1/2 or less than `2^-18`.
#[cold]
#[inline(never)]
const fn rare_once(sum: i32, multiplier: i32, shift: i8) -> i32 {
    if shift < -31 {
        0
    } else if shift < 0 {
        half_up(high(sum, multiplier), !shift as u8)
    } else {
        rounded_high(shifted_left(sum, 1 + shift as u8), multiplier)
    }
}

/// `a * b / 2^31`, rounded, halves up.
#[inline(always)]
pub(super) const fn doubled_high(a: i32, b: i32) -> i32 {
    ((a as i64 * b as i64 + (1 << 30)) >> 31) as i32
}

/// `number * multiplier / 2^11`, rounded, halves up, for a number of 9 bits and its sign. On Cortex-M4 it is a shift and `SMMULR`.
#[inline(always)]
pub(super) const fn small(number: i32, multiplier: i32) -> i32 {
    rounded_high(number << 21, multiplier)
}

/// `a * b / 2^32`, rounded, halves up.
#[inline(always)]
pub(super) const fn rounded_high(a: i32, b: i32) -> i32 {
    ((a as i64 * b as i64 + (1 << 31)) >> 32) as i32
}

/// `a * b / 2^32`, rounded down.
#[inline(always)]
const fn high(a: i32, b: i32) -> i32 {
    ((a as i64 * b as i64) >> 32) as i32
}
