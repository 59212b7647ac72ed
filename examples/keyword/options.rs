//! The command line of the example.

use std::path::PathBuf;

use clap::Parser;

/// Trains two small networks to recognize words, and tests them frame by frame
#[derive(Debug, Clone, Parser)]
#[command(name = "keyword")]
pub(crate) struct Options {
    /// Directory of IDX files with log-mel spectra of spoken digits [default: exercises of the shipped watch_exercises in place of words]
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Passes over the training samples
    #[arg(long, value_name = "COUNT", default_value = "30", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) epochs: u16,
    /// Adam's learning rate of the first step, from which it falls to 0
    #[arg(
        long,
        value_name = "RATE",
        default_value = "0.003",
        allow_negative_numbers = true
    )]
    pub(crate) learning_rate: f32,
    /// Seed of all random numbers
    #[arg(long, value_name = "NUMBER", default_value = "1")]
    pub(crate) seed: u64,
}
