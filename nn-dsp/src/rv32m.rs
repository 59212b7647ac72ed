//! The loop for RISC-V with multiplication in assembly. It follows the standard calling convention: it changes only registers that a
//! function need not preserve.

use core::arch::naked_asm;

use crate::Quad;

/// Adds the products of `x - zero` and eight outputs to the sums. The groups are at most 64.
#[inline(always)]
pub(crate) fn eight(x: &[[i8; 4]], zero: i8, weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    let groups = x.len().min(weights.len());
    if groups > 0 {
        let end = x.as_ptr().wrapping_add(groups);
        // SAFETY: both slices have `groups` elements, which the function reads. It reads and writes `sums`.
        unsafe { eight_loop(x.as_ptr(), weights.as_ptr(), end, sums, zero.into()) }
    }
}

/// The products of an input and the weights at `a1` plus an offset, with the sums `L` and `S` of a pair of outputs.
macro_rules! pair {
    ($offset:literal, $lower:literal, $all:literal) => {
        concat!(
            "lh t1, ",
            $offset,
            "(a1)\nmul t1, t1, t0\nadd ",
            $all,
            ", ",
            $all,
            ", t1\n",
            "lb t1, ",
            $offset,
            "(a1)\nmul t1, t1, t0\nadd ",
            $lower,
            ", ",
            $lower,
            ", t1\n",
        )
    };
}

/// The products of an input and the weights of eight outputs.
macro_rules! input {
    ($place:literal, $first:literal, $second:literal, $third:literal, $fourth:literal) => {
        concat!(
            "lb t0, ",
            $place,
            "(a0)\nsub t0, t0, a4\n",
            pair!($first, "a5", "a6"),
            pair!($second, "a7", "t2"),
            pair!($third, "t3", "t4"),
            pair!($fourth, "t5", "t6"),
        )
    };
}

/// Adds `L` and `(S - L) / 256` to the two sums at `a3` plus two offsets.
macro_rules! add {
    ($lower:literal, $all:literal, $first:literal, $second:literal) => {
        concat!(
            "sub ",
            $all,
            ", ",
            $all,
            ", ",
            $lower,
            "\nsrai ",
            $all,
            ", ",
            $all,
            ", 8\n",
            "lw t0, ",
            $first,
            "(a3)\nlw t1, ",
            $second,
            "(a3)\n",
            "add t0, t0, ",
            $lower,
            "\nadd t1, t1, ",
            $all,
            "\n",
            "sw t0, ",
            $first,
            "(a3)\nsw t1, ",
            $second,
            "(a3)",
        )
    };
}

/// `x` is before `end`.
#[unsafe(naked)]
unsafe extern "C" fn eight_loop(
    x: *const [i8; 4],
    weights: *const [Quad; 2],
    end: *const [i8; 4],
    sums: *mut [i32; 8],
    zero: i32,
) {
    naked_asm!(
        // the assembler does not know the features of the target here
        ".option push",
        ".option arch, +m",
        "li a5, 0",
        "li a6, 0",
        "li a7, 0",
        "li t2, 0",
        "li t3, 0",
        "li t4, 0",
        "li t5, 0",
        "li t6, 0",
        "2:",
        input!("0", "0", "4", "16", "20"),
        input!("1", "8", "12", "24", "28"),
        input!("2", "2", "6", "18", "22"),
        input!("3", "10", "14", "26", "30"),
        "addi a0, a0, 4",
        "addi a1, a1, 32",
        "bne a0, a2, 2b",
        add!("a5", "a6", "0", "4"),
        add!("a7", "t2", "8", "12"),
        add!("t3", "t4", "16", "20"),
        add!("t5", "t6", "24", "28"),
        "ret",
        ".option pop",
    )
}
