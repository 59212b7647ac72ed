//! The example's command line.

use std::path::PathBuf;

use clap::Parser;

/// The windows in the repository.
const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/watch_exercises");

/// Trains a small network to tell exercises apart by the movement of a smartwatch
#[derive(Debug, Clone, Parser)]
#[command(name = "motion")]
pub(crate) struct Options {
    /// Directory of IDX files, as those shipped [default: the shipped watch_exercises]
    #[arg(long, value_name = "DIR", default_value = SHIPPED, hide_default_value = true)]
    pub(crate) data: PathBuf,
    /// Passes over the training windows
    #[arg(long, value_name = "COUNT", default_value = "40", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) epochs: u16,
    /// Adam's learning rate at the start, from which it falls to 0
    #[arg(
        long,
        value_name = "RATE",
        default_value = "0.005",
        allow_negative_numbers = true
    )]
    pub(crate) learning_rate: f32,
    /// Degrees by which the watch is turned on the wrist, at random, whenever a window is learnt from
    #[arg(long, value_name = "DEGREES", default_value = "30", value_parser = clap::value_parser!(u8).range(..=90))]
    pub(crate) turn: u8,
    /// A person from 1 to 7 whose windows are not learnt from and show the progress
    #[arg(long, value_name = "PERSON", value_parser = clap::value_parser!(u8).range(1..=7))]
    pub(crate) without: Option<u8>,
    /// Write the weights of the folded network, in the format safetensors, as PyTorch reads it
    #[arg(long, value_name = "FILE")]
    pub(crate) save: Option<PathBuf>,
    /// The number from which all random numbers follow
    #[arg(long, value_name = "NUMBER", default_value = "1")]
    pub(crate) seed: u64,
}
