//! Computed words, their spectra, and networks that recognize them step by step.
//!
//! The networks and the spectra are those of the example `keyword`. They learn computed words, because their weights are part of this
//! repository and the recordings are not. `cargo run --release --package words --example train` writes the files with the weights.
#![no_std]
#![forbid(unsafe_code)]

mod ear;
pub mod networks;
mod word;

pub use self::ear::Ear;
pub use self::word::{WORDS, Word};

/// Samples per second.
pub const RATE: u32 = 8_000;
/// The samples of a frame: 32 ms.
pub const FRAME: usize = 256;
/// The samples from one frame to the next: 25 ms.
pub const HOP: usize = 200;
/// The bands of a frame.
pub const BANDS: usize = 16;
/// The frames of a word: 0.8 s.
pub const FRAMES: usize = 32;
/// The samples of these frames.
pub const SAMPLES: usize = FRAME + (FRAMES - 1) * HOP;
