//! The command line of the example.

use std::path::{Path, PathBuf};

use clap::Parser;

/// Trains a small network to find premature ventricular contractions in electrocardiograms
#[derive(Debug, Clone, Parser)]
#[command(name = "ecg")]
pub(crate) struct Options {
    /// Directory of IDX files with beats of the MIT-BIH Arrhythmia Database
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Passes over the training beats
    #[arg(long, value_name = "COUNT", default_value = "6", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) epochs: u16,
    /// Adam's learning rate of the first step, from which it falls to 0
    #[arg(
        long,
        value_name = "RATE",
        default_value = "0.003",
        allow_negative_numbers = true
    )]
    pub(crate) learning_rate: f32,
    /// Number of networks, each with another seed, counted from 1
    #[arg(long, value_name = "COUNT", default_value = "3", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) seeds: u64,
    /// Hold out each training patient in turn, and do not read the test
    #[arg(long)]
    pub(crate) validate: bool,
}

impl Options {
    /// The directory of the data.
    ///
    /// # Errors
    /// The command line does not name it.
    pub(crate) fn data(&self) -> Result<&Path, &'static str> {
        self.data.as_deref().ok_or(
            "the beats are not part of this repository: write `--data DIR`, with a directory of beats of the MIT-BIH Arrhythmia Database \
             (https://physionet.org/content/mitdb/, ODC-By 1.0), made as `examples/data/README.md` describes",
        )
    }
}
