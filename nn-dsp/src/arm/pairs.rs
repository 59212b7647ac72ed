//! The loop over the weights of two outputs.

use core::arch::naked_asm;

/// `groups` is at least 1.
#[unsafe(naked)]
pub(super) unsafe extern "C" fn pairs_loop(
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
