//! Learns to read handwritten digits: `cargo run --release --example mnist`, with `-- --help` for what can be changed.

mod answers;
mod learner;
mod options;
mod training;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use nn_core::prelude::*;

use answers::Answers;
use examples::digits::{CLASSES, Digits};
use examples::terminal::{self, Style};
use examples::{curves, pictures};
use options::Options;
use training::Course;

type Mnist = network![784 => Dense<128, Relu> => Dense<10, Sigmoid>];

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_broken_pipe(error.as_ref()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether the reader of our output has gone away.
fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let Digits { mut train, test } = Digits::load(&options.data)?;
    let (train, validation) = train.without_tenth(options.fold.into());
    let test = test.samples();
    let mut out = io::stdout();
    writeln!(out, "{}", Mnist::summary())?;
    let (learnt, shown, held_back) = (train.len(), validation.len(), test.len());
    writeln!(
        out,
        "{learnt} digits to learn from, {shown} to show the progress, {held_back} for the test"
    )?;

    let mut rng = Random::seed(options.seed);
    let mut net = Mnist::boxed();
    net.initialize(&mut rng);
    let start = Instant::now();
    let course = Course {
        train,
        validation,
        options,
    };
    let records = course.run(&mut net, &mut rng)?;
    eprintln!("trained in {:.1} s", start.elapsed().as_secs_f32());
    if records.len() < options.epochs.into() {
        writeln!(
            out,
            "target accuracy reached after {} epochs",
            records.len()
        )?;
    }

    let picture = pictures::path("mnist.svg")?;
    curves::learning_curves(&picture, &records)?;
    writeln!(out, "\nlearning curves: {}\n", picture.display())?;
    report(&mut out, &Answers::of(&net, test))?;
    Ok(())
}

/// What came of it.
fn report(out: &mut impl Write, answers: &Answers<'_>) -> io::Result<()> {
    const NAMES: [&str; CLASSES] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let style = Style::of_stdout();
    let confusion = answers.confusion();
    writeln!(out, "{}", terminal::confusion(&confusion, &NAMES, style))?;
    writeln!(
        out,
        "{}\n{}",
        answers.draw_right(style),
        answers.draw_wrong(style)
    )?;
    writeln!(out, "test accuracy: {:.2} %", 100.0 * confusion.accuracy())
}
