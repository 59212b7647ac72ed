//! The loops in assembly. `twin` has the same functions in Rust.
//!
//! The loops are whole functions, because a compiler that allocates the registers around single instructions stores sums in the inner
//! loop: 784 x 128 took 155,000 instructions, and takes 117,000.
//!
//! Each function follows the procedure call standard of the Arm architecture: arguments in `r0` to `r3` and on the stack, `r4` to `r11`
//! are restored, and the stack pointer is a multiple of 8 at calls, of which there are none.

use core::arch::{asm, naked_asm};

use crate::{Quad, Requantized, Sums, Tap};

/// Adds bytes 0 and 2, with their signs, to the halves of a word.
#[inline(always)]
pub(crate) fn sxtab16(halves: u32, bytes: u32) -> u32 {
    let sums;
    // SAFETY: reads two registers, writes one, and changes no flags.
    unsafe {
        asm!("sxtab16 {}, {}, {}", lateout(reg) sums, in(reg) halves, in(reg) bytes,
            options(pure, nomem, nostack, preserves_flags));
    }
    sums
}

/// Adds bytes 1 and 3, with their signs, to the halves of a word.
#[inline(always)]
pub(crate) fn sxtab16_by_8(halves: u32, bytes: u32) -> u32 {
    let sums;
    // SAFETY: reads two registers, writes one, and changes no flags.
    unsafe {
        asm!("sxtab16 {}, {}, {}, ror #8", lateout(reg) sums, in(reg) halves, in(reg) bytes,
            options(pure, nomem, nostack, preserves_flags));
    }
    sums
}

/// Adds the products of `x + offset` and a quad of each group to the sums. The groups are at least 1 and at most 64.
#[inline(always)]
pub(crate) fn products<const N: usize>(
    x: &[[i8; 4]],
    offset: u32,
    weights: &[[Quad; N]],
    quad: usize,
    sums: &mut [i32; 4],
) {
    let groups = x.len().min(weights.len());
    if groups > 0 && quad < N {
        // SAFETY: both slices have `groups` elements, of which the function reads every group and every quad number `quad`. It reads
        // and writes `sums`.
        unsafe {
            let weights = weights.as_ptr().cast::<Quad>().add(quad);
            products_loop::<N>(x.as_ptr(), weights, groups, sums, offset);
        }
    }
}

/// Adds the products of the listed groups and a quad of each to the sums. A group has 32 times its index, which is below the number of
/// weights.
#[inline(always)]
pub(crate) fn listed(groups: &[[u32; 3]], weights: &[[Quad; 2]], quad: usize, sums: &mut [i32; 4]) {
    if !groups.is_empty() && quad < 2 {
        // SAFETY: the function reads the `groups.len()` groups, and quad number `quad` of the weights with their indices, which
        // `Listed` keeps below the number of weights. It reads and writes `sums`.
        unsafe {
            let weights = weights.as_ptr().cast::<Quad>().add(quad);
            listed_loop(groups.as_ptr(), weights, groups.len(), sums);
        }
    }
}

/// Sets the sums of four outputs of both windows. They are number `place` of eight such sums. The groups are at least 1 and at most 64.
#[inline(always)]
pub(crate) fn windows<const N: usize>(
    groups: &[Quad],
    weights: &[[Quad; N]],
    quad: usize,
    sums: &mut Sums,
    place: usize,
) {
    let count = groups.len().min(weights.len());
    if count > 0 && quad < N && place < 8 {
        // SAFETY: both slices have `count` elements, of which the function reads every group and every quad number `quad`. It writes
        // four of the 32 sums of each window.
        unsafe {
            let weights = weights.as_ptr().cast::<Quad>().add(quad);
            let sums = sums.as_mut_ptr().cast::<[i32; 4]>().add(place);
            windows_loop::<N>(groups.as_ptr(), weights, count, sums);
        }
    }
}

