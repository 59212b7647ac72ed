#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]
#![warn(missing_debug_implementations)]

mod bands;
mod constant;
mod dct;
mod frames;
mod log_mel;
mod settings;
mod spectrum;

pub use self::dct::Dct;
pub use self::frames::Frames;
pub use self::log_mel::LogMel;
pub use self::settings::{Hann, MelScale, Settings};
pub use self::spectrum::Spectrum;
