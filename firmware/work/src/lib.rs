//! The networks and jobs of the images: the same code on every board and on a host.
//!
//! A job works in memory that its image declares, and reports its results to a [`Board`]. No code here depends on a board.
#![no_std]
#![forbid(unsafe_code)]

pub mod bits;
mod board;
pub mod controller;
pub mod infer;
pub mod int8;
mod iris;
pub mod keep;
pub mod keyword;
pub mod learn;
pub mod models;
pub mod networks;
pub mod streams;
pub mod train;
mod weights;
pub mod worst_case;

pub use self::board::{Board, Digest};
