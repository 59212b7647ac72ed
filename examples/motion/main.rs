//! Tells exercises apart by the movement of a smartwatch: `cargo run --release --example motion`
//!
//! Two seconds of acceleration and rotation are enough; the test is with people of whom nothing was learnt
//! (`data/watch_exercises/README.md` says where the data are from).

mod options;
mod turn;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use nn_core::metrics::{Confusion, accuracy};
use nn_core::prelude::*;

use examples::lessons::Lessons;
use examples::motion::{self, CLASSES, EXERCISES, Windows};
use examples::progress::{Record, Watch};
use examples::table::Scale;
use examples::terminal::{self, Style};
use examples::{curves, ending, pictures};
use options::Options;

// Each convolution looks at more of the window than the one before; the mean over time does not care when a movement began.
type Motion = network![[6, 50]
    => Conv1d<filters = 24, kernel = 5, padding = Same> => BatchNorm<Relu> => MaxPool1d<2>
    => Conv1d<filters = 28, kernel = 5, padding = Same> => BatchNorm<Relu> => MaxPool1d<2>
    => Conv1d<filters = 32, kernel = 3, padding = Same> => BatchNorm<Relu>
    => GlobalAvgPool => Dropout<0.2> => Dense<7, Softmax>];

/// What a microcontroller of a watch may give for it.
const BUDGET: usize = 32 * 1024;
const _: () = assert!(
    Motion::FLASH_BYTES <= BUDGET,
    "the weights are too large for the watch"
);

/// The same without normalisation and Dropout, which have done their work when it is trained.
type Folded = nn_core::folded![Motion];

const BATCH: usize = 32;
type MotionTrainer = Trainer<Motion, CrossEntropy, Adam, BATCH>;

fn main() -> ExitCode {
    ending::code(run(&Options::parse()))
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let train = Windows::read(&options.data, "train")?;
    let test = Windows::read(&options.data, "test")?;
    let (train, shown) = parted(train, options.without)?;
    // The network sees numbers of mean 0 and deviation 1; who is not learnt from has no part in choosing the scale.
    let scale = train.scale();
    let (shown, test) = (scaled(shown, &scale), scaled(test, &scale));

    let mut out = io::stdout();
    writeln!(out, "{}", Motion::summary())?;
    let progress = match options.without {
        Some(person) => format!("{} of person {person} to show the progress", shown.len()),
        None => "which also show the progress".to_owned(),
    };
    let (learnt, held_back) = (train.len(), test.len());
    writeln!(
        out,
        "{learnt} windows to learn from, {progress}, {held_back} of other people for the test\n"
    )?;
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
    let confusion = Confusion::of(&*folded, &test.windows, &test.classes)?;
    report(&mut out, &confusion)?;
    Ok(())
}

/// What is learnt from, and what shows the progress: the same, unless one person is left out for it.
fn parted(train: Windows, person: Option<u8>) -> Result<(Windows, Windows), String> {
    match person.map(|person| (person, train.without(person))) {
        None => Ok((train.clone(), train)),
        Some((person, (_, own))) if own.is_empty() => Err(format!(
            "nobody is person {person} in what is to be learnt from"
        )),
        Some((_, parts)) => Ok(parts),
    }
}

fn scaled(mut windows: Windows, scale: &Scale<6>) -> Windows {
    for window in &mut windows.windows {
        *window = motion::scaled(window, scale);
    }
    windows
}

/// Trains the network, and gives what every epoch brought.
fn learn(
    net: &mut Motion,
    train: &Windows,
    shown: &Windows,
    scale: &Scale<6>,
    options: &Options,
) -> Result<Vec<Record>, nn_core::Error> {
    let optimizer = Adam::new(options.learning_rate);
    let mut trainer: Box<MotionTrainer> = Trainer::boxed(CrossEntropy, optimizer);
    trainer.set_seed(options.seed as u32);
    let (epochs, windows) = (usize::from(options.epochs), &train.windows);
    let steps = epochs * train.len().div_ceil(BATCH);
    // Another seed than that of the weights and of the order, but one that follows from it.
    let turns = Random::seed(!options.seed);
    let most = f32::from(options.turn);
    let change = |window: &_, rng: &mut _| motion::scaled(&turn::turned(window, most, rng), scale);
    let mut lessons = Lessons::new(trainer, steps, change, turns);
    let mut watch = Watch::new(epochs, train.len(), |net: &Motion| {
        accuracy(net, &shown.windows, &shown.classes)
    });
    let result = Fit::epochs(epochs)
        .seed(options.seed)
        .observe(&mut watch)
        .run(&mut lessons, net, (windows, &train.classes));
    let records = watch.finish()?;
    result.map(|_| records)
}

/// What came of it.
fn report(out: &mut impl Write, confusion: &Confusion<CLASSES>) -> io::Result<()> {
    let table = terminal::confusion(confusion, &EXERCISES, Style::of_stdout());
    writeln!(out, "{table}")?;
    for (bytes, what) in [
        (Motion::FLASH_BYTES, "of weights while it learns"),
        (Folded::FLASH_BYTES, "of weights when it has learnt"),
        (Folded::INFER_RAM_BYTES, "of RAM to recognise a window"),
        (
            MotionTrainer::TRAIN_RAM_BYTES,
            "of RAM to learn, with the weights",
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
