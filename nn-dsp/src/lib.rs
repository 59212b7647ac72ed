//! Sums of products of 8-bit integers with the DSP instructions of Arm's Cortex-M4, M7 and M33.
//!
//! This crate has the inner loops of nn-core's layers of `i8`. nn-core calls them if its feature `dsp` is enabled. All functions are
//! safe. On processors other than Arm's they are plain Rust, and return the same numbers. [`add_input`] is for microcontrollers without
//! these instructions.
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
//! A quad takes 17 instructions for 16 products. A load, two `SXTB16` and two `SMLAD` for each output take 20.
#![no_std]

#[cfg(instructions = "dsp")]
mod arm;
mod channels;
mod inputs;
mod listed;
mod products;
mod requantize;
#[cfg(not(instructions = "dsp"))]
mod twin;
mod window;

#[cfg(instructions = "dsp")]
use self::arm as instructions;
#[cfg(not(instructions = "dsp"))]
use self::twin as instructions;

/// Whether all functions are fast. On microcontrollers without these instructions nn-core calls only [`add_input`].
pub const IS_COMPLETE: bool = cfg!(instructions = "dsp") || !cfg!(target_os = "none");

pub use self::channels::{Tap, channels};
pub use self::inputs::add_input;
pub use self::listed::Listed;
pub use self::products::{eight, pairs, products};
pub use self::requantize::Requantized;
pub use self::window::{Sums, Windows};

/// The weights of four outputs for four inputs.
pub type Quad = [u32; 4];

/// The most groups of four inputs for which a quotient is exact.
const MOST: usize = 64;

/// Both halves of a word are `-zero`.
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

/// Calls `add` with each element of both slices, four per iteration.
///
/// Both iterators have an end of their own. A compiler that knows that they end at once computes one address from the other, which
/// takes more registers than there are.
#[inline(always)]
fn by_four<A, B, S>(a: &[A], b: &[B], sums: &mut S, add: impl Fn(&A, &B, &mut S)) {
    let ((first, first_rest), (second, second_rest)) = (a.as_chunks::<4>(), b.as_chunks::<4>());
    let mut second = second.iter();
    for a in first {
        let Some(b) = second.next() else {
            return;
        };
        add(&a[0], &b[0], sums);
        add(&a[1], &b[1], sums);
        add(&a[2], &b[2], sums);
        add(&a[3], &b[3], sums);
    }
    for (a, b) in first_rest.iter().zip(second_rest) {
        add(a, b, sums);
    }
}