/// The sums of the products of all taps, for each channel of the complete groups of four.
#[inline(always)]
pub(crate) fn channels<const C: usize>(taps: &[Tap<'_, C>], offset: u32, sums: &mut [i32; C]) {
    if !taps.is_empty() && C >= 4 {
        let end = taps.as_ptr_range().end;
        // SAFETY: the function reads the addresses in `taps`, and from each of them the first `C - C % 4` bytes of `C`. It writes as
        // many sums. The address after the taps is not read.
        unsafe {
            channels_loop(
                taps.as_ptr().cast(),
                end.cast(),
                offset,
                C & !3,
                sums.as_mut_ptr(),
            )
        }
    }
}

/// Adds the products of `x + offset` and two outputs to the sums. The groups are at most 64.
#[inline(always)]
pub(crate) fn pairs(x: &[[i8; 4]], offset: u32, weights: &[[u32; 2]], sums: &mut [i32; 2]) {
    let groups = x.len().min(weights.len());
    if groups > 0 {
        // SAFETY: both slices have `groups` elements, which the function reads. It reads and writes `sums`.
        unsafe { pairs_loop(x.as_ptr(), weights.as_ptr(), groups, sums, offset) }
    }
}

/// Requantizes as many numbers as all arguments have, up to the first with a shift outside of -31 to -1 or a sum that cannot be
/// doubled. Returns their number.
#[inline(always)]
pub(crate) fn requantize(numbers: &Requantized<'_>, constant: i32, outputs: &mut [i8]) -> usize {
    let Requantized {
        sums,
        bias,
        multiplier,
        shift,
    } = *numbers;
    let count = outputs.len().min(sums.len()).min(bias.len());
    let count = count.min(multiplier.len()).min(shift.len());
    if count == 0 {
        return 0;
    }
    let last = outputs.as_mut_ptr_range().start.wrapping_add(count);
    // SAFETY: all slices have `count` elements, of which the function reads and writes the first ones, until `last`.
    let end = unsafe {
        requantize_loop(
            sums.as_ptr(),
            bias.as_ptr(),
            multiplier.as_ptr(),
            shift.as_ptr(),
            outputs.as_mut_ptr(),
            last,
            constant,
        )
    };
    end.addr() - outputs.as_ptr().addr()
}

/// The products of a quad in `r8` to `r11` and inputs 0 and 2 in `r2`, 1 and 3 in `r3`, with the sums `L` and `S` of outputs 0 and 1 in
/// `r4` and `r5`, and of outputs 2 and 3 in `r6` and `r7`.
macro_rules! quad {
    () => {
        "smlad r5, r8, r2, r5
        sxtb16 r8, r8
        smlad r4, r8, r2, r4
        smlad r7, r9, r2, r7
        sxtb16 r9, r9
        smlad r6, r9, r2, r6
        smlad r5, r10, r3, r5
        sxtb16 r10, r10
        smlad r4, r10, r3, r4
        smlad r7, r11, r3, r7
        sxtb16 r11, r11
        smlad r6, r11, r3, r6"
    };
}

/// Loads a group of inputs from `r0` and a quad from `r1`, and advances both.
macro_rules! group {
    () => {
        "ldr r3, [r0], #4
        ldm r1, {{r8-r11}}
        add r1, r1, #{stride}
        sxtab16 r2, r12, r3
        sxtab16 r3, r12, r3, ror #8"
    };
}

/// Adds the sums of `quad!` to the four numbers whose address is on the stack, and returns.
macro_rules! add_and_return {
    () => {
        "ldr r3, [sp]
        subs r5, r5, r4
        ldm r3, {{r8-r11}}
        subs r7, r7, r6
        add r8, r8, r4
        add r9, r9, r5, asr #8
        add r10, r10, r6
        add r11, r11, r7, asr #8
        stm r3, {{r8-r11}}
        pop {{r3-r11, pc}}"
    };
}

/// `groups` is at least 1. Weights advance by `16 N` bytes.
///
/// The loop has two groups. For an odd number it begins in the middle.
#[unsafe(naked)]
unsafe extern "C" fn products_loop<const N: usize>(
    x: *const [i8; 4],
    weights: *const Quad,
    groups: usize,
    sums: *mut [i32; 4],
    offset: u32,
) {
    naked_asm!(
        "push {{r3-r11, lr}}",
        "ldr r12, [sp, #40]",
        "add lr, r0, r2, lsl #2",
        "movs r4, #0",
        "movs r5, #0",
        "movs r6, #0",
        "movs r7, #0",
        "lsls r2, r2, #31",
        "bne 3f",
        "2:",
        group!(),
        quad!(),
        "3:",
        group!(),
        quad!(),
        "cmp r0, lr",
        "bne 2b",
        add_and_return!(),
        stride = const 16 * N,
    )
}

/// `count` is at least 1.
#[unsafe(naked)]
unsafe extern "C" fn listed_loop(
    groups: *const [u32; 3],
    weights: *const Quad,
    count: usize,
    sums: *mut [i32; 4],
) {
    naked_asm!(
        "push {{r3-r11, lr}}",
        "add r2, r2, r2, lsl #1",
        "movs r4, #0",
        "add lr, r0, r2, lsl #2",
        "movs r5, #0",
        "movs r6, #0",
        "movs r7, #0",
        "2:",
        "ldm r0!, {{r2, r3, r12}}",
        "add r12, r12, r1",
        "ldm r12, {{r8-r11}}",
        quad!(),
        "cmp r0, lr",
        "bne 2b",
        add_and_return!(),
    )
}

/// The products of a word of weights in `r12` and inputs of two windows in `r10` and `r11`. `L` and `S` of the first window are in
/// the registers `$l0` and `$s0`, and those of the second in `$l1` and `$s1`.
macro_rules! word {
    ($l0:literal, $s0:literal, $l1:literal, $s1:literal) => {
        concat!(
            "smlad ",
            $s0,
            ", r12, r10, ",
            $s0,
            "\n",
            "smlad ",
            $s1,
            ", r12, r11, ",
            $s1,
            "\n",
            "sxtb16 r12, r12\n",
            "smlad ",
            $l0,
            ", r12, r10, ",
            $l0,
            "\n",
            "smlad ",
            $l1,
            ", r12, r11, ",
            $l1,
        )
    };
}

/// Loads a group of both windows from `r0` and a quad behind `r1`, and advances both.
macro_rules! windows_group {
    () => {
        concat!(
            "ldm r0!, {{r10, r11}}\n",
            "ldr r12, [r1, #{stride}]!\n",
            word!("r2", "r3", "r6", "r7"),
            "\nldr r12, [r1, #4]\n",
            word!("r4", "r5", "r8", "r9"),
            "\nldm r0!, {{r10, r11}}\n",
            "ldr r12, [r1, #8]\n",
            word!("r2", "r3", "r6", "r7"),
            "\nldr r12, [r1, #12]\n",
            word!("r4", "r5", "r8", "r9"),
        )
    };
}

/// `count` is at least 1. Weights advance by `16 N` bytes.
///
/// The loop has two groups. For an odd number it begins in the middle. The sums of the second window are 128 bytes after the first.
#[unsafe(naked)]
unsafe extern "C" fn windows_loop<const N: usize>(
    groups: *const Quad,
    weights: *const Quad,
    count: usize,
    sums: *mut [i32; 4],
) {
    naked_asm!(
        "push {{r3-r11, lr}}",
        "mov r12, r2",
        "add lr, r0, r2, lsl #4",
        "sub r1, r1, #{stride}",
        "movs r2, #0",
        "movs r3, #0",
        "movs r4, #0",
        "movs r5, #0",
        "movs r6, #0",
        "movs r7, #0",
        "mov r8, r2",
        "mov r9, r2",
        "lsls r12, r12, #31",
        "bne 3f",
        "2:",
        windows_group!(),
        "3:",
        windows_group!(),
        "cmp r0, lr",
        "bne 2b",
        "ldr r12, [sp]",
        "subs r3, r3, r2",
        "subs r5, r5, r4",
        "subs r7, r7, r6",
        "sub r9, r9, r8",
        "asrs r3, r3, #8",
        "asrs r5, r5, #8",
        "asrs r7, r7, #8",
        "asr r9, r9, #8",
        "stm r12, {{r2-r5}}",
        "add r12, r12, #128",
        "stm r12, {{r6-r9}}",
        "pop {{r3-r11, pc}}",
        stride = const 16 * N,
    )
}

/// `taps` is before `end`. `count` is a multiple of 4 and at least 4.
///
/// The outer loop is over groups of four channels, from the last to the first, and the inner one over taps.
#[unsafe(naked)]
unsafe extern "C" fn channels_loop(
    taps: *const [*const i8; 2],
    end: *const [*const i8; 2],
    offset: u32,
    count: usize,
    sums: *mut i32,
) {
    naked_asm!(
        "push {{r4-r11, lr}}",
        "ldr r12, [sp, #36]",
        "push {{r0, r12}}",
        "2:",
        "subs r3, r3, #4",
        "ldr r0, [sp]",
        "movs r4, #0",
        "movs r5, #0",
        "movs r6, #0",
        "movs r7, #0",
        "3:",
        "ldrd r8, r9, [r0], #8",
        "ldr r8, [r8, r3]",
        "ldr r9, [r9, r3]",
        "sxtab16 r10, r2, r8",
        "sxtb16 r11, r9",
        "sxtab16 r8, r2, r8, ror #8",
        "sxtb16 r9, r9, ror #8",
        "smlabb r4, r10, r11, r4",
        "smlabb r5, r8, r9, r5",
        "smlatt r6, r10, r11, r6",
        "smlatt r7, r8, r9, r7",
        "cmp r0, r1",
        "bne 3b",
        "ldr r12, [sp, #4]",
        "add r12, r12, r3, lsl #2",
        "stm r12, {{r4-r7}}",
        "cmp r3, #0",
        "bne 2b",
        "add sp, sp, #8",
        "pop {{r4-r11, pc}}",
    )
}

/// `groups` is at least 1.
#[unsafe(naked)]
unsafe extern "C" fn pairs_loop(
    x: *const [i8; 4],
    weights: *const [u32; 2],
    groups: usize,
    sums: *mut [i32; 2],
    offset: u32,
) {
    naked_asm!(
        "push {{r4-r9, r10, lr}}",
        "ldr r12, [sp, #32]",
        "add lr, r0, r2, lsl #2",
        "movs r4, #0",
        "movs r5, #0",
        "2:",
        "ldr r7, [r0], #4",
        "ldrd r8, r9, [r1], #8",
        "sxtab16 r6, r12, r7",
        "sxtab16 r7, r12, r7, ror #8",
        "smlad r5, r8, r6, r5",
        "sxtb16 r8, r8",
        "smlad r4, r8, r6, r4",
        "smlad r5, r9, r7, r5",
        "sxtb16 r9, r9",
        "smlad r4, r9, r7, r4",
        "cmp r0, lr",
        "bne 2b",
        "ldm r3, {{r6, r7}}",
        "subs r5, r5, r4",
        "add r6, r6, r4",
        "add r7, r7, r5, asr #8",
        "stm r3, {{r6, r7}}",
        "pop {{r4-r9, r10, pc}}",
    )
}

/// Returns the address of the first output that was not computed. There is at least one output.
///
/// `SMMULR` is the product of the doubled sum divided by `2^32`, rounded, halves up. Adding the sign and the constant, before and after
/// all but one bit of the shift, rounds halves away from zero. `SSAT` shifts the last bit and saturates to 8 bits.
#[unsafe(naked)]
unsafe extern "C" fn requantize_loop(
    sums: *const i32,
    bias: *const i32,
    multiplier: *const i32,
    shift: *const i8,
    outputs: *mut i8,
    last: *mut i8,
    constant: i32,
) -> *mut i8 {
    naked_asm!(
        "push {{r4-r10, lr}}",
        "ldrd r4, r5, [sp, #32]",
        "ldr r6, [sp, #40]",
        "2:",
        "ldrsb r10, [r3], #1",
        "ldr r7, [r0], #4",
        "ldr r8, [r1], #4",
        "ldr r9, [r2], #4",
        "mvn r10, r10",
        "add r7, r7, r8",
        "cmp r10, #30",
        "bhi 3f",
        "adds r7, r7, r7",
        "bvs 3f",
        "smmulr r7, r7, r9",
        "add r7, r7, r7, asr #31",
        "asr r7, r7, r10",
        "qadd r7, r7, r6",
        "ssat r7, #8, r7, asr #1",
        "strb r7, [r4], #1",
        "cmp r4, r5",
        "bne 2b",
        "3:",
        "mov r0, r4",
        "pop {{r4-r10, pc}}",
    )
}
