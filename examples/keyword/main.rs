//! Recognizes spoken words frame by frame: `cargo run --release --example keyword -- --data DIRECTORY`
//!
//! Two networks learn the same words, one with a recurrent layer and one with causal convolutions. Both are tested as they run on a device: each frame of the
//! spectrum is pushed once, and the answer is that after the last frame. Without data of words, they learn the exercises of the smartwatch in this repository
//! (`data/README.md` describes both).

mod compare;
mod exercises;
mod options;
mod task;
mod words;

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use nn_core::prelude::*;

use examples::ending;
use examples::training::Settings;

use compare::Row;
use options::Options;

/// The flash that the weights of a network may take.
const BUDGET: usize = 64 * 1024;
const _: () = assert!(
    word::Recurrent::FLASH_BYTES <= BUDGET && word::Convolutions::FLASH_BYTES <= BUDGET,
    "the weights are too large"
);

/// Words: 16 bands, 32 frames.
mod word {
    use nn_core::prelude::*;

    pub(crate) type Recurrent = network![[16, 32]
        => Conv1d<filters = 24, kernel = 5, padding = Causal> => BatchNorm<Relu>
        => Gru<40, sequences = true> => GlobalAvgPool => Dropout<0.2> => Dense<10, Softmax>];
    pub(crate) type Convolutions = network![[16, 32]
        => Conv1d<filters = 24, kernel = 3, padding = Causal> => BatchNorm<Relu>
        => Conv1d<filters = 32, kernel = 3, dilation = 2, padding = Causal> => BatchNorm<Relu>
        => Conv1d<filters = 32, kernel = 3, dilation = 4, padding = Causal> => BatchNorm<Relu>
        => Conv1d<filters = 48, kernel = 3, dilation = 4, padding = Causal> => BatchNorm<Relu>
        => GlobalAvgPool => Dropout<0.2> => Dense<10, Softmax>];
    pub(crate) type FoldedRecurrent = folded![Recurrent];
    pub(crate) type FoldedRecurrent8 = quantized![Recurrent];
    pub(crate) type FoldedConvolutions = folded![Convolutions];
    pub(crate) type FoldedConvolutions8 = quantized![Convolutions];
}

/// Exercises: 6 sensors, 50 samples.
mod exercise {
    use nn_core::prelude::*;

    pub(crate) type Recurrent = network![[6, 50]
        => Conv1d<filters = 16, kernel = 5, padding = Causal> => BatchNorm<Relu>
        => Gru<24, sequences = true> => GlobalAvgPool => Dropout<0.2> => Dense<7, Softmax>];
    pub(crate) type Convolutions = network![[6, 50]
        => Conv1d<filters = 16, kernel = 5, padding = Causal> => BatchNorm<Relu>
        => Conv1d<filters = 24, kernel = 5, dilation = 2, padding = Causal> => BatchNorm<Relu>
        => Conv1d<filters = 32, kernel = 3, dilation = 4, padding = Causal> => BatchNorm<Relu>
        => GlobalAvgPool => Dropout<0.2> => Dense<7, Softmax>];
    pub(crate) type FoldedRecurrent = folded![Recurrent];
    pub(crate) type FoldedRecurrent8 = quantized![Recurrent];
    pub(crate) type FoldedConvolutions = folded![Convolutions];
    pub(crate) type FoldedConvolutions8 = quantized![Convolutions];
}

fn main() -> ExitCode {
    ending::code(run(&Options::parse()))
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let settings = Settings {
        epochs: options.epochs.into(),
        learning_rate: options.learning_rate,
        seed: options.seed,
    };
    let mut out = io::stdout();
    if let Some(directory) = &options.data {
        return words(&mut out, directory, settings);
    }
    writeln!(
        out,
        "no data of words, so the networks learn exercises of a smartwatch\n\
         `--data DIR`: spoken digits of https://github.com/Jakobovski/free-spoken-digit-dataset (CC BY-SA 4.0), \
         made as `examples/data/README.md` describes\n"
    )?;
    exercises(&mut out, settings)
}

/// Prints the rows of both networks for words.
fn words(out: &mut impl Write, directory: &Path, settings: Settings) -> Result<(), Box<dyn Error>> {
    use word::*;
    let task = words::load(directory)?;
    writeln!(out, "{}", Row::TITLES)?;
    let recurrent = Row::of::<Recurrent, FoldedRecurrent, FoldedRecurrent8, _, _>(
        "recurrent",
        &task,
        settings,
        Recurrent::fold_into,
    )?;
    writeln!(out, "{recurrent}")?;
    let convolutions = Row::of::<Convolutions, FoldedConvolutions, FoldedConvolutions8, _, _>(
        "convolutions",
        &task,
        settings,
        Convolutions::fold_into,
    )?;
    writeln!(out, "{convolutions}")?;
    Ok(())
}

/// Prints the rows of both networks for exercises.
fn exercises(out: &mut impl Write, settings: Settings) -> Result<(), Box<dyn Error>> {
    use exercise::*;
    let task = exercises::load()?;
    writeln!(out, "{}", Row::TITLES)?;
    let recurrent = Row::of::<Recurrent, FoldedRecurrent, FoldedRecurrent8, _, _>(
        "recurrent",
        &task,
        settings,
        Recurrent::fold_into,
    )?;
    writeln!(out, "{recurrent}")?;
    let convolutions = Row::of::<Convolutions, FoldedConvolutions, FoldedConvolutions8, _, _>(
        "convolutions",
        &task,
        settings,
        Convolutions::fold_into,
    )?;
    writeln!(out, "{convolutions}")?;
    Ok(())
}
