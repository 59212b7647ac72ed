//! Loops over quads of weights.

use core::arch::naked_asm;

use crate::Quad;

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
pub(super) unsafe extern "C" fn products_loop<const N: usize>(
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
pub(super) unsafe extern "C" fn listed_loop(
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
pub(super) unsafe extern "C" fn windows_loop<const N: usize>(
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
