//! The loop over sums.

use core::arch::naked_asm;

/// Returns the address of the first output that was not computed. There is at least one output.
///
/// `SMMULR` is the product of the doubled sum divided by `2^32`, rounded, halves up. Adding the sign and the constant, before and after
/// all but one bit of the shift, rounds halves away from zero. `SSAT` shifts the last bit and saturates to 8 bits.
#[unsafe(naked)]
pub(super) unsafe extern "C" fn requantize_loop(
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
