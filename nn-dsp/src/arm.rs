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

/// The same word. The compiler does not see that it is the same, so it does not replace a loop that copies words by a call of a function.
#[inline(always)]
pub(crate) fn moved(mut word: u32) -> u32 {
    // SAFETY: there is no instruction, so the word remains in its register.
    unsafe {
        asm!("/* {} */", inout(reg) word, options(pure, nomem, nostack, preserves_flags));
    }
    word
}

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

/// Adds the products of a word of weights and one input to the sums `L` and `S` of outputs 0 and 1, and to those of outputs 2 and 3.
///
/// The lower half of `x` is the input, the lower half of the word has the weights of outputs 0 and 1, and the upper one those of outputs 2
/// and 3. `SMLABB` and `SMLATB` multiply one half by the input.
#[inline(always)]
pub(crate) fn last(mut word: u32, x: u32, sums: &mut [i32; 4]) {
    let [mut l0, mut s0, mut l1, mut s1] = *sums;
    // SAFETY: as in `two`: an input counts as a word.
    unsafe {
        asm!(
            "smlabb {s0}, {word}, {x}, {s0}",
            "smlatb {s1}, {word}, {x}, {s1}",
            "sxtb16 {word}, {word}",
            "smlabb {l0}, {word}, {x}, {l0}",
            "smlatb {l1}, {word}, {x}, {l1}",
            x = in(reg) x, word = inout(reg) word,
            l0 = inout(reg) l0, s0 = inout(reg) s0, l1 = inout(reg) l1, s1 = inout(reg) s1,
            options(pure, nomem, nostack, preserves_flags),
        );
    }
    let _ = word;
    *sums = [l0, s0, l1, s1];
}

/// Adds the products of a word of weights and one input of each of two windows: to the sums `L` and `S` of outputs 0 and 1 of the first
/// window, and of the second one, and to those of outputs 2 and 3.
///
/// As in [`last`], and the upper half of `x` is the input of the second window.
#[inline(always)]
pub(crate) fn last_shared(mut word: u32, x: u32, [lower, upper]: &mut [[i32; 4]; 2]) {
    let [mut l0, mut s0, mut l1, mut s1] = *lower;
    let [mut l2, mut s2, mut l3, mut s3] = *upper;
    // SAFETY: as in `last`.
    unsafe {
        asm!(
            "smlabb {s0}, {word}, {x}, {s0}",
            "smlabt {s1}, {word}, {x}, {s1}",
            "smlatb {s2}, {word}, {x}, {s2}",
            "smlatt {s3}, {word}, {x}, {s3}",
            "sxtb16 {word}, {word}",
            "smlabb {l0}, {word}, {x}, {l0}",
            "smlabt {l1}, {word}, {x}, {l1}",
            "smlatb {l2}, {word}, {x}, {l2}",
            "smlatt {l3}, {word}, {x}, {l3}",
            x = in(reg) x, word = inout(reg) word,
            l0 = inout(reg) l0, s0 = inout(reg) s0, l1 = inout(reg) l1, s1 = inout(reg) s1,
            l2 = inout(reg) l2, s2 = inout(reg) s2, l3 = inout(reg) l3, s3 = inout(reg) s3,
            options(pure, nomem, nostack, preserves_flags),
        );
    }
    let _ = word;
    *lower = [l0, s0, l1, s1];
    *upper = [l2, s2, l3, s3];
}

/// Adds the products of two inputs of two windows and the weights of one output to a sum each.
#[inline(always)]
pub(crate) fn single(weights: u32, [first, second]: &[u32; 2], sums: &mut [i32; 2]) {
    let [mut sum0, mut sum1] = *sums;
    // SAFETY: reads and writes the registers of its operands, and perhaps the flag `Q`.
    unsafe {
        asm!(
            "smlad {sum0}, {weights}, {first}, {sum0}",
            "smlad {sum1}, {weights}, {second}, {sum1}",
            weights = in(reg) weights, first = in(reg) *first, second = in(reg) *second,
            sum0 = inout(reg) sum0, sum1 = inout(reg) sum1,
            options(pure, nomem, nostack),
        );
    }
    *sums = [sum0, sum1];
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
            options(nomem, nostack),
        );
    }
    *sums = [sum0, sum1, sum2, sum3];
}

/// An output of 8 bits from a sum with its bias, with two roundings. The shift to the right is by the lowest byte of `by`, plus 1. It is
/// from 1 to 16, or to 32 if the sum is less than `2^30` in magnitude. `constant` is `2 zero + 1`.
///
/// `SMMULR` rounds `2 sum * multiplier / 2^32`, halves up. Adding the sign, and the constant after all but one bit of the shift, rounds
/// halves away from zero. A doubled sum that saturates is `2^31` in magnitude, and at least `2^13` after a shift by 16: the output
/// saturates, too.
#[inline(always)]
pub(crate) fn twice(mut sum: i32, multiplier: i32, by: u32, constant: i32) -> i8 {
    // SAFETY: reads and writes the registers of its operands, and perhaps the flag `Q`.
    unsafe {
        asm!(
            "qadd {sum}, {sum}, {sum}",
            "smmulr {sum}, {sum}, {multiplier}",
            "add {sum}, {sum}, {sum}, asr #31",
            "asr {sum}, {sum}, {by}",
            "add {sum}, {sum}, {constant}",
            "ssat {sum}, #8, {sum}, asr #1",
            sum = inout(reg) sum, multiplier = in(reg) multiplier, by = in(reg) by, constant = in(reg) constant,
            options(pure, nomem, nostack),
        );
    }
    sum as i8
}

/// [`twice`] for the sums of two channels. The shifts are by the two lowest bytes of `by`, plus 1.
///
/// It is not `pure`, so that the multipliers of the next channels are loaded after it.
#[inline(always)]
pub(crate) fn twice_pair(
    [mut first, mut second]: [i32; 2],
    multipliers: [i32; 2],
    mut by: u32,
    constant: i32,
) -> [i8; 2] {
    // SAFETY: as in `twice`.
    unsafe {
        asm!(
            "qadd {first}, {first}, {first}",
            "qadd {second}, {second}, {second}",
            "smmulr {first}, {first}, {m0}",
            "smmulr {second}, {second}, {m1}",
            "add {first}, {first}, {first}, asr #31",
            "add {second}, {second}, {second}, asr #31",
            "asr {first}, {first}, {by}",
            "lsr {by}, {by}, #8",
            "asr {second}, {second}, {by}",
            "add {first}, {first}, {constant}",
            "add {second}, {second}, {constant}",
            "ssat {first}, #8, {first}, asr #1",
            "ssat {second}, #8, {second}, asr #1",
            first = inout(reg) first, second = inout(reg) second, by = inout(reg) by,
            m0 = in(reg) multipliers[0], m1 = in(reg) multipliers[1], constant = in(reg) constant,
            options(nomem, nostack),
        );
    }
    let _ = by;
    [first as i8, second as i8]
}

/// An output of 8 bits from a sum with its bias: `sum * multiplier / 2^32`, rounded, halves up, plus `zero`.
#[inline(always)]
pub(crate) fn once(mut sum: i32, multiplier: i32, zero: i32) -> i8 {
    // SAFETY: reads and writes the registers of its operands, and perhaps the flag `Q`.
    unsafe {
        asm!(
            "smmlar {sum}, {sum}, {multiplier}, {zero}",
            "ssat {sum}, #8, {sum}",
            sum = inout(reg) sum, multiplier = in(reg) multiplier, zero = in(reg) zero,
            options(pure, nomem, nostack),
        );
    }
    sum as i8
}
