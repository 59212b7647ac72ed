//! The inner loops for RISC-V: a product and a sum are two instructions, and a byte with its sign is loaded in one.

use core::arch::naked_asm;

use super::{Both, Element};
use crate::Quad;

pub(crate) use crate::twin::twice;

/// An output of 8 bits from a sum with its bias: `sum * multiplier / 2^32 / 2^by`, rounded, halves up, plus `zero`.
#[inline(always)]
pub(crate) fn once(sum: i32, multiplier: i32, by: u32, zero: i32) -> i8 {
    crate::twin::once(sum, multiplier >> by, zero)
}

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
    // SAFETY: the caller's.
    unsafe {
        if are_consecutive {
            let weights = weights.as_ptr().byte_add(first);
            add_consecutive(range.start, range.end, weights, &mut sums, x.len() % 2);
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

/// The parts of the loops. `begin` allows multiplications, which all processors for which this module is compiled have, saves the address
/// of the sums, and sets these to zero. All registers are those that a caller expects to be changed. `pair` has the products of an input,
/// `a5`, and two weights. `input` has those of an input and the weights of eight outputs. `both` has the products of the inputs of two
/// windows, `a3` and `a5`, and four weights.
macro_rules! parts {
    () => {
        r".option push
        .option arch, +m
        .macro begin
            addi sp, sp, -16
            sw a3, 0(sp)
            .irp sum, t0, t1, t2, t3, t4, t5, t6, a4
            li \sum, 0
            .endr
        .endm
        .macro end
            lw a0, 0(sp)
            addi sp, sp, 16
            sw t0, 0(a0)
            sw t1, 4(a0)
            sw t2, 8(a0)
            sw t3, 12(a0)
            sw t4, 16(a0)
            sw t5, 20(a0)
            sw t6, 24(a0)
            sw a4, 28(a0)
            ret
        .endm
        .macro pair lower, both, place
            lh a6, \place(a2)
            lb a7, \place(a2)
            mul a6, a6, a5
            add \both, \both, a6
            mul a7, a7, a5
            add \lower, \lower, a7
        .endm
        .macro input x, place
            lw a5, \x(a0)
            pair t0, t1, \place
            pair t2, t3, \place+4
            pair t4, t5, \place+16
            pair t6, a4, \place+20
        .endm
        .macro pair_of_both lower0, both0, lower1, both1, place
            lh a6, \place(a2)
            mul a7, a6, a3
            add \both0, \both0, a7
            mul a6, a6, a5
            add \both1, \both1, a6
            lb a6, \place(a2)
            mul a7, a6, a3
            add \lower0, \lower0, a7
            mul a6, a6, a5
            add \lower1, \lower1, a6
        .endm
        .macro both x, place
            lw a3, \x(a0)
            lw a5, \x+4(a0)
            pair_of_both t0, t1, t2, t3, \place
            pair_of_both t4, t5, t6, a4, \place+4
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
        .purgem both
        .option pop"
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
    // `a3` is the first of the weights, and `a2` those of a group.
    naked_asm!(
        parts!(),
        "begin
        mv a3, a2
        2:
        lw a2, 0(a0)
        add a2, a2, a3
        input 4, 0
        input 8, 2
        input 12, 8
        input 16, 10
        addi a0, a0, 20
        bne a0, a1, 2b
        end",
        no_parts!(),
    );
}

/// [`add_listed`] for elements whose weights follow each other. `odd` is 1 if their number is odd.
///
/// # Safety
/// There is at least one element, and there are as many weights.
#[unsafe(naked)]
unsafe extern "C" fn add_consecutive(
    x: *const Element,
    end: *const Element,
    weights: *const [Quad; 2],
    sums: &mut [i32; 8],
    odd: usize,
) {
    // An iteration has two groups. If their number is odd, the first one has only the second.
    naked_asm!(
        parts!(),
        "mv a5, a4
        begin
        beqz a5, 2f
        addi a0, a0, -20
        addi a2, a2, -32
        j 3f
        2:
        input 4, 0
        input 8, 2
        input 12, 8
        input 16, 10
        3:
        input 24, 32
        input 28, 34
        input 32, 40
        input 36, 42
        addi a0, a0, 40
        addi a2, a2, 64
        bne a0, a1, 2b
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
    // An iteration has two groups. If their number is odd, the first one has only the second.
    naked_asm!(
        parts!(),
        "begin
        sub a5, a1, a0
        andi a5, a5, 32
        beqz a5, 2f
        addi a0, a0, -32
        addi a2, a2, -{stride}
        j 3f
        2:
        both 0, 0
        both 8, 2
        both 16, 8
        both 24, 10
        3:
        both 32, {stride}+0
        both 40, {stride}+2
        both 48, {stride}+8
        both 56, {stride}+10
        addi a0, a0, 64
        addi a2, a2, 2*{stride}
        bne a0, a1, 2b
        end",
        no_parts!(),
        stride = const STRIDE,
    );
}
