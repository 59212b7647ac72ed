//! Sums of products of 8-bit integers with the DSP instructions of Arm's Cortex-M4, M7 and M33, and the square root of their FPU.
//!
//! This crate has the inner loops of nn-core's layers of `i8`. nn-core calls them if its feature `dsp` is enabled. All functions are
//! safe. A Cortex-M3, Armv6-M and RISC-V with multiplication have loops of their own, see `words`. On other processors all functions are
//! plain Rust. They return the same numbers everywhere.
//!
//! # Weights
//! The weights of two outputs for one input are one number of 16 bits, `h = w0 + 256 w1`. Both are from -127 to 127. A [`Quad`] has
//! the weights of four outputs for four inputs, as four words of two such numbers:
//!
//! | word | lower half | upper half |
//! | --- | --- | --- |
//! | 0 | outputs 0 and 1, input 0 | outputs 0 and 1, input 2 |
//! | 1 | outputs 2 and 3, input 0 | outputs 2 and 3, input 2 |
//! | 2 | outputs 0 and 1, input 1 | outputs 0 and 1, input 3 |
//! | 3 | outputs 2 and 3, input 1 | outputs 2 and 3, input 3 |
//!
//! # Sums
//! `S = sum h x` and `L = sum w0 x` take one `SMLAD` for two inputs each, and `SXTB16` takes `w0` out of `h`. `S - L = 256 sum w1 x`,
//! modulo `2^32`. So `sum w1 x = (S - L) / 256` as long as it is in `[-2^23, 2^23)`: with `|w| <= 127` and `|x| <= 255`, for at most
//! 256 inputs. Longer sums are split.
//!
//! A quad takes 14 instructions for 16 products, without the load of the inputs, which are expanded to 16 bits once for many outputs. A
//! load, two `SXTB16` and two `SMLAD` for each output take 20.
#![no_std]

#[cfg(instructions = "dsp")]
mod arm;
mod channels;
mod copy;
mod elements;
#[cfg(not(words))]
mod halves;
mod listed;
mod products;
mod requantize;
mod root;
#[cfg(not(instructions = "dsp"))]
mod twin;
mod window;
#[cfg(any(words, test))]
mod words;

#[cfg(instructions = "dsp")]
use self::arm as instructions;
#[cfg(not(words))]
use self::halves as inputs;
#[cfg(not(instructions = "dsp"))]
use self::twin as instructions;
#[cfg(words)]
use self::words as inputs;

/// Whether there are loops for the processor. On other microcontrollers nn-core does not call this crate.
pub const IS_COMPLETE: bool = cfg!(any(instructions = "dsp", words))
    || cfg!(target_endian = "little") && !cfg!(target_os = "none");

pub use self::channels::{HAS_NINE, channels, few_places, nine};
pub use self::copy::copy;
pub use self::listed::{Listed, Vector};
pub use self::products::{four, last, pairs};
pub use self::requantize::{HAS_SMALL, Requantized};
pub use self::root::sqrt;
pub use self::window::{Sums, Windows};

/// The weights of four outputs for four inputs.
pub type Quad = [u32; 4];

/// The most groups of four inputs for which a quotient is exact.
const MOST: usize = 64;

/// Both halves of a word are `-zero`.
#[cfg(not(words))]
const fn offset(zero: i8) -> u32 {
    (zero as i16).wrapping_neg() as u16 as u32 * 0x1_0001
}

/// Four numbers of 8 bits as a word, the first in the lowest byte.
#[inline(always)]
const fn word(group: [i8; 4]) -> u32 {
    u32::from_le_bytes([
        group[0] as u8,
        group[1] as u8,
        group[2] as u8,
        group[3] as u8,
    ])
}

/// The sums of two outputs, for each two of `L` and `S`: `L` and `(S - L) / 256`.
#[inline(always)]
fn separated<const N: usize>(mut sums: [i32; N]) -> [i32; N] {
    for [lower, all] in sums.as_chunks_mut::<2>().0 {
        *all = all.wrapping_sub(*lower) >> 8;
    }
    sums
}

/// Adds the sums of two outputs each to `sums`.
#[inline(always)]
fn add_separated<const N: usize>(parts: [i32; N], sums: &mut [i32; N]) {
    for (sum, part) in sums.iter_mut().zip(separated(parts)) {
        *sum = sum.wrapping_add(part);
    }
}

/// Calls `add` with each element of both slices, eight per iteration.
#[cfg(not(words))]
#[inline(always)]
fn by_eight<A, B, S>(a: &[A], b: &[B], sums: &mut S, add: impl Fn(&A, &B, &mut S)) {
    let (mut a, mut b) = equally_long(a, b);
    while let (Some((first, a_rest)), Some((second, b_rest))) =
        (a.split_first_chunk::<8>(), b.split_first_chunk::<8>())
    {
        add(&first[0], &second[0], sums);
        add(&first[1], &second[1], sums);
        add(&first[2], &second[2], sums);
        add(&first[3], &second[3], sums);
        add(&first[4], &second[4], sums);
        add(&first[5], &second[5], sums);
        add(&first[6], &second[6], sums);
        add(&first[7], &second[7], sums);
        (a, b) = (a_rest, b_rest);
    }
    one_by_one(a, b, sums, add);
}

/// Calls `add` with each element of both slices, four per iteration.
#[cfg(not(words))]
#[inline(always)]
fn by_four<A, B, S>(a: &[A], b: &[B], sums: &mut S, add: impl Fn(&A, &B, &mut S)) {
    let (mut a, mut b) = equally_long(a, b);
    while let (Some((first, a_rest)), Some((second, b_rest))) =
        (a.split_first_chunk::<4>(), b.split_first_chunk::<4>())
    {
        add(&first[0], &second[0], sums);
        add(&first[1], &second[1], sums);
        add(&first[2], &second[2], sums);
        add(&first[3], &second[3], sums);
        (a, b) = (a_rest, b_rest);
    }
    one_by_one(a, b, sums, add);
}

/// Calls `add` with each element of both slices.
#[inline(always)]
fn one_by_one<A, B, S>(a: &[A], b: &[B], sums: &mut S, add: impl Fn(&A, &B, &mut S)) {
    let (mut a, mut b) = equally_long(a, b);
    while let (Some((first, a_rest)), Some((second, b_rest))) = (a.split_first(), b.split_first()) {
        add(first, second, sums);
        (a, b) = (a_rest, b_rest);
    }
}

/// Two slices without what is beyond the end of the shorter one.
#[inline(always)]
fn equally_long<'a, A, B>(a: &'a [A], b: &'a [B]) -> (&'a [A], &'a [B]) {
    let count = a.len().min(b.len());
    let (a, b) = (a.get(..count), b.get(..count));
    (a.unwrap_or_default(), b.unwrap_or_default())
}
