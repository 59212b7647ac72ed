//! Adapts a smartwatch to its wearer: `cargo run --release --example transfer`
//!
//! The network that the example `motion` trained on seven people is frozen in flash. A few windows of each exercise of another
//! person train the last layer, in the RAM of a watch. The same is done with the frozen layers in 8-bit integers, and with a memory of
//! the seven people, so that the watch forgets little.

mod watch;

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use nn_core::include_weights;
use nn_core::metrics::accuracy;
use nn_core::prelude::*;
use nn_core::quantize::MinMax;
use nn_core::train::TrainRam;

use examples::motion::{self, CLASSES, Scale, Window, Windows};
use examples::{ending, int8};

use crate::watch::Known;

network! {
    /// Maps a window to features. The layers have the names of the file.
    pub struct Features {
        [6, 50]
            => Conv1d<filters = 24, kernel = 5, padding = Same, Relu> => MaxPool1d<2>
            => Conv1d<filters = 28, kernel = 5, padding = Same, Relu> => MaxPool1d<2>
            => Conv1d<filters = 32, kernel = 3, padding = Same, Relu>
            => GlobalAvgPool
    }
}

/// Maps features to an exercise.
type Head = network![32 => Dense<7, Softmax>];
/// Both: the features in flash, the last layer in RAM.
type Personal = network![[6, 50] => Frozen<Features> => Dense<7, Softmax>];
/// The features in 8-bit integers.
type Features8 = quantized![Features];
/// Both: the features in 8-bit integers in flash, the last layer in RAM.
type Personal8 = network![[6, 50] => Frozen<Features8> => Dense<7, Softmax>];
/// Both, for training all layers.
type Whole = network![[6, 50] => Features => Dense<7, Softmax>];

const FILE: &str = "data/watch_exercises";

static FEATURES: Features = include_weights!(
    Features,
    "data/watch_exercises/motion.safetensors",
    allow_unexpected = true // the last layer
);
static HEAD: Head = include_weights!(
    Head,
    "data/watch_exercises/motion.safetensors",
    names = ["0" => "10"],
    allow_unexpected = true // the other layers
);

/// The training windows of each exercise: a quarter of a minute.
const FEW: usize = 8;
const EPOCHS: usize = 100;
const RATE: f32 = 0.05;

fn main() -> ExitCode {
    ending::code(run())
}

fn run() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let known = Windows::load(&folder, "train")?;
    let unknown = Windows::load(&folder, "test")?;
    let scale = known.scale()?;
    let scaled = |window| motion::scaled(window, &scale);
    let samples: Vec<_> = known.samples.iter().map(scaled).collect();
    // Nothing is clipped: another person's movements can be stronger than those of the samples.
    let quantized = int8::quantized_by::<Features, Features8, MinMax>(&FEATURES, &samples)?;
    let mut out = io::stdout();
    writeln!(out, "{}\n{quantized}", Personal::summary())?;
    // On a device it is a constant.
    let features8: &'static Features8 = Box::leak(quantized.net);
    writeln!(
        out,
        "trained on {FEW} windows of each exercise, tested with the others\n\n\
         person   windows    before     after  int8 before     after"
    )?;
    let (mut sums, mut replayed, people) = ([0.0; 4], Vec::new(), [8, 9, 10]);
    let known = Known::new(features8, &(samples, known.classes));
    for person in people {
        let (few, others) = split(&of(person, &unknown, &scale));
        let mut net = Personal::ZERO;
        net.layers.first = Frozen::new(&FEATURES);
        net.layers.last.clone_from(&HEAD.layers);
        let [a, b] = adapt(&mut net, &few, &others)?;
        let mut net8 = Personal8::ZERO;
        net8.layers.first = Frozen::new(features8);
        net8.layers.last.clone_from(&HEAD.layers);
        let [c, d] = adapt(&mut net8, &few, &others)?;
        replayed.push((person, watch::adapt(features8, &known, &few, &others)?));
        sums = [sums[0] + a, sums[1] + b, sums[2] + c, sums[3] + d];
        write!(out, "{person:>6}{:>10}", others.0.len())?;
        row(&mut out, [a, b, c, d])?;
    }
    write!(out, "{:>6}{:>10}", "mean", "")?;
    row(&mut out, sums.map(|sum| sum / people.len() as f32))?;
    ram(&mut out)?;
    Ok(replay(&mut out, &replayed)?)
}

/// The scaled windows of one person.
fn of(person: u8, all: &Windows, scale: &Scale) -> Windows {
    let (_, mut own) = all.without(person);
    for window in &mut own.samples {
        *window = motion::scaled(window, scale);
    }
    own
}

