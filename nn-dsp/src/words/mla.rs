//! The products of a Cortex-M3: `MLA` multiplies and adds. There are registers for eight sums.
//!
//! The blocks are on registers, as in `arm`, and `plain` has the same functions in Rust. The blocks of products are not `pure`, so loads
//! stay where they are between them: a compiler that moves the loads of a group to one place has no registers left for the sums.

use core::arch::asm;

/// Adds the products of an input and the weights of two outputs, the lower byte of a half and the half, to `L` and `S`.
#[inline(always)]
pub(super) fn one([_, mut half]: [i32; 2], x: i32, lower: &mut i32, both: &mut i32) {
    // SAFETY: reads and writes the registers of its operands. `MLA` and `SXTB` change no flags.
    unsafe {
        asm!(
            "mla {both}, {half}, {x}, {both}",
            "sxtb {half}, {half}",
            "mla {lower}, {half}, {x}, {lower}",
            half = inout(reg) half, x = in(reg) x, lower = inout(reg) *lower, both = inout(reg) *both,
            options(nomem, nostack, preserves_flags),
        );
    }
    let _ = half;
}

/// Adds the products of an input of each of two windows and the weights of two outputs, the lower byte of a half and the half, to `L`
/// and `S` of the first window, and to those of the second.
#[inline(always)]
pub(super) fn two([_, mut half]: [i32; 2], [first, second]: &[i32; 2], sums: &mut [i32; 4]) {
    let [l0, s0, l1, s1] = sums;
    // SAFETY: as in `one`.
    unsafe {
        asm!(
            "mla {s0}, {half}, {first}, {s0}",
            "mla {s1}, {half}, {second}, {s1}",
            "sxtb {half}, {half}",
            "mla {l0}, {half}, {first}, {l0}",
            "mla {l1}, {half}, {second}, {l1}",
            half = inout(reg) half, first = in(reg) *first, second = in(reg) *second,
            l0 = inout(reg) *l0, s0 = inout(reg) *s0, l1 = inout(reg) *l1, s1 = inout(reg) *s1,
            options(nomem, nostack, preserves_flags),
        );
    }
    let _ = half;
}

/// An output of 8 bits from a sum with its bias, with two roundings. The shift to the right is by the lowest byte of `by`, plus 1. It is
/// from 1 to 16, or to 32 if the sum is less than `2^30` in magnitude. `constant` is `2 zero + 1`.
///
/// As in `arm`. `SSAT` limits the sum to 31 bits before it is doubled.
#[inline(always)]
pub(crate) fn twice(mut sum: i32, multiplier: i32, by: u32, constant: i32) -> i8 {
    // SAFETY: reads and writes the registers of its operands, and perhaps the flag `Q`.
    unsafe {
        asm!(
            "ssat {sum}, #31, {sum}",
            "lsl.w {sum}, {sum}, #1",
            "smull {low}, {sum}, {sum}, {multiplier}",
            "add.w {sum}, {sum}, {low}, lsr #31",
            "add.w {sum}, {sum}, {sum}, asr #31",
            "asr.w {sum}, {sum}, {by}",
            "add.w {sum}, {sum}, {constant}",
            "ssat {sum}, #8, {sum}, asr #1",
            sum = inout(reg) sum, multiplier = in(reg) multiplier, by = in(reg) by, constant = in(reg) constant,
            low = out(reg) _,
            options(pure, nomem, nostack),
        );
    }
    sum as i8
}

/// An output of 8 bits from a sum with its bias: `sum * multiplier / 2^32 / 2^by`, rounded, halves up, plus `zero`.
#[inline(always)]
pub(crate) fn once(mut sum: i32, multiplier: i32, by: u32, zero: i32) -> i8 {
    // SAFETY: reads and writes the registers of its operands, and perhaps the flag `Q`.
    unsafe {
        asm!(
            "smull {low}, {sum}, {sum}, {multiplier}",
            "add.w {sum}, {sum}, {low}, lsr #31",
            "add.w {sum}, {sum}, {zero}",
            "ssat {sum}, #8, {sum}",
            sum = inout(reg) sum, multiplier = in(reg) multiplier >> by, zero = in(reg) zero,
            low = out(reg) _,
            options(pure, nomem, nostack),
        );
    }
    sum as i8
}
