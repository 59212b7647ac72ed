//! Trains a network, tests it frame by frame, and prints what it costs.

use std::error::Error;
use std::fmt;

use nn_core::loss::Target;
use nn_core::prelude::*;
use nn_core::quantize::Calibrate;
use nn_core::stream::{Live, Stream, Streamed};
use nn_core::train::SampleBuffer;

use examples::int8::{QuantizedFrom, quantized};
use examples::live::{self, Frame};
use examples::training::{self, BATCH, Classifier, Settings};

use crate::task::{Sample, Task};

/// A network whose steps have a value for each of `C` channels.
pub(crate) trait Frames<const C: usize>:
    Streamed<Element = f32, Layers: Stream<Frame = [f32; C]>>
{
}
impl<const C: usize, N: Streamed<Element = f32, Layers: Stream<Frame = [f32; C]>>> Frames<C> for N {}

/// The accuracies of a network of `f32` and, if there is one, of that of `i8`.
type Accuracies = (f32, Option<f32>);

/// A row of the table.
pub(crate) struct Row {
    name: &'static str,
    parameters: usize,
    bytes: usize,
    bytes8: Option<usize>,
    per_step: usize,
    per_window: usize,
    test: Accuracies,
    unknown: Accuracies,
}

impl Row {
    /// The titles of the columns.
    pub(crate) const TITLES: &str = "network        parameters  bytes f32      int8  MACs per step  per window       f32      int8  unknown person: f32      int8";

    /// Tests a network for the task, and another one for the same task with an unknown person.
    fn of<N: Streamed, const C: usize, const L: usize>(
        name: &'static str,
        bytes8: Option<usize>,
        task: &Task<C, L>,
        tested: impl Fn(&Task<C, L>) -> Result<Accuracies, Box<dyn Error>>,
    ) -> Result<Self, Box<dyn Error>> {
        Ok(Row {
            name,
            parameters: N::PARAMS,
            bytes: N::FLASH_BYTES,
            bytes8,
            per_step: Live::<N>::MACS_PER_STEP,
            per_window: N::MACS,
            test: tested(task)?,
            unknown: tested(&task.of_unknown_person())?,
        })
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |share: f32| format!("{:.2} %", 100.0 * share);
        let integers = |share: Option<f32>| share.map_or("-".to_owned(), percent);
        let bytes8 = self
            .bytes8
            .map_or("-".to_owned(), |bytes| bytes.to_string());
        let (test, unknown) = (self.test, self.unknown);
        write!(
            f,
            "{:<13}{:>12}{:>11}{bytes8:>10}{:>15}{:>12}{:>10}{:>10}{:>21}{:>10}",
            self.name,
            self.parameters,
            self.bytes,
            self.per_step,
            self.per_window,
            percent(test.0),
            integers(test.1),
            percent(unknown.0),
            integers(unknown.1),
        )
    }
}

/// The rows of a recurrent network `R` and of the convolutions `N`, which `fold` folds into an `F` and which are quantized into an `F8`. `frame` converts the
/// values of a step.
pub(crate) fn rows<R, N, F, F8, const C: usize, const L: usize>(
    task: &Task<C, L>,
    settings: Settings,
    fold: impl Fn(&N, &mut F),
    frame: impl Fn(&F8, [f32; C]) -> Frame<F8>,
) -> Result<[Row; 2], Box<dyn Error>>
where
    R: Classifier + Network<Input = Sample<C, L>> + Frames<C>,
    N: Classifier + Network<Input = Sample<C, L>>,
    F: Frames<C> + Network<Input = Sample<C, L>> + Quantizable<Layers: Calibrate> + Boxed,
    F8: QuantizedFrom<F> + Streamed,
    Calibration<F>: Boxed,
    Live<R>: Boxed,
    Live<F>: Boxed,
    Live<F8>: Boxed,
    u8: Target<CrossEntropy, R::Output> + Target<CrossEntropy, N::Output>,
    SampleBuffer<Sample<C, L>, u8, BATCH>: Boxed,
{
    Ok([
        Row::of::<R, C, L>("recurrent", None, task, |task| {
            recurrent::<R, C, L>(task, settings)
        })?,
        Row::of::<F, C, L>("convolutions", Some(F8::FLASH_BYTES), task, |task| {
            convolutions::<N, F, F8, C, L>(task, settings, &fold, &frame)
        })?,
    ])
}

/// Trains a network, and tests it frame by frame.
fn recurrent<N, const C: usize, const L: usize>(
    task: &Task<C, L>,
    settings: Settings,
) -> Result<Accuracies, Box<dyn Error>>
where
    N: Classifier + Network<Input = Sample<C, L>> + Frames<C>,
    Live<N>: Boxed,
    u8: Target<CrossEntropy, N::Output>,
    SampleBuffer<N::Input, u8, BATCH>: Boxed,
{
    let (net, test) = trained::<N, C, L>(task, settings)?;
    let answers = live::answers(&*net, &test, |step| step, true);
    Ok((answers.accuracy(&task.test.classes), None))
}

/// Trains a network, folds it by `fold`, quantizes it, and tests both frame by frame. `frame` converts the values of a step.
fn convolutions<N, F, F8, const C: usize, const L: usize>(
    task: &Task<C, L>,
    settings: Settings,
    fold: impl Fn(&N, &mut F),
    frame: impl Fn(&F8, [f32; C]) -> Frame<F8>,
) -> Result<Accuracies, Box<dyn Error>>
where
    N: Classifier + Network<Input = Sample<C, L>>,
    F: Frames<C> + Network<Input = Sample<C, L>> + Quantizable<Layers: Calibrate> + Boxed,
    F8: QuantizedFrom<F> + Streamed,
    Calibration<F>: Boxed,
    Live<F>: Boxed,
    Live<F8>: Boxed,
    u8: Target<CrossEntropy, N::Output>,
    SampleBuffer<N::Input, u8, BATCH>: Boxed,
{
    let (net, test) = trained::<N, C, L>(task, settings)?;
    let mut folded = F::boxed();
    fold(&net, &mut folded);
    let mut samples = task.train.samples.clone();
    task.scale()?.transform(&mut samples);
    let quantized = quantized::<F, F8>(&folded, &samples)?;
    let answers = live::answers(&*folded, &test, |step| step, true);
    let answers8 = live::answers(
        &*quantized.net,
        &test,
        |step| frame(&quantized.net, step),
        true,
    );
    let labels = &task.test.classes;
    Ok((answers.accuracy(labels), Some(answers8.accuracy(labels))))
}

/// Trains a network. Also returns the standardized test samples.
fn trained<N, const C: usize, const L: usize>(
    task: &Task<C, L>,
    settings: Settings,
) -> Result<(Box<N>, Vec<Sample<C, L>>), nn_core::Error>
where
    N: Classifier + Network<Input = Sample<C, L>>,
    u8: Target<CrossEntropy, N::Output>,
    SampleBuffer<N::Input, u8, BATCH>: Boxed,
{
    let scale = task.scale()?;
    let mut net = N::random_boxed(&mut Random::seed(settings.seed));
    let change = |sample: &mut Sample<C, L>, rng: &mut Random| {
        *sample = (task.change)(sample, rng);
        scale.transform(std::slice::from_mut(sample));
    };
    training::train(&mut *net, task.train.pairs(), settings, change, ())?;
    let mut test = task.test.samples.clone();
    scale.transform(&mut test);
    Ok((net, test))
}