/// Prints what the watch forgets about the seven people, without and with a memory of them, and its RAM.
fn replay(out: &mut impl Write, people: &[(u8, [f32; 6])]) -> io::Result<()> {
    let kinds = ["before", "without memory", "with memory"];
    write!(
        out,
        "\nthe wearer's other windows, and all windows of the seven known people\n\n{:>6}",
        ""
    )?;
    kinds
        .iter()
        .try_for_each(|kind| write!(out, "{kind:>20}"))?;
    write!(out, "\nperson")?;
    kinds
        .iter()
        .try_for_each(|_| write!(out, "{:>10}{:>10}", "wearer", "known"))?;
    writeln!(out)?;
    let mut row = |name: &str, values: &[f32; 6]| {
        write!(out, "{name:>6}")?;
        let mut values = values.iter();
        values.try_for_each(|value| write!(out, "{:>8.2} %", 100.0 * value))?;
        writeln!(out)
    };
    let mut means = [0.0; 6];
    for (person, values) in people {
        let pairs = means.iter_mut().zip(values);
        pairs.for_each(|(mean, value)| *mean += value / people.len() as f32);
        row(&person.to_string(), values)?;
    }
    row("means", &means)?;
    let mut ram = watch::RAM.iter();
    ram.try_for_each(|(bytes, what)| writeln!(out, "{bytes:>9} bytes of RAM {what}"))
}

/// Prints four accuracies: before and after training, with both kinds of frozen layers.
fn row(out: &mut impl Write, accuracies: [f32; 4]) -> io::Result<()> {
    let [a, b, c, d] = accuracies.map(|accuracy| 100.0 * accuracy);
    writeln!(out, "{a:>8.1} %{b:>8.1} %{c:>11.1} %{d:>8.1} %")
}

/// Returns the accuracy on other windows before and after training on a few.
fn adapt<N>(
    net: &mut N,
    few: &Samples,
    (windows, classes): &Samples,
) -> Result<[f32; 2], nn_core::Error>
where
    N: TrainableNetwork<Input = Window, Output = [f32; CLASSES], Activation = Softmax>,
{
    let before = accuracy(net, windows, classes)?;
    learn(net, few)?;
    Ok([before, accuracy(net, windows, classes)?])
}

/// Windows and their exercises.
type Samples = (Vec<Window>, Vec<u8>);

/// Splits the windows into a few of each exercise and the others. People did each exercise with one arm and then with the other. So half
/// of the few are the first windows, and half are from the middle.
fn split(own: &Windows) -> (Samples, Samples) {
    let (mut few, mut others) = (Samples::default(), Samples::default());
    for class in 0..CLASSES as u8 {
        let all = own.samples.iter().zip(&own.classes);
        let done: Vec<&Window> = all
            .filter(|(_, found)| **found == class)
            .map(|(window, _)| window)
            .collect();
        let middle = done.len() / 2;
        for (index, window) in done.into_iter().enumerate() {
            let is_early = index < FEW / 2 || (middle..middle + FEW / 2).contains(&index);
            let side = if is_early { &mut few } else { &mut others };
            side.0.push(*window);
            side.1.push(class);
        }
    }
    (few, others)
}

/// Trains the last layer, one window at a time.
fn learn<N>(net: &mut N, (windows, classes): &Samples) -> Result<(), nn_core::Error>
where
    N: TrainableNetwork<Input = Window, Output = [f32; CLASSES], Activation = Softmax>,
{
    let mut trainer = OnlineTrainer::new(CrossEntropy, RATE);
    Fit::epochs(EPOCHS)
        .seed(1)
        .run(&mut trainer, net, (windows, classes))?;
    Ok(())
}

/// Prints the memory, compared with training all layers.
fn ram(out: &mut impl Write) -> io::Result<()> {
    for (bytes, what) in [
        (Features::FLASH_BYTES, "of flash for the frozen layers"),
        (
            Features8::FLASH_BYTES,
            "of flash for the frozen layers in 8-bit integers",
        ),
        (
            Personal::TRAIN_RAM_BYTES,
            "of RAM to train the last layer, its weights included",
        ),
        (
            Personal8::TRAIN_RAM_BYTES,
            "of RAM to train it behind 8-bit integers",
        ),
        (
            TrainRam::<Personal, Adam, 8>::BYTES,
            "of RAM to train it with Adam in batches of 8",
        ),
        (Whole::TRAIN_RAM_BYTES, "of RAM to train all layers"),
        (
            TrainRam::<Whole, Adam, 8>::BYTES,
            "of RAM to train them with Adam in batches of 8",
        ),
    ] {
        writeln!(out, "{bytes:>9} bytes {what}")?;
    }
    Ok(())
}
