//! The loop of depthwise convolutions.

use core::arch::naked_asm;

/// `taps` is before `end`. `count` is a multiple of 4 and at least 4.
///
/// The outer loop is over groups of four channels, from the last to the first, and the inner one over taps.
#[unsafe(naked)]
pub(super) unsafe extern "C" fn channels_loop(
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
