//! Finds premature ventricular contractions in electrocardiograms: `cargo run --release --example ecg -- --data DIRECTORY`
//!
//! A beat is 64 samples at 120 Hz around the R peak. The test has beats of other patients (`data/README.md` describes the data).

mod beats;
mod options;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use nn_core::metrics::{Confusion, Scores};
use nn_core::prelude::*;

use examples::training::{self, Settings};
use examples::{ending, int8};

use beats::{Beat, Beats};
use options::Options;

type Ecg = network![[1, 64]
    => Conv1d<filters = 8, kernel = 7, padding = Same> => BatchNorm<Relu> => MaxPool1d<2>
    => Conv1d<filters = 16, kernel = 5, padding = Same> => BatchNorm<Relu> => MaxPool1d<2>
    => Conv1d<filters = 16, kernel = 3, padding = Same> => BatchNorm<Relu> => MaxPool1d<2>
    => Flatten => Dropout<0.3> => Dense<2, Softmax>];
/// The network for inference: without normalization and dropout.
type Folded = folded![Ecg];
/// The folded network of 8-bit integers.
type Folded8 = quantized![Ecg];

/// Beats of the ventricles that come too early. All others are class 0.
const PREMATURE: usize = 1;
/// The results of a trained network: of `f32` and of 8-bit integers.
type Results = [Confusion<2>; 2];

fn main() -> ExitCode {
    ending::code(run(&Options::parse()))
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let directory = options.data()?;
    let train = beats::load(directory, "train")?;
    let mut out = io::stdout();
    writeln!(out, "{}", Ecg::summary())?;
    for (bytes, what) in [
        (Folded::FLASH_BYTES, "of weights, f32"),
        (Folded8::FLASH_BYTES, "of weights, int8"),
        (Folded::INFER_RAM_BYTES, "of RAM for a beat, f32"),
        (Folded8::INFER_RAM_BYTES, "of RAM for a beat, int8"),
    ] {
        writeln!(out, "{bytes:>9} bytes {what}")?;
    }
    writeln!(out, "{:>9} multiply-accumulates for a beat\n", Folded::MACS)?;
    let seeds = 1..=options.seeds;
    if options.validate {
        writeln!(
            out,
            "each of {:?} held out in turn, all their beats together\n",
            train.distinct_groups()
        )?;
        table(&mut out, seeds, |seed| validated(&train, seed, options))
    } else {
        let test = beats::load(directory, "test")?;
        writeln!(
            out,
            "{} beats to learn from, {} beats of other patients for the test\n",
            train.len(),
            test.len()
        )?;
        table(&mut out, seeds, |seed| {
            results(&train, &test, seed, options)
        })
    }
}

/// Prints the scores of each seed, and their means.
fn table(
    out: &mut impl Write,
    seeds: impl Iterator<Item = u64>,
    mut results: impl FnMut(u64) -> Result<Results, Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    writeln!(out, "{:<6}{:^40}{:^40}", "", "f32", "int8")?;
    let columns = format!(
        "{:>12}{:>10}{:>8}{:>10}",
        "precision", "recall", "F1", "accuracy"
    );
    writeln!(out, "{:<6}{columns}{columns}", "seed")?;
    let (mut sums, mut count) = ([[0.0; 4]; 2], 0.0);
    for seed in seeds {
        let rows = results(seed)?.map(|confusion| {
            let Scores {
                precision,
                recall,
                f1,
                ..
            } = confusion.class(PREMATURE);
            [precision, recall, f1, confusion.accuracy()]
        });
        row(out, &seed.to_string(), &rows)?;
        for (sum, value) in sums.as_flattened_mut().iter_mut().zip(rows.as_flattened()) {
            *sum += value;
        }
        count += 1.0;
    }
    Ok(row(
        out,
        "mean",
        &sums.map(|sums| sums.map(|sum| sum / count)),
    )?)
}

fn row(out: &mut impl Write, name: &str, rows: &[[f32; 4]; 2]) -> io::Result<()> {
    write!(out, "{name:<6}")?;
    for [precision, recall, f1, accuracy] in rows {
        write!(
            out,
            "{precision:>12.3}{recall:>10.3}{f1:>8.3}{accuracy:>10.4}"
        )?;
    }
    writeln!(out)
}

/// Holds out each patient in turn. Returns the results of all of them together.
fn validated(train: &Beats, seed: u64, options: &Options) -> Result<Results, Box<dyn Error>> {
    let mut all = Results::default();
    for patient in train.distinct_groups() {
        let (others, own) = train.without(patient);
        for (sum, part) in all.iter_mut().zip(results(&others, &own, seed, options)?) {
            *sum += part;
        }
    }
    Ok(all)
}

/// Trains a network, quantizes it, and tests both.
fn results(
    train: &Beats,
    test: &Beats,
    seed: u64,
    options: &Options,
) -> Result<Results, Box<dyn Error>> {
    let settings = Settings {
        epochs: options.epochs.into(),
        learning_rate: options.learning_rate,
        seed,
    };
    let mut net = Ecg::random_boxed(&mut Random::seed(seed));
    let change = |beat: &mut Beat, rng: &mut Random| *beat = beats::changed(beat, rng);
    training::train(&mut *net, train.pairs(), settings, change, ())?;

    let mut folded = Folded::boxed();
    net.fold_into(&mut folded);
    let quantized = int8::quantized::<Folded, Folded8>(&folded, &train.samples)?;
    Ok([
        Confusion::of(&*folded, &test.samples, &test.classes)?,
        Confusion::of(&*quantized.net, &test.samples, &test.classes)?,
    ])
}
