//! The loop for Cortex-M3 in assembly. It follows the procedure call standard of the Arm architecture.

use core::arch::naked_asm;

use crate::Quad;

/// Adds the products of `x - zero` and eight outputs to the sums. The groups are at most 64.
#[inline(always)]
pub(crate) fn eight(x: &[[i8; 4]], zero: i8, weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    let groups = x.len().min(weights.len());
    if groups > 0 {
        // SAFETY: both slices have `groups` elements, which the function reads. It reads and writes `sums`.
        unsafe { eight_loop(x.as_ptr(), weights.as_ptr(), groups, sums, zero.into()) }
    }
}

/// The products of the input in `r2` and the weights at `r1` plus each offset. `L` and `S` of the four pairs are in `r4` to `r11`.
macro_rules! input {
    ($first:literal, $second:literal, $third:literal, $fourth:literal) => {
        concat!(
            "ldrsb r2, [r0], #1\n",
            "subs r2, r2, r12\n",
            "ldrsh r3, [r1, #",
            $first,
            "]\nmla r5, r3, r2, r5\nsxtb r3, r3\nmla r4, r3, r2, r4\n",
            "ldrsh r3, [r1, #",
            $second,
            "]\nmla r7, r3, r2, r7\nsxtb r3, r3\nmla r6, r3, r2, r6\n",
            "ldrsh r3, [r1, #",
            $third,
            "]\nmla r9, r3, r2, r9\nsxtb r3, r3\nmla r8, r3, r2, r8\n",
            "ldrsh r3, [r1, #",
            $fourth,
            "]\nmla r11, r3, r2, r11\nsxtb r3, r3\nmla r10, r3, r2, r10",
        )
    };
}

/// Adds `L` and `(S - L) / 256` to the two sums at `r3` plus an offset.
macro_rules! add {
    ($lower:literal, $all:literal, $offset:literal) => {
        concat!(
            "ldrd r0, r1, [r3, #",
            $offset,
            "]\n",
            "sub ",
            $all,
            ", ",
            $all,
            ", ",
            $lower,
            "\n",
            "add r0, r0, ",
            $lower,
            "\n",
            "add r1, r1, ",
            $all,
            ", asr #8\n",
            "strd r0, r1, [r3, #",
            $offset,
            "]",
        )
    };
}

/// `groups` is at least 1.
#[unsafe(naked)]
unsafe extern "C" fn eight_loop(
    x: *const [i8; 4],
    weights: *const [Quad; 2],
    groups: usize,
    sums: *mut [i32; 8],
    zero: i32,
) {
    naked_asm!(
        "push {{r3-r11, lr}}",
        "ldr r12, [sp, #40]",
        "add lr, r0, r2, lsl #2",
        "movs r4, #0",
        "movs r5, #0",
        "movs r6, #0",
        "movs r7, #0",
        "mov r8, r4",
        "mov r9, r4",
        "mov r10, r4",
        "mov r11, r4",
        "2:",
        input!("0", "4", "16", "20"),
        input!("8", "12", "24", "28"),
        input!("2", "6", "18", "22"),
        input!("10", "14", "26", "30"),
        "adds r1, r1, #32",
        "cmp r0, lr",
        "bne 2b",
        "ldr r3, [sp]",
        add!("r4", "r5", "0"),
        add!("r6", "r7", "8"),
        add!("r8", "r9", "16"),
        add!("r10", "r11", "24"),
        "pop {{r3-r11, pc}}",
    )
}
