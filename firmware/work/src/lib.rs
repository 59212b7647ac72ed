//! What the images do: networks and jobs, the same code on every board and on a host.
//!
//! A job works on memory that its image declares, and says to a [`Board`] what it found. Nothing here knows a board.
#![no_std]
#![forbid(unsafe_code)]

pub mod bits;
mod board;
pub mod infer;
mod iris;
pub mod keep;
pub mod learn;
pub mod networks;
pub mod train;
mod weights;
pub mod worst_case;

pub use self::board::{Board, Digest};
