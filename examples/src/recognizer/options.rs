//! The command line of the programs that learn to recognize images.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{CommandFactory, FromArgMatches, Parser, ValueEnum};

use super::Program;
use super::training::CAPACITIES;
use crate::digits::SHIPPED;

// The program provides its name, its description and the missing defaults.
#[derive(Debug, Clone, Parser)]
pub(crate) struct Options {
    /// Directory of IDX files: those of MNIST, Fashion-MNIST or mnist10k, plain or .gz [default: the shipped mnist10k]
    #[arg(long, value_name = "DIR", default_value = SHIPPED, hide_default_value = true)]
    pub(crate) data: PathBuf,
    /// Passes over the training digits
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) epochs: u16,
    /// Digits per step
    #[arg(long, value_name = "DIGITS", value_parser = batch_parser())]
    pub(crate) batch: usize,
    /// Optimizer
    #[arg(long, value_name = "NAME", value_enum, default_value = "adam")]
    pub(crate) optimizer: OptimizerName,
    /// Learning rate of the first step, from which it falls to 0 [default: depends on the optimizer]
    #[arg(long, value_name = "RATE", allow_negative_numbers = true)]
    pub(crate) learning_rate: Option<f32>,
    /// Maximum number of pixels by which each digit is moved, at random, in each epoch
    #[arg(long, value_name = "PIXELS", value_parser = clap::value_parser!(u8).range(..=4))]
    pub(crate) shift: u8,
    /// Tenth of the training digits that is kept for validation, from 1 to 10
    #[arg(long, value_name = "TENTH", default_value = "10", value_parser = clap::value_parser!(u8).range(1..=10))]
    pub(crate) fold: u8,
    /// Seed of all random numbers
    #[arg(long, value_name = "NUMBER", default_value = "1")]
    pub(crate) seed: u64,
    /// Stop when the validation accuracy reaches this percentage
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub(crate) target_accuracy: Option<f32>,
    /// Also convert the network to 8-bit integers, and test both
    #[arg(long)]
    pub(crate) quantize: bool,
    /// Write the weights at the end, as a safetensors file that PyTorch can read
    #[arg(long, value_name = "FILE")]
    pub(crate) save: Option<PathBuf>,
    /// Read the weights from such a file and do not train
    #[arg(long, value_name = "FILE", conflicts_with_all = ["checkpoint", "resume"])]
    pub(crate) load: Option<PathBuf>,
    /// Write a checkpoint after every epoch
    #[arg(long, value_name = "FILE")]
    pub(crate) checkpoint: Option<PathBuf>,
    /// Resume from a checkpoint, with the same other options
    #[arg(long, value_name = "FILE")]
    pub(crate) resume: Option<PathBuf>,
}

impl Options {
    /// Parses the command line. Exits with a message if it is invalid.
    pub(super) fn of(program: &Program) -> Self {
        let defaults = [
            ("epochs", program.epochs.to_string()),
            ("batch", program.batch.to_string()),
            ("shift", program.shift.to_string()),
        ];
        let mut command = Self::command().name(program.name).about(program.about);
        for (name, value) in defaults {
            command = command.mut_arg(name, |argument| {
                argument.default_value(value).required(false)
            });
        }
        Self::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit())
    }
}

impl Options {
    /// Checks that the output files can be written.
    pub(super) fn check(&self) -> Result<(), String> {
        for path in self.save.iter().chain(&self.checkpoint) {
            let folder = path.parent().unwrap_or(path);
            if !folder.as_os_str().is_empty() && !folder.is_dir() {
                return Err(format!("`{}`: there is no such directory", path.display()));
            }
        }
        Ok(())
    }
}

// The names are self-explanatory; documented variants would make `--help` three times as long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OptimizerName {
    Sgd,
    Momentum,
    Nesterov,
    Adam,
    #[value(name = "adamw")]
    AdamW,
    #[value(name = "rmsprop")]
    RmsProp,
}

fn batch_parser() -> impl TypedValueParser<Value = usize> {
    PossibleValuesParser::new(CAPACITIES).try_map(|name| name.parse::<usize>())
}

/// Parses a percentage as a fraction of 1.
fn percent(text: &str) -> Result<f32, String> {
    let number = text.trim_end_matches('%').trim_end().parse::<f32>();
    match number {
        Ok(percent) if (0.0..=100.0).contains(&percent) => Ok(percent / 100.0),
        _ => Err("expected a number from 0 to 100".to_owned()),
    }
}
