//! The inner loops for a Cortex-M3: `MLA` multiplies and adds, and there are registers for eight sums.

use core::arch::{asm, naked_asm};

use super::{Both, Element};
use crate::Quad;

/// `L` and `S` of each pair of eight outputs.
///
/// # Safety
/// There is at least one element, and each has weights. If elements are consecutive, so are the weights from those of the first one on.
#[inline(always)]
pub(super) unsafe fn eight(
    x: &[Element],
    weights: &[[Quad; 2]],
    are_consecutive: bool,
) -> [i32; 8] {
    let mut sums = [0; 8];
    let range = x.as_ptr_range();
    let first = x.first().map_or(0, |x| x.distance);
    // SAFETY: the caller's. The inputs of an element follow its distance.
    unsafe {
        if are_consecutive {
            let (weights, x) = (weights.as_ptr().byte_add(first), range.start.byte_add(4));
            add_consecutive(x, range.end.byte_add(4), weights, &mut sums);
        } else {
            add_listed(range.start, range.end, weights.as_ptr(), &mut sums);
        }
    }
    sums
}

/// `L` and `S` of two windows for a quad of weights, one of `N`. `x` and `weights` have equally many elements, at least one.
#[inline(always)]
pub(super) fn both<const N: usize>(
    x: &[Both],
    weights: &[[Quad; N]],
    quad: usize,
) -> [[i32; 4]; 2] {
    let (mut sums, x) = ([[0; 4]; 2], x.as_ptr_range());
    let weights = weights.as_ptr().cast::<Quad>().wrapping_add(quad);
    // SAFETY: `x` has at least one group, and `weights` as many. `quad` is one of the `N` quads.
    unsafe {
        match N {
            1 => add_both::<16>(x.start, x.end, weights, &mut sums),
            _ => add_both::<32>(x.start, x.end, weights, &mut sums),
        }
    }
    sums
}

/// The parts of the loops. `begin` saves the registers that a caller expects to be unchanged, the address of the sums first, and sets the
/// sums, `r4` to `r11`, to zero. `pair` has the products of an input, `r12`, and two weights: `r3`, then its lower byte. `input` has those
/// of an input and the weights of eight outputs, and steps to the next input and to its weights. `both` has the products of the inputs
/// of two windows, `r12` and `lr`, and four weights.
macro_rules! parts {
    () => {
        r".macro begin
            push {{r3-r11, lr}}
            .irp sum, r4, r5, r6, r7, r8, r9, r10, r11
            mov \sum, #0
            .endr
        .endm
        .macro end
            pop {{r3}}
            stm r3, {{r4-r11}}
            pop {{r4-r11, pc}}
        .endm
        .macro pair lower, both, step
            ldrsh r3, [r2], #\step
            mla \both, r3, r12, \both
            sxtb r3, r3
            mla \lower, r3, r12, \lower
        .endm
        .macro input next, step
            ldr r12, [r0], #\next
            pair r4, r5, 4
            pair r6, r7, 12
            pair r8, r9, 4
            pair r10, r11, \step
        .endm
        .macro pair_of_both lower0, both0, lower1, both1, step
            ldrsh r3, [r2], #\step
            mla \both0, r3, r12, \both0
            mla \both1, r3, lr, \both1
            sxtb r3, r3
            mla \lower0, r3, r12, \lower0
            mla \lower1, r3, lr, \lower1
        .endm
        .macro both step
            ldrd r12, lr, [r0], #8
            pair_of_both r4, r5, r6, r7, 4
            pair_of_both r8, r9, r10, r11, \step
        .endm"
    };
}

/// Removes the definitions.
macro_rules! no_parts {
    () => {
        ".purgem begin
        .purgem end
        .purgem pair
        .purgem input
        .purgem pair_of_both
        .purgem both"
    };
}

/// Sets `sums` to `L` and `S` of each pair of outputs. It reads the elements from `x` to `end`, and the weights at their places.
///
/// # Safety
/// There is at least one element, and each has weights.
#[unsafe(naked)]
unsafe extern "C" fn add_listed(
    x: *const Element,
    end: *const Element,
    weights: *const [Quad; 2],
    sums: &mut [i32; 8],
) {
    // `r0` is the next input, `lr` the first weights, and `r2` the next ones.
    naked_asm!(
        parts!(),
        "begin
        mov lr, r2
        2:
        ldr r2, [r0], #4
        add r2, lr
        input 4, -18
        input 4, -14
        input 4, -18
        input 4, 2
        cmp r0, r1
        bne 2b
        end",
        no_parts!(),
    );
}

/// [`add_listed`] for elements whose weights follow each other. `x` and `end` are inputs.
///
/// # Safety
/// There is at least one element, and there are as many weights.
#[unsafe(naked)]
unsafe extern "C" fn add_consecutive(
    x: *const Element,
    end: *const Element,
    weights: *const [Quad; 2],
    sums: &mut [i32; 8],
) {
    // `r0` is the next input, and `r2` the next weights.
    naked_asm!(
        parts!(),
        "begin
        2:
        input 4, -18
        input 4, -14
        input 4, -18
        input 8, 2
        cmp r0, r1
        bne 2b
        end",
        no_parts!(),
    );
}

/// Sets `sums` to `L` and `S` of outputs 0 and 1 of each window, and to those of outputs 2 and 3. It reads the groups from `x` to
/// `end`, and as many quads, which are `STRIDE` bytes apart.
///
/// # Safety
/// There is at least one group, and there are as many quads.
#[unsafe(naked)]
unsafe extern "C" fn add_both<const STRIDE: usize>(
    x: *const Both,
    end: *const Both,
    weights: *const Quad,
    sums: &mut [[i32; 4]; 2],
) {
    // `r0` is the next input, and `r2` the next weights.
    naked_asm!(
        parts!(),
        "begin
        2:
        both -2
        both 2
        both -2
        both {stride}-14
        cmp r0, r1
        bne 2b
        end",
        no_parts!(),
        stride = const STRIDE,
    );
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
