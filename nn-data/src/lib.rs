#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![warn(missing_debug_implementations)]

pub mod csv;
mod fault;
mod file;
pub mod idx;

pub use self::fault::{Error, Fault};
