//! Blocks of DSP instructions on registers. `twin` has the same functions in Rust.
//!
//! A block has the products of a word or two, so that its operands and the addresses of a loop fit 13 registers. A compiler that
//! allocates registers around single instructions stores sums in the inner loop. Where the order of loads matters, a block is not
//! `pure`: the compiler leaves loads between two such blocks where they are, and does not need registers for all of them at once.
//!
//! No block reads or writes memory, uses the stack, or has a result that depends on anything but its operands. None writes the
//! condition flags: that takes an `S` at the end of an instruction's name, or a comparison. `SMLAD` and `SMLABB` set the flag `Q` if a
//! sum overflows. Each block that has them states why no sum does, or does not promise to keep the flags. (Arm, Armv7-M Architecture
//! Reference Manual, A7.7.)

use core::arch::asm;

/// `SXTAB16`: adds bytes 0 and 2, with their signs, to the halves of a word.
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

/// `SXTAB16` with `ROR #8`: adds bytes 1 and 3, with their signs, to the halves of a word.
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

/// Adds the products of two words of weights and two inputs to the sums `L` and `S` of outputs 0 and 1, and to those of outputs 2 and 3.
///
/// For each word: `SMLAD` adds both products of its halves `h` and the inputs to `S`, `SXTB16` replaces the halves by their lower
/// bytes `w0`, and `SMLAD` adds the products of these to `L`.
#[inline(always)]
pub(crate) fn two(x: u32, [a, b]: &[u32; 2], sums: &mut [i32; 4]) {
    let [mut l0, mut s0, mut l1, mut s1] = *sums;
    // SAFETY: reads and writes the registers of its operands. `SXTB16` changes no flags. `SMLAD` does not set `Q`: a caller begins with
    // sums of 0 and adds at most 128 words of two halves, so a sum is at most 256 * 32768 * 255 < 2^31, for all weights and inputs.
    unsafe {
        asm!(
            "smlad {s0}, {a}, {x}, {s0}",
            "sxtb16 {a}, {a}",
            "smlad {l0}, {a}, {x}, {l0}",
            "smlad {s1}, {b}, {x}, {s1}",
            "sxtb16 {b}, {b}",
            "smlad {l1}, {b}, {x}, {l1}",
            x = in(reg) x, a = inout(reg) *a => _, b = inout(reg) *b => _,
            l0 = inout(reg) l0, s0 = inout(reg) s0, l1 = inout(reg) l1, s1 = inout(reg) s1,
            options(nomem, nostack, preserves_flags),
        );
    }
    *sums = [l0, s0, l1, s1];
}

/// Adds the products of a word of weights and two inputs of each of two windows to the sums `L` and `S` of the first window, and to
/// those of the second.
///
/// As in [`two`], and `SXTB16` serves both windows.
#[inline(always)]
pub(crate) fn shared(mut word: u32, [first, second]: &[u32; 2], sums: &mut [i32; 4]) {
    let [mut l0, mut s0, mut l1, mut s1] = *sums;
    // SAFETY: as in `two`. A sum has at most 128 such words, with two products each.
    unsafe {
        asm!(
            "smlad {s0}, {word}, {first}, {s0}",
            "smlad {s1}, {word}, {second}, {s1}",
            "sxtb16 {word}, {word}",
            "smlad {l0}, {word}, {first}, {l0}",
            "smlad {l1}, {word}, {second}, {l1}",
            first = in(reg) *first, second = in(reg) *second, word = inout(reg) word,
            l0 = inout(reg) l0, s0 = inout(reg) s0, l1 = inout(reg) l1, s1 = inout(reg) s1,
            options(nomem, nostack, preserves_flags),
        );
    }
    let _ = word;
    *sums = [l0, s0, l1, s1];
}

/// Adds the products of a word of weights and two inputs to the sums `L` and `S`.
///
/// As in [`two`].
#[inline(always)]
pub(crate) fn pair(mut word: u32, inputs: u32, [lower, all]: &mut [i32; 2]) {
    // SAFETY: as in `two`. A sum has at most 128 such words, with two products each.
    unsafe {
        asm!(
            "smlad {all}, {word}, {inputs}, {all}",
            "sxtb16 {word}, {word}",
            "smlad {lower}, {word}, {inputs}, {lower}",
            inputs = in(reg) inputs, word = inout(reg) word, lower = inout(reg) *lower, all = inout(reg) *all,
            options(pure, nomem, nostack, preserves_flags),
        );
    }
    let _ = word;
}

/// Adds the products of the inputs and the weights of four channels to their sums. Both halves of `offset` are added to the inputs.
///
/// `SXTAB16` and `SXTB16` take channels 0 and 2, and with `ROR #8` channels 1 and 3, out of both words. `SMLABB` multiplies the lower
/// halves and `SMLATT` the upper ones.
#[inline(always)]
pub(crate) fn channels(x: u32, offset: u32, weights: u32, sums: &mut [i32; 4]) {
    let [mut sum0, mut sum1, mut sum2, mut sum3] = *sums;
    // SAFETY: reads and writes the registers of its operands, and perhaps the flag `Q`.
    unsafe {
        asm!(
            "sxtab16 {even}, {offset}, {x}",
            "sxtb16 {factors}, {weights}",
            "sxtab16 {x}, {offset}, {x}, ror #8",
            "sxtb16 {weights}, {weights}, ror #8",
            "smlabb {sum0}, {even}, {factors}, {sum0}",
            "smlabb {sum1}, {x}, {weights}, {sum1}",
            "smlatt {sum2}, {even}, {factors}, {sum2}",
            "smlatt {sum3}, {x}, {weights}, {sum3}",
            offset = in(reg) offset, x = inout(reg) x => _, weights = inout(reg) weights => _,
            even = out(reg) _, factors = out(reg) _,
            sum0 = inout(reg) sum0, sum1 = inout(reg) sum1, sum2 = inout(reg) sum2, sum3 = inout(reg) sum3,
            options(pure, nomem, nostack),
        );
    }
    *sums = [sum0, sum1, sum2, sum3];
}
