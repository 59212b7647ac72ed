//! Adapts a smartwatch to its wearer: `cargo run --release --example transfer`
//!
//! The network that the example `motion` trained on seven people is frozen in flash. A few windows of each exercise of another
//! person train the last layer, in the RAM of a watch.

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use nn_core::include_weights;
use nn_core::metrics::accuracy;
use nn_core::prelude::*;
use nn_core::train::TrainRam;

use examples::ending;
use examples::motion::{self, CLASSES, Window, Windows};

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
    let (known, unknown) = (
        Windows::read(&folder, "train")?,
        Windows::read(&folder, "test")?,
    );
    let scale = known.scale();
    let mut out = io::stdout();
    writeln!(out, "{}", Personal::summary())?;
    writeln!(
        out,
        "trained on {FEW} windows of each exercise, tested with the others\n\n\
         person   windows    before     after"
    )?;
    let mut sums = [0.0; 2];
    let people = [8, 9, 10];
    for person in people {
        let (_, mut own) = unknown.without(person);
        for window in &mut own.windows {
            *window = motion::scaled(window, &scale);
        }
        let (few, others) = split(&own);
        let [before, after] = adapt(&few, &others)?;
        sums = [sums[0] + before, sums[1] + after];
        let tested = others.0.len();
        writeln!(
            out,
            "{person:>6}{tested:>10}{:>8.1} %{:>8.1} %",
            100.0 * before,
            100.0 * after
        )?;
    }
    let [before, after] = sums.map(|sum| 100.0 * sum / people.len() as f32);
    writeln!(out, "{:>6}{:>18.1} %{after:>8.1} %\n", "mean", before)?;
    ram(&mut out)?;
    Ok(())
}

/// Returns the accuracy on other windows before and after training on a few.
fn adapt(few: &Samples, (windows, classes): &Samples) -> Result<[f32; 2], nn_core::Error> {
    let mut net = Personal::ZERO;
    net.layers.first = Frozen::new(&FEATURES);
    net.layers.last.clone_from(&HEAD.layers);
    let before = accuracy(&net, windows, classes)?;
    learn(&mut net, few)?;
    Ok([before, accuracy(&net, windows, classes)?])
}

/// Windows and their exercises.
type Samples = (Vec<Window>, Vec<u8>);

/// Splits the windows into a few of each exercise and the others. People did each exercise with one arm and then with the other. So half
/// of the few are the first windows, and half are from the middle.
fn split(own: &Windows) -> (Samples, Samples) {
    let (mut few, mut others) = (Samples::default(), Samples::default());
    for class in 0..CLASSES as u8 {
        let all = own.windows.iter().zip(&own.classes);
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
fn learn(net: &mut Personal, (windows, classes): &Samples) -> Result<(), nn_core::Error> {
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
            Personal::TRAIN_RAM_BYTES,
            "of RAM to train the last layer, its weights included",
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
