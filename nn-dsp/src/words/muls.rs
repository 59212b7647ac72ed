//! The products of Armv6-M, whose `MULS` replaces one of its factors. A block has access to seven registers.
//!
//! The blocks are on registers, as in `arm`, and `plain` has the same functions in Rust. They are not `pure`, so loads stay where they are
//! between them.

use core::arch::asm;

pub(super) use super::plain::{one, two};
pub(crate) use super::short::{once, twice};

/// Adds the products of an input and the lower half of a word to `L` and `S`.
#[inline(always)]
pub(super) fn of_lower(word: u32, x: i32, lower: &mut i32, both: &mut i32) {
    // SAFETY: reads and writes the registers of its operands, and the flags. `product` is written while others are read, so it is no
    // other's register.
    unsafe {
        asm!(
            "sxth {product}, {word}",
            "muls {product}, {x}, {product}",
            "adds {both}, {both}, {product}",
            "sxtb {product}, {word}",
            "muls {product}, {x}, {product}",
            "adds {lower}, {lower}, {product}",
            word = in(reg) word, x = in(reg) x, lower = inout(reg) *lower, both = inout(reg) *both,
            product = out(reg) _,
            options(nomem, nostack),
        );
    }
}

/// `L` and `S` of an input and the lower half of a word.
#[inline(always)]
pub(super) fn first_of_lower(word: u32, x: i32) -> [i32; 2] {
    let (lower, both);
    // SAFETY: as in `of_lower`. Both results are written while the operands are read, so they have registers of their own.
    unsafe {
        asm!(
            "sxth {both}, {word}",
            "muls {both}, {x}, {both}",
            "sxtb {lower}, {word}",
            "muls {lower}, {x}, {lower}",
            word = in(reg) word, x = in(reg) x, lower = out(reg) lower, both = out(reg) both,
            options(nomem, nostack),
        );
    }
    [lower, both]
}

/// Adds the products of an input and the upper half of a word, which becomes the word, to `L` and `S`.
#[inline(always)]
pub(super) fn of_upper(word: &mut u32, mut x: i32, lower: &mut i32, both: &mut i32) {
    // SAFETY: as in `of_lower`.
    unsafe {
        asm!(
            "asrs {word}, {word}, #16",
            "sxtb {product}, {word}",
            "muls {product}, {x}, {product}",
            "adds {lower}, {lower}, {product}",
            "muls {x}, {word}, {x}",
            "adds {both}, {both}, {x}",
            word = inout(reg) *word, x = inout(reg) x, lower = inout(reg) *lower, both = inout(reg) *both,
            product = out(reg) _,
            options(nomem, nostack),
        );
    }
    let _ = x;
}
