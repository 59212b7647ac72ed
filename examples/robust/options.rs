//! The command line of the example.

use std::path::PathBuf;

use clap::Parser;
use examples::digits::SHIPPED;

/// Measures how robust a network for digits is, after plain training and after training with interval bounds
#[derive(Debug, Clone, Parser)]
#[command(name = "robust")]
pub(crate) struct Options {
    /// Directory of IDX files with digits
    #[arg(long, value_name = "DIR", default_value = SHIPPED)]
    pub(crate) data: PathBuf,
    /// Passes over the training digits, for each network
    #[arg(long, value_name = "COUNT", default_value = "20", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) epochs: u16,
    /// Number of held-back digits that are measured
    #[arg(long, value_name = "COUNT", default_value = "500", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) digits: u16,
    /// Seconds that a proof about a digit may take by splitting the region. With 0, only the whole region is bounded
    #[arg(long, value_name = "SECONDS", default_value = "0")]
    pub(crate) seconds: u64,
    /// Seed of all random numbers
    #[arg(long, value_name = "NUMBER", default_value = "1")]
    pub(crate) seed: u64,
}
