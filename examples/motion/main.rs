//! Recognizes exercises by the motion sensors of a smartwatch: `cargo run --release --example motion`
//!
//! A window is two seconds of acceleration and rotation. The test uses people who are held out from training
//! (`data/watch_exercises/README.md` describes the data).

mod fine_tune;
mod options;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use nn_core::metrics::{Confusion, accuracy};
use nn_core::prelude::*;

use examples::motion::{self, CLASSES, EXERCISES, Scale, Window, Windows};
use examples::progress::Record;
use examples::terminal::{self, Style};
use examples::training::{self, BATCH, Settings};
use examples::{curves, ending, int8, matrix, pictures, turn};
use options::Options;

// Each convolution covers more of the window than the one before. The mean over time does not depend on when a movement begins.
type Motion = network![[6, 50]
    => Conv1d<filters = 24, kernel = 5, padding = Same> => BatchNorm<Relu> => MaxPool1d<2>
    => Conv1d<filters = 28, kernel = 5, padding = Same> => BatchNorm<Relu> => MaxPool1d<2>
    => Conv1d<filters = 32, kernel = 3, padding = Same> => BatchNorm<Relu>
    => GlobalAvgPool => Dropout<0.2> => Dense<7, Softmax>];

/// The flash that the weights may take.
const BUDGET: usize = 32 * 1024;
const _: () = assert!(
    Motion::FLASH_BYTES <= BUDGET,
    "the weights are too large for the watch"
);

/// The network for inference: without normalization and dropout.
type Folded = folded![Motion];
/// The folded network of 8-bit integers.
type Folded8 = quantized![Motion];
/// The folded network of `f32` that rounds as that of 8-bit integers, for training.
type Fake = fake_quantized![Motion];

type MotionTrainer = Trainer<Motion, CrossEntropy, Adam, BATCH>;

fn main() -> ExitCode {
    ending::code(run(&Options::parse()))
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let train = Windows::load(&options.data, "train")?;
    let test = Windows::load(&options.data, "test")?;
    let (train, shown) = split(train, options.without)?;
    // The inputs have mean 0 and standard deviation 1. Only training data determine the scale.
    let scale = train.scale()?;
    let (shown, test) = (scaled(shown, &scale), scaled(test, &scale));

    let mut out = io::stdout();
    writeln!(out, "{}", Motion::summary())?;
    let progress = match options.without {
        Some(person) => format!("{} of person {person} to show the progress", shown.len()),
        None => "which also show the progress".to_owned(),
    };
    let uses = format!("{} windows to learn from, {progress}", train.len());
    writeln!(out, "{uses}, {} of other people for the test\n", test.len())?;
    let mut net = Motion::random_boxed(&mut Random::seed(options.seed));
    let start = Instant::now();
    let records = learn(&mut net, &train, &shown, &scale, options)?;
    eprintln!("trained in {:.1} s", start.elapsed().as_secs_f32());

    let picture = pictures::path("motion.svg")?;
    curves::learning_curves(&picture, &records)?;
    writeln!(out, "\nlearning curves: {}\n", picture.display())?;
    let mut folded = Folded::boxed();
    net.fold_into(&mut folded);
    if let Some(path) = &options.save {
        folded.save(path)?;
        writeln!(out, "weights: {}", path.display())?;
    }
    let confusion = Confusion::of(&*folded, &test.samples, &test.classes)?;
    matrix::show(&mut out, "motion", &confusion, &EXERCISES)?;
    if options.quantize {
        show_quantized(&mut folded, &confusion, &train, &test, &scale, options)
    } else {
        Ok(report(&mut out, &confusion)?)
    }
}

/// Quantizes the network, fine-tunes it if the options say so, and prints the accuracies of the network of `f32` and of that of `i8`.
fn show_quantized(
    folded: &mut Folded,
    confusion: &Confusion<CLASSES>,
    train: &Windows,
    test: &Windows,
    scale: &Scale,
    options: &Options,
) -> Result<(), Box<dyn Error>> {
    let samples = scaled(train.clone(), scale).samples;
    let mut quantized = int8::quantized::<Folded, Folded8>(folded, &samples)?;
    let percent = |net: &Folded8| {
        accuracy(net, &test.samples, &test.classes).map(|accuracy| 100.0 * accuracy)
    };
    let mut out = io::stdout();
    if options.fine_tune > 0 {
        let before = percent(&quantized.net)?;
        writeln!(out, "int8 accuracy before fine-tuning: {before:.2} %")?;
        fine_tune::fine_tune(folded, &mut quantized, train, scale, options)?;
        folded.compare(&quantized.net, &samples, &mut quantized.report);
        let tuned = 100.0 * accuracy(folded, &test.samples, &test.classes)?;
        writeln!(out, "f32 accuracy after fine-tuning: {tuned:.2} %\n")?;
    }
    writeln!(out, "{quantized}")?;
    report(&mut out, confusion)?;
    writeln!(out, "int8 accuracy: {:.2} %", percent(&quantized.net)?)?;
    Ok(())
}

/// Returns the training and the validation windows: the same ones, unless one person is left out for validation.
fn split(train: Windows, person: Option<u8>) -> Result<(Windows, Windows), String> {
    match person.map(|person| (person, train.without(person))) {
        None => Ok((train.clone(), train)),
        Some((person, (_, own))) if own.is_empty() => Err(format!(
            "there is no person {person} in the training windows"
        )),
        Some((_, parts)) => Ok(parts),
    }
}

fn scaled(mut windows: Windows, scale: &Scale) -> Windows {
    for window in &mut windows.samples {
        *window = motion::scaled(window, scale);
    }
    windows
}

/// Trains the network. Returns the results of all epochs.
fn learn(
    net: &mut Motion,
    train: &Windows,
    shown: &Windows,
    scale: &Scale,
    options: &Options,
) -> Result<Vec<Record>, nn_core::Error> {
    let settings = Settings {
        epochs: options.epochs.into(),
        learning_rate: options.learning_rate,
        seed: options.seed,
    };
    let most = f32::from(options.turn);
    let change = |window: &mut Window, rng: &mut Random| {
        *window = motion::scaled(&turn::turned(window, most, rng), scale);
    };
    let measure = |net: &Motion| accuracy(net, &shown.samples, &shown.classes);
    training::train_shown(net, train.pairs(), settings, change, measure)
}

/// Prints the confusion matrix, the sizes and the accuracy.
fn report(out: &mut impl Write, confusion: &Confusion<CLASSES>) -> io::Result<()> {
    let table = terminal::confusion(confusion, &EXERCISES, Style::of_stdout());
    writeln!(out, "{table}")?;
    for (bytes, what) in [
        (Motion::FLASH_BYTES, "of weights during training"),
        (Folded::FLASH_BYTES, "of weights for inference"),
        (Folded::INFER_RAM_BYTES, "of RAM to recognize a window"),
        (
            MotionTrainer::TRAIN_RAM_BYTES,
            "of RAM to train, with the weights",
        ),
    ] {
        writeln!(out, "{bytes:>9} bytes {what}")?;
    }
    writeln!(
        out,
        "\ntest accuracy: {:.2} %",
        100.0 * confusion.accuracy()
    )
}
