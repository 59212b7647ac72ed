//! The products of RISC-V, of which a sum takes another instruction. There are registers for eight sums.
//!
//! The blocks are on registers, as in `arm`, and `plain` has the same functions in Rust. They are not `pure`, so loads stay where they are
//! between them.

use core::arch::asm;

/// Adds the products of an input and the weights of two outputs, the lower byte of a half and the half, to `L` and `S`.
#[inline(always)]
pub(super) fn one([mut byte, half]: [i32; 2], x: i32, lower: &mut i32, both: &mut i32) {
    // SAFETY: reads and writes the registers of its operands. The last operand that is read is written after it.
    unsafe {
        asm!(
            "mul {byte}, {byte}, {x}",
            "add {lower}, {lower}, {byte}",
            "mul {byte}, {half}, {x}",
            "add {both}, {both}, {byte}",
            byte = inout(reg) byte, half = in(reg) half, x = in(reg) x,
            lower = inout(reg) *lower, both = inout(reg) *both,
            options(nomem, nostack),
        );
    }
    let _ = byte;
}

/// Adds the products of an input of each of two windows and the weights of two outputs, the lower byte of a half and the half, to `L`
/// and `S` of the first window, and to those of the second.
#[inline(always)]
pub(super) fn two(weights: [i32; 2], [first, second]: &[i32; 2], sums: &mut [i32; 4]) {
    let [l0, s0, l1, s1] = sums;
    let [byte, half] = weights;
    // SAFETY: reads and writes the registers of its operands. `product` is written while others are read, so it is no other's register.
    unsafe {
        asm!(
            "mul {product}, {byte}, {first}",
            "add {l0}, {l0}, {product}",
            "mul {product}, {byte}, {second}",
            "add {l1}, {l1}, {product}",
            "mul {product}, {half}, {first}",
            "add {s0}, {s0}, {product}",
            "mul {product}, {half}, {second}",
            "add {s1}, {s1}, {product}",
            byte = in(reg) byte, half = in(reg) half, first = in(reg) *first, second = in(reg) *second,
            l0 = inout(reg) *l0, s0 = inout(reg) *s0, l1 = inout(reg) *l1, s1 = inout(reg) *s1,
            product = out(reg) _,
            options(nomem, nostack),
        );
    }
}
