//! The command line of the example.

use std::path::PathBuf;

use clap::Parser;
use examples::motion::SHIPPED;

/// Trains a small network to recognize exercises by the motion sensors of a smartwatch
#[derive(Debug, Clone, Parser)]
#[command(name = "motion")]
pub(crate) struct Options {
    /// Directory of IDX files [default: the shipped watch_exercises]
    #[arg(long, value_name = "DIR", default_value = SHIPPED, hide_default_value = true)]
    pub(crate) data: PathBuf,
    /// Passes over the training windows
    #[arg(long, value_name = "COUNT", default_value = "40", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) epochs: u16,
    /// Adam's learning rate of the first step, from which it falls to 0
    #[arg(
        long,
        value_name = "RATE",
        default_value = "0.005",
        allow_negative_numbers = true
    )]
    pub(crate) learning_rate: f32,
    /// Maximum angle in degrees by which each window is rotated, at random, in each epoch
    #[arg(long, value_name = "DEGREES", default_value = "30", value_parser = clap::value_parser!(u8).range(..=90))]
    pub(crate) turn: u8,
    /// Person from 1 to 7 who is kept for validation
    #[arg(long, value_name = "PERSON", value_parser = clap::value_parser!(u8).range(1..=7))]
    pub(crate) without: Option<u8>,
    /// Also convert the network to 8-bit integers, and test both
    #[arg(long)]
    pub(crate) quantize: bool,
    /// Epochs of training with the rounding of 8-bit integers, with `--quantize`
    #[arg(long, value_name = "COUNT", default_value = "0")]
    pub(crate) fine_tune: u16,
    /// Write the weights of the folded network, as a safetensors file that PyTorch can read
    #[arg(long, value_name = "FILE")]
    pub(crate) save: Option<PathBuf>,
    /// Seed of all random numbers
    #[arg(long, value_name = "NUMBER", default_value = "1")]
    pub(crate) seed: u64,
}
