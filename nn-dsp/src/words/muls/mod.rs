//! The inner loops for Armv6-M: `MULS` replaces one of its factors, and only additions and moves have access to the registers from `r8` on, so
//! these are the sums.

mod depthwise;
mod rounding;

use core::arch::naked_asm;

use super::{Both, Element};
use crate::Quad;

pub(crate) use self::depthwise::nine_rows;
pub(crate) use self::rounding::{once, twice, twice_all};

/// `L` and `S` of each pair of eight outputs.
///
/// # Safety
/// There is at least one element, and each has weights.
#[inline(always)]
pub(super) unsafe fn eight(
    x: &[Element],
    weights: &[[Quad; 2]],
    _are_consecutive: bool,
) -> [i32; 8] {
    let mut sums = [0; 8];
    let x = x.as_ptr_range();
    for (quad, sums) in sums.as_chunks_mut().0.iter_mut().enumerate() {
        let weights = weights.as_ptr().cast::<Quad>().wrapping_add(quad);
        // SAFETY: there is at least one element, and each has weights, of which `quad` is one of two quads.
        unsafe { add_four(x.start, x.end, weights, sums) };
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
    for (pair, sums) in sums.iter_mut().enumerate() {
        // the words of a pair are number 0 and 2, or 1 and 3, of a quad
        let word = 4 * quad + pair;
        let weights = weights.as_ptr().cast::<u32>().wrapping_add(word);
        // SAFETY: `x` has at least one group, and `weights` as many. `quad` is one of the `N` quads, which have two pairs.
        unsafe {
            match N {
                1 => add_both::<16>(x.start, x.end, weights, sums),
                _ => add_both::<32>(x.start, x.end, weights, sums),
            }
        }
    }
    sums
}

/// The parts of the loops. `begin` saves the registers that a caller expects to be unchanged and the address of the sums, and sets the sums,
/// `r8` to `r11`, to zero and `r12` to the end of the inputs. `word` has the products of the inputs `r4` and `r5` and four weights, a word;
/// `r6` and `r7` are free. `inputs` has those of two inputs and the weights of four outputs. `products` has those of the inputs of
/// two windows, `r3` and `r4`, and two weights: `r5`, and its lower byte in `r6`; `r7` is free. `both` has those of two inputs of
/// two windows and the weights of two outputs, a word.
macro_rules! parts {
    () => {
        r".macro begin
            push {{r3-r7, lr}}
            mov r4, r8
            mov r5, r9
            mov r6, r10
            mov r7, r11
            push {{r4-r7}}
            mov r12, r1
            movs r4, #0
            .irp sum, r8, r9, r10, r11
            mov \sum, r4
            .endr
        .endm
        .macro end
            ldr r0, [sp, #16]
            mov r4, r8
            mov r5, r9
            mov r6, r10
            mov r7, r11
            stmia r0!, {{r4-r7}}
            pop {{r4-r7}}
            mov r8, r4
            mov r9, r5
            mov r10, r6
            mov r11, r7
            pop {{r3-r7, pc}}
        .endm
        .macro word w, lower, both
            sxth r6, \w
            sxtb r7, \w
            muls r6, r4, r6
            add \both, r6
            muls r7, r4, r7
            add \lower, r7
            asrs \w, \w, #16
            sxtb r7, \w
            muls \w, r5, \w
            add \both, \w
            muls r7, r5, r7
            add \lower, r7
        .endm
        .macro inputs
            ldmia r0!, {{r4, r5}}
            ldmia r2!, {{r1, r3}}
            word r1, r8, r9
            word r3, r10, r11
        .endm
        .macro products
            mov r7, r5
            muls r7, r3, r7
            add r9, r7
            muls r5, r4, r5
            add r11, r5
            muls r3, r6, r3
            add r8, r3
            muls r4, r6, r4
            add r10, r4
        .endm
        .macro both place
            ldr r1, [r2, #\place]
            ldmia r0!, {{r3, r4}}
            sxth r5, r1
            sxtb r6, r1
            products
            ldmia r0!, {{r3, r4}}
            asrs r5, r1, #16
            sxtb r6, r5
            products
        .endm"
    };
}

/// Removes the definitions.
macro_rules! no_parts {
    () => {
        ".purgem begin
        .purgem end
        .purgem word
        .purgem inputs
        .purgem products
        .purgem both"
    };
}

/// Sets `sums` to `L` and `S` of each pair of outputs. It reads the elements from `x` to `end`, and the quads at their places.
///
/// # Safety
/// There is at least one element, and each has a quad.
#[unsafe(naked)]
unsafe extern "C" fn add_four(
    x: *const Element,
    end: *const Element,
    weights: *const Quad,
    sums: &mut [i32; 4],
) {
    // `r0` is the next input, `lr` the first quad, and `r2` the next word.
    naked_asm!(
        parts!(),
        "begin
        mov lr, r2
        2:
        ldmia r0!, {{r2}}
        add r2, lr
        inputs
        inputs
        cmp r0, r12
        bne 2b
        end",
        no_parts!(),
    );
}

/// Sets `sums` to `L` and `S` of two outputs of each window. It reads the groups from `x` to `end`, and as many times two words of
/// weights, 8 bytes apart, every `STRIDE` bytes.
///
/// # Safety
/// There is at least one group, and there are as many weights.
#[unsafe(naked)]
unsafe extern "C" fn add_both<const STRIDE: usize>(
    x: *const Both,
    end: *const Both,
    weights: *const u32,
    sums: &mut [i32; 4],
) {
    // An iteration has two groups. If their number is odd, the first one has only the second.
    naked_asm!(
        parts!(),
        "begin
        subs r4, r1, r0
        lsls r4, r4, #26
        bmi 3f
        2:
        both 0
        both 8
        adds r2, #{stride}
        3:
        both 0
        both 8
        adds r2, #{stride}
        cmp r0, r12
        bne 2b
        end",
        no_parts!(),
        stride = const STRIDE,
    );
}
