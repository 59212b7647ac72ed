//! What the proofs share: oracles, reference values, tolerances, and how differences are shown.

pub mod bad;
pub mod compare;
pub mod diary;
pub mod difference;
pub mod kernel_table;
pub mod kernels;
pub mod oracle;
pub mod parameters;
pub mod pass;
pub mod reach;
pub mod reference;
pub mod samples;
pub mod sources;
pub mod tolerance;

/// The README: what it shows as Rust runs.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
