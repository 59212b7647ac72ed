//! The loop for Cortex-M0 in assembly. It follows the procedure call standard of the Arm architecture.
//!
//! Only `ADD`, `CMP` and `MOV` reach the registers from `r8` on. So six of the eight sums are there.

use core::arch::naked_asm;

use crate::Quad;

/// Adds the products of `x - zero` and eight outputs to the sums. The groups are at most 64.
#[inline(always)]
pub(crate) fn eight(x: &[[i8; 4]], zero: i8, weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    let groups = x.len().min(weights.len());
    if groups > 0 {
        let offset = -i32::from(zero);
        // SAFETY: both slices have `groups` elements, which the function reads. It reads and writes `sums`.
        unsafe { eight_loop(x.as_ptr(), weights.as_ptr(), groups, sums, offset) }
    }
}

/// Two inputs plus the offset, which is on the stack, in `r2` and `r3`.
macro_rules! inputs {
    ($first:literal, $second:literal) => {
        concat!(
            "ldr r5, [sp]\n",
            "movs r2, #",
            $first,
            "\nldrsb r2, [r0, r2]\nadds r2, r2, r5\n",
            "movs r3, #",
            $second,
            "\nldrsb r3, [r0, r3]\nadds r3, r3, r5",
        )
    };
}

/// The products of both inputs and the word at `r1` plus an offset, with the sums `L` and `S` of a pair of outputs.
macro_rules! word {
    ($offset:literal, $lower:literal, $all:literal) => {
        concat!(
            "ldr r4, [r1, #",
            $offset,
            "]\n",
            "sxth r5, r4\nmuls r5, r2, r5\nadd ",
            $all,
            ", r5\n",
            "sxtb r5, r4\nmuls r5, r2, r5\nadd ",
            $lower,
            ", r5\n",
            "asrs r4, r4, #16\n",
            "sxtb r5, r4\nmuls r5, r3, r5\nadd ",
            $lower,
            ", r5\n",
            "muls r4, r3, r4\nadd ",
            $all,
            ", r4",
        )
    };
}

/// Adds `L` in `r6` and `(S - L) / 256`, with `S` in `r7`, to the two sums at `r3` plus an offset.
macro_rules! add {
    ($first:literal, $second:literal) => {
        concat!(
            "subs r7, r7, r6\nasrs r7, r7, #8\n",
            "ldr r4, [r3, #",
            $first,
            "]\nadds r4, r4, r6\nstr r4, [r3, #",
            $first,
            "]\n",
            "ldr r4, [r3, #",
            $second,
            "]\nadds r4, r4, r7\nstr r4, [r3, #",
            $second,
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
    offset: i32,
) {
    naked_asm!(
        "push {{r3-r7, lr}}",
        "mov r4, r8",
        "mov r5, r9",
        "mov r6, r10",
        "mov r7, r11",
        "push {{r4-r7}}",
        "ldr r3, [sp, #40]",
        "lsls r4, r2, #2",
        "adds r4, r4, r0",
        "push {{r3, r4}}",
        "movs r6, #0",
        "movs r7, #0",
        "mov r8, r6",
        "mov r9, r6",
        "mov r10, r6",
        "mov r11, r6",
        "mov r12, r6",
        "mov lr, r6",
        "2:",
        inputs!("0", "2"),
        word!("0", "r6", "r7"),
        word!("4", "r8", "r9"),
        word!("16", "r10", "r11"),
        word!("20", "r12", "lr"),
        inputs!("1", "3"),
        word!("8", "r6", "r7"),
        word!("12", "r8", "r9"),
        word!("24", "r10", "r11"),
        word!("28", "r12", "lr"),
        "adds r1, #32",
        "adds r0, #4",
        "ldr r5, [sp, #4]",
        "cmp r0, r5",
        "beq 3f",
        "b 2b",
        "3:",
        "add sp, #8",
        "ldr r3, [sp, #16]",
        add!("0", "4"),
        "mov r6, r8",
        "mov r7, r9",
        add!("8", "12"),
        "mov r6, r10",
        "mov r7, r11",
        add!("16", "20"),
        "mov r6, r12",
        "mov r7, lr",
        add!("24", "28"),
        "pop {{r4-r7}}",
        "mov r8, r4",
        "mov r9, r5",
        "mov r10, r6",
        "mov r11, r7",
        "pop {{r3-r7, pc}}",
    )
}
