//! The program that `mnist_full` and `lenet` share: it learns to recognize images of 28 x 28 pixels and reports its accuracy.

mod answers;
mod options;
mod resume;

mod training;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Instant;

use nn_core::loss::{EndsIn, Loss, Target};
use nn_core::metrics::accuracy;
use nn_core::prelude::*;
use nn_core::quantize::Calibrate;

use self::answers::Answers;
use self::options::Options;
use self::training::{OnHeap, Training};
use crate::digits::{CLASSES, Digits, Samples};
use crate::int8::{QuantizedFrom, quantized};
use crate::terminal::{self, Style};
use crate::{curves, ending, matrix, pictures};

/// The parts of a program besides its network and loss: its name and the default settings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Program {
    /// Its name.
    pub name: &'static str,
    /// A short description.
    pub about: &'static str,
    /// The number of epochs.
    pub epochs: u16,
    /// Images per step.
    pub batch: usize,
    /// The maximum number of pixels by which an image is moved.
    pub shift: u8,
    /// The default learning rates.
    pub rates: Rates,
}

/// The default learning rates of the first step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rates {
    /// For gradient descent.
    pub sgd: f32,
    /// For gradient descent with momentum.
    pub momentum: f32,
    /// For adaptive optimizers such as Adam.
    pub adaptive: f32,
}

/// Runs the program: parses the command line, trains a network of the type `N`, and prints the result. With `--quantize`, it also tests
/// the network of `i8` of the type `N8`.
pub fn main<N, N8, L>(program: &Program, loss: L) -> ExitCode
where
    N: OnHeap + Network<Output = [f32; CLASSES], Activation: EndsIn<L::Needs, L>>,
    N: Quantizable<Layers: Calibrate>,
    N8: QuantizedFrom<N, Output = [i8; CLASSES]>,
    Calibration<N>: Boxed,
    L: Loss + Boxed + Copy,
    u8: Target<L, N::Output>,
{
    ending::code(run::<N, N8, L>(program, loss, &Options::of(program)))
}

fn run<N, N8, L>(program: &Program, loss: L, options: &Options) -> Result<(), Box<dyn Error>>
where
    N: OnHeap + Network<Output = [f32; CLASSES], Activation: EndsIn<L::Needs, L>>,
    N: Quantizable<Layers: Calibrate>,
    N8: QuantizedFrom<N, Output = [i8; CLASSES]>,
    Calibration<N>: Boxed,
    L: Loss + Boxed + Copy,
    u8: Target<L, N::Output>,
{
    options.check()?;
    let mut data = Digits::<N::Input>::load(&options.data)?;
    let (train, validation) = data.train.without_tenth(options.fold.into());
    let test = data.test.samples();
    let mut out = io::stdout();
    writeln!(out, "{}", N::summary())?;
    let (used, shown, what) = (train.len(), validation.len(), data.subject.plural());
    let uses = format!("{used} {what} to learn from, {shown} to show the progress");
    writeln!(out, "{uses}, {} for the test", test.len())?;
    let mut net = N::boxed();
    match &options.load {
        Some(path) => net.load(path)?,
        None => {
            let training = Training {
                train,
                validation,
                loss,
                rates: program.rates,
                options,
            };
            learn(program, &training, &mut *net)?;
        }
    }
    save(&*net, options, &mut out)?;
    let answers = Answers::of(&*net, test, data.subject)?;
    let names = data.subject.names();
    matrix::show(&mut out, program.name, &answers.confusion, &names)?;
    let samples = options.quantize.then_some(train.images);
    show::<N, N8>(&mut out, &*net, samples, test, &answers)
}

/// Writes the weights to the file that the options name, if any.
fn save<N>(net: &N, options: &Options, out: &mut impl Write) -> Result<(), Box<dyn Error>>
where
    N: OnHeap + Network,
{
    if let Some(path) = &options.save {
        net.save(path)?;
        writeln!(out, "weights: {}", path.display())?;
    }
    Ok(())
}

/// Prints the answers, and the accuracy of the network of `i8` if there are samples for its calibration.
fn show<N, N8>(
    out: &mut impl Write,
    net: &N,
    samples: Option<&[N::Input]>,
    test: Samples<'_, N::Input>,
    answers: &Answers<'_>,
) -> Result<(), Box<dyn Error>>
where
    N: OnHeap + Network<Output = [f32; CLASSES]> + Quantizable<Layers: Calibrate>,
    N8: QuantizedFrom<N, Output = [i8; CLASSES]>,
    Calibration<N>: Boxed,
{
    let Some(samples) = samples else {
        return Ok(report(out, answers)?);
    };
    let quantized = quantized::<N, N8>(net, samples)?;
    writeln!(out, "{quantized}")?;
    report(out, answers)?;
    let accuracy = accuracy(&*quantized.net, test.images, test.labels)?;
    writeln!(out, "int8 accuracy: {:.2} %", 100.0 * accuracy)?;
    Ok(())
}

/// Trains the network and draws the learning curves.
fn learn<N, L>(
    program: &Program,
    training: &Training<'_, N, L>,
    net: &mut N,
) -> Result<(), Box<dyn Error>>
where
    N: OnHeap + Network<Activation: EndsIn<L::Needs, L>>,
    L: Loss + Boxed + Copy,
    u8: Target<L, N::Output>,
{
    let mut out = io::stdout();
    let start = Instant::now();
    let records = training.run(net)?;
    eprintln!("trained in {:.1} s", start.elapsed().as_secs_f32());
    let Some(last) = records.last() else {
        writeln!(out, "no epochs are left")?;
        return Ok(());
    };
    if last.epoch < training.options.epochs.into() {
        let epochs = last.epoch;
        writeln!(out, "target accuracy reached after {epochs} epochs")?;
    }
    let picture = pictures::path(&format!("{}.svg", program.name))?;
    curves::learning_curves(&picture, &records)?;
    writeln!(out, "\nlearning curves: {}\n", picture.display())?;
    Ok(())
}

/// Prints the confusion matrix, some answers and the accuracy.
fn report(out: &mut impl Write, answers: &Answers<'_>) -> io::Result<()> {
    let style = Style::of_stdout();
    let confusion = &answers.confusion;
    let names = answers.subject.names();
    writeln!(out, "{}", terminal::confusion(confusion, &names, style))?;
    writeln!(
        out,
        "{}\n{}",
        answers.draw_right(style),
        answers.draw_wrong(style)
    )?;
    writeln!(out, "test accuracy: {:.2} %", 100.0 * confusion.accuracy())
}
