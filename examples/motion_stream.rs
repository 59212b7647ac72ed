//! Recognizes exercises with every sample of a smartwatch: `cargo run --release --example motion_stream`
//!
//! The network sees windows of two seconds while it learns. Then it takes one sample after the other, and each answer is that for the window that ends
//! with the sample. `f32` and 8-bit integers do the same.

use std::error::Error;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use nn_core::metrics::accuracy;
use nn_core::prelude::*;
use nn_core::stream::Meaning;
use nn_core::streaming;

use examples::motion::{self, SHIPPED, Window, Windows};
use examples::training::{self, Settings};
use examples::{ending, int8, live, turn};

// Dilation in place of pools, and no padding: so there is an answer with every sample, and it is that for its window.
type Motion = network![[6, 50]
    => Conv1d<filters = 24, kernel = 5> => BatchNorm<Relu>
    => Conv1d<filters = 28, kernel = 5, dilation = 2> => BatchNorm<Relu>
    => Conv1d<filters = 32, kernel = 3, dilation = 4> => BatchNorm<Relu>
    => GlobalAvgPool => Dropout<0.2> => Dense<7, Softmax>];
type Folded = folded![Motion];
type Folded8 = quantized![Motion];

type LiveMotion = streaming![Folded];
type LiveMotion8 = streaming![Folded8];
const _: () = assert!(
    matches!(LiveMotion::MEANING, Meaning::Window) && LiveMotion::STEP == 1,
    "each sample has an answer, that for its window"
);

/// Recognizes exercises with every sample of a smartwatch's motion sensors
#[derive(Debug, Clone, Parser)]
#[command(name = "motion_stream")]
struct Options {
    /// Directory of IDX files [default: the shipped watch_exercises]
    #[arg(long, value_name = "DIR", default_value = SHIPPED, hide_default_value = true)]
    data: PathBuf,
    /// Passes over the training windows
    #[arg(long, value_name = "COUNT", default_value = "30", value_parser = clap::value_parser!(u16).range(1..))]
    epochs: u16,
    /// Seed of all random numbers
    #[arg(long, value_name = "NUMBER", default_value = "1")]
    seed: u64,
}

fn main() -> ExitCode {
    ending::code(run(&Options::parse()))
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let train = Windows::load(&options.data, "train")?;
    let mut test = Windows::load(&options.data, "test")?;
    let scale = train.scale()?;
    let scaled = |window: &Window| motion::scaled(window, &scale);
    test.samples = test.samples.iter().map(scaled).collect();
    let samples: Vec<Window> = train.samples.iter().map(scaled).collect();

    let mut out = io::stdout();
    writeln!(out, "{}", Motion::summary())?;
    let mut net = Motion::random_boxed(&mut Random::seed(options.seed));
    let settings = Settings {
        epochs: options.epochs.into(),
        learning_rate: 0.005,
        seed: options.seed,
    };
    let change =
        |window: &mut Window, rng: &mut Random| *window = scaled(&turn::turned(window, 30.0, rng));
    let measure = |net: &Motion| accuracy(net, &samples, &train.classes);
    training::train_shown(&mut *net, train.pairs(), settings, change, measure)?;

    let mut folded = Folded::boxed();
    net.fold_into(&mut folded);
    let quantized = int8::quantized::<Folded, Folded8>(&folded, &samples)?;
    report(&mut out, &folded, &quantized.net, &test)
}

/// Tests both networks with whole windows and with streams, and prints the accuracies.
fn report(
    out: &mut impl Write,
    net: &Folded,
    net8: &Folded8,
    test: &Windows,
) -> Result<(), Box<dyn Error>> {
    let (windows, classes) = test.pairs();
    // The windows follow each other without a reset, as samples do on a wrist.
    let stream = live::answers(net, windows, |step| step, false);
    let scale = net8.input_scale();
    let stream8 = live::answers(net8, windows, |step| step.map(|x| scale.to_i8(x)), false);
    writeln!(
        out,
        "\n{} windows of other people, one after the other: {} samples, {} answers, the first after {} samples\n",
        windows.len(),
        stream.steps,
        stream.count,
        LiveMotion::WARM_UP
    )?;
    sizes(out)?;
    let of_windows = [
        accuracy(net, windows, classes)?,
        accuracy(net8, windows, classes)?,
    ];
    let of_stream = [stream.accuracy(classes), stream8.accuracy(classes)];
    for (what, shares) in [
        ("accuracy of windows", of_windows),
        ("accuracy of the stream", of_stream),
    ] {
        let [real, integer] = shares.map(|share| 100.0 * share);
        writeln!(out, "{what:<34}{real:>10.2} %{integer:>10.2} %")?;
    }
    Ok(())
}

/// Prints the sizes and the work of both networks.
fn sizes(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{:<34}{:>12}{:>12}", "", "f32", "int8")?;
    for (what, real, integer) in [
        (
            "bytes of weights",
            Folded::FLASH_BYTES,
            Folded8::FLASH_BYTES,
        ),
        (
            "bytes of the stream's memory",
            LiveMotion::STATE_BYTES,
            LiveMotion8::STATE_BYTES,
        ),
        (
            "multiply-accumulates of a window",
            Folded::MACS,
            Folded8::MACS,
        ),
        (
            "multiply-accumulates of a sample",
            LiveMotion::MACS_PER_STEP,
            LiveMotion8::MACS_PER_STEP,
        ),
    ] {
        writeln!(out, "{what:<34}{real:>12}{integer:>12}")?;
    }
    Ok(())
}
