//! Trains networks, quantizes them, tests both forms frame by frame, and prints what they cost.

use std::error::Error;
use std::fmt;

use nn_core::layer::{Layer, Scalar};
use nn_core::loss::Target;
use nn_core::metrics::accuracy;
use nn_core::prelude::*;
use nn_core::quantize::Calibrate;
use nn_core::stream::{Live, Stream, Streamed};
use nn_core::train::SampleBuffer;

use examples::int8::{QuantizedFrom, quantized};
use examples::live;
use examples::training::{self, BATCH, Classifier, Settings};

use crate::task::{Sample, Task};

/// A network of `f32` or of `i8` that takes samples frame by frame.
pub(crate) trait Frames<const C: usize, const L: usize>:
    Streamed<
        Element: Scalar<Real<<Self as Layer>::Input> = Sample<C, L>> + PartialOrd,
        Layers: Stream<Frame = [<Self as Layer>::Element; C]>,
    >
{
}

impl<N, const C: usize, const L: usize> Frames<C, L> for N where
    N: Streamed<
            Element: Scalar<Real<<N as Layer>::Input> = Sample<C, L>> + PartialOrd,
            Layers: Stream<Frame = [<N as Layer>::Element; C]>,
        >
{
}

/// The results of a test.
struct Tested {
    /// The share of samples that are recognized after their last frame.
    accuracy: f32,
    /// The share of samples whose answer after the last frame is that for the window.
    as_window: f32,
}

/// A row of the table. What has two values has that of `f32` and that of `i8`.
pub(crate) struct Row {
    name: &'static str,
    parameters: usize,
    bytes: [usize; 2],
    per_step: usize,
    per_window: usize,
    test: [Tested; 2],
    unknown: [Tested; 2],
}

impl Row {
    /// The titles of the columns.
    pub(crate) const TITLES: &str = "network        parameters  bytes f32      int8  MACs per step  per window  accuracy f32      int8  unknown person f32      int8  as windows";

    /// Tests the network `N` for the task, and a network of the same type for the task with an unknown person. `fold` folds it into an `F`, which is
    /// quantized into an `F8`.
    pub(crate) fn of<N, F, F8, const C: usize, const L: usize>(
        name: &'static str,
        task: &Task<C, L>,
        settings: Settings,
        fold: impl Fn(&N, &mut F),
    ) -> Result<Self, Box<dyn Error>>
    where
        N: Classifier + Network<Input = Sample<C, L>>,
        F: Frames<C, L> + Network<Input = Sample<C, L>> + Quantizable<Layers: Calibrate> + Boxed,
        F8: Frames<C, L> + QuantizedFrom<F>,
        Calibration<F>: Boxed,
        Live<F>: Boxed,
        Live<F8>: Boxed,
        u8: Target<CrossEntropy, N::Output>,
        SampleBuffer<N::Input, u8, BATCH>: Boxed,
    {
        let both = |task: &Task<C, L>| both::<N, F, F8, C, L>(task, settings, &fold);
        Ok(Row {
            name,
            parameters: F::PARAMS,
            bytes: [F::FLASH_BYTES, F8::FLASH_BYTES],
            per_step: Live::<F>::MACS_PER_STEP,
            per_window: F::MACS,
            test: both(task)?,
            unknown: both(&task.of_unknown_person())?,
        })
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |share: f32| format!("{:.2} %", 100.0 * share);
        let [test, test8] = self.test.each_ref().map(|test| percent(test.accuracy));
        let [unknown, unknown8] = self.unknown.each_ref().map(|test| percent(test.accuracy));
        let all = self.test.iter().chain(&self.unknown);
        let as_windows = all.fold(1.0, |least: f32, test| least.min(test.as_window));
        let [bytes, bytes8] = self.bytes;
        let (parameters, step, window) = (self.parameters, self.per_step, self.per_window);
        write!(
            f,
            "{:<13}{parameters:>12}{bytes:>11}{bytes8:>10}{step:>15}{window:>12}{test:>14}{test8:>10}{unknown:>20}{unknown8:>10}{:>12}",
            self.name,
            percent(as_windows),
        )
    }
}

/// Trains a network, folds and quantizes it, and tests both forms.
fn both<N, F, F8, const C: usize, const L: usize>(
    task: &Task<C, L>,
    settings: Settings,
    fold: impl Fn(&N, &mut F),
) -> Result<[Tested; 2], Box<dyn Error>>
where
    N: Classifier + Network<Input = Sample<C, L>>,
    F: Frames<C, L> + Network<Input = Sample<C, L>> + Quantizable<Layers: Calibrate> + Boxed,
    F8: Frames<C, L> + QuantizedFrom<F>,
    Calibration<F>: Boxed,
    Live<F>: Boxed,
    Live<F8>: Boxed,
    u8: Target<CrossEntropy, N::Output>,
    SampleBuffer<N::Input, u8, BATCH>: Boxed,
{
    let scale = task.scale()?;
    let change = |sample: &mut Sample<C, L>, rng: &mut Random| {
        *sample = (task.change)(sample, rng);
        scale.transform(std::slice::from_mut(sample));
    };
    let mut net = N::random_boxed(&mut Random::seed(settings.seed));
    training::train(&mut *net, task.train.pairs(), settings, change, ())?;

    let (mut samples, mut test) = (task.train.samples.clone(), task.test.samples.clone());
    scale.transform(&mut samples);
    scale.transform(&mut test);
    let mut folded = F::boxed();
    fold(&net, &mut folded);
    let quantized = quantized::<F, F8>(&folded, &samples)?;
    let test = (test.as_slice(), task.test.classes.as_slice());
    Ok([tested(&*folded, test)?, tested(&*quantized.net, test)?])
}

/// Tests a network frame by frame, and compares its answers with those for the windows.
fn tested<N: Frames<C, L>, const C: usize, const L: usize>(
    net: &N,
    (samples, classes): (&[Sample<C, L>], &[u8]),
) -> Result<Tested, nn_core::Error>
where
    Live<N>: Boxed,
{
    let [input, _] = net.scales();
    let scale = input.unwrap_or_default();
    let frame = |step: [f32; C]| step.map(|x| N::Element::from_real(x, scale));
    let answers = live::answers(net, samples, frame, true);
    let last: Vec<usize> = answers.last.iter().flatten().copied().collect();
    Ok(Tested {
        accuracy: answers.accuracy(classes),
        as_window: accuracy(net, samples, &last)?,
    })
}
