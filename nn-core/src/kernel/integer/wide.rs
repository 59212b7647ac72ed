//! Requantization on processors that multiply 32 bits by 32 bits to 64 bits.

use super::shift::{half_away, half_up, shifted_left};

/// Two roundings. See [`Double`](super::Double).
#[inline(always)]
pub(super) const fn twice(sum: i32, multiplier: i32, shift: i8) -> i32 {
    if shift < 0 {
        half_away(doubled_high(sum, multiplier), shift.unsigned_abs())
    } else {
        doubled_high(shifted_left(sum, shift.unsigned_abs()), multiplier)
    }
}

/// One rounding. See [`Single`](super::Single).
#[inline(always)]
pub(super) const fn once(sum: i32, multiplier: i32, shift: i8) -> i32 {
    match shift {
        // No bit of the multiplier is lost. On Cortex-M4, this is one shift and `SMMULR`.
        -17..=-1 => rounded_high(sum, multiplier >> (-1 - shift)),
        0.. => rounded_high(shifted_left(sum, 1 + shift as u8), multiplier),
        _ => half_up(high(sum, multiplier), (-1 - shift).unsigned_abs()),
    }
}

/// `a * b / 2^31`, rounded, halves up.
#[inline(always)]
pub(super) const fn doubled_high(a: i32, b: i32) -> i32 {
    ((a as i64 * b as i64 + (1 << 30)) >> 31) as i32
}

/// `a * b / 2^32`, rounded, halves up.
#[inline(always)]
const fn rounded_high(a: i32, b: i32) -> i32 {
    ((a as i64 * b as i64 + (1 << 31)) >> 32) as i32
}

/// `a * b / 2^32`, rounded down.
#[inline(always)]
const fn high(a: i32, b: i32) -> i32 {
    ((a as i64 * b as i64) >> 32) as i32
}
