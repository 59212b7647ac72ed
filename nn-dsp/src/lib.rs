//! Sums of products of 8-bit integers with the DSP instructions of Arm's Cortex-M4, M7 and M33.
//!
//! This crate has the inner loops of nn-core's layers of `i8`. nn-core calls them if its feature `dsp` is enabled. All functions are
//! safe. On processors other than Arm's they are plain Rust, and return the same numbers.
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
mod listed;
mod products;
mod requantize;
#[cfg(instructions = "rv32m")]
mod rv32m;
#[cfg(any(test, not(instructions = "dsp")))]
mod twin;
#[cfg(instructions = "v6m")]
mod v6m;
#[cfg(instructions = "v7m")]
mod v7m;
mod window;

#[cfg(instructions = "dsp")]
use self::arm as instructions;
#[cfg(not(instructions = "dsp"))]
use self::twin as instructions;

/// Whether [`Windows`], [`Listed`], [`channels`] and [`Requantized`] are fast. On Cortex-M0, Cortex-M3 and RISC-V only [`eight`]
/// is.
pub const IS_COMPLETE: bool = cfg!(instructions = "dsp") || !HAS_EIGHT;

/// Whether [`eight`] has a loop of its own.
const HAS_EIGHT: bool = cfg!(any(
    instructions = "v6m",
    instructions = "v7m",
    instructions = "rv32m"
));

pub use self::channels::{Tap, channels};
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
