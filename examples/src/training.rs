//! Trains a classifier on samples that change whenever they are used.

use nn_core::layer::Trainable;
use nn_core::loss::{EndsIn, Loss, Target};
use nn_core::prelude::*;
use nn_core::train::{Augment, Observer, SampleBuffer};

use crate::progress::{Record, Watch};

/// The samples of a step.
pub const BATCH: usize = 32;

/// The settings of a training.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Passes over the samples.
    pub epochs: usize,
    /// Adam's learning rate of the first step, from which it falls linearly to 0.
    pub learning_rate: f32,
    /// The seed of all random numbers.
    pub seed: u64,
}

/// Networks that can be trained on the heap by [`train`]: classifiers that end in [`Softmax`].
pub trait Classifier:
    TrainableNetwork<Input: Clone>
    + Network<Activation: EndsIn<<CrossEntropy as Loss>::Needs, CrossEntropy>>
    + Boxed
    + Trainable<Tape<BATCH>: Boxed>
where
    u8: Target<CrossEntropy, Self::Output>,
    SampleBuffer<Self::Input, u8, BATCH>: Boxed,
{
}

impl<N> Classifier for N
where
    N: TrainableNetwork<Input: Clone>
        + Network<Activation: EndsIn<<CrossEntropy as Loss>::Needs, CrossEntropy>>
        + Boxed
        + Trainable<Tape<BATCH>: Boxed>,
    u8: Target<CrossEntropy, N::Output>,
    SampleBuffer<N::Input, u8, BATCH>: Boxed,
{
}

/// Trains a network with cross-entropy and Adam. `change` changes a copy of each input whenever it is used.
///
/// # Errors
/// A setting is out of range, or a sample does not fit.
pub fn train<N>(
    net: &mut N,
    (inputs, classes): (&[N::Input], &[u8]),
    settings: Settings,
    change: impl FnMut(&mut N::Input, &mut Random),
    observer: impl Observer<N>,
) -> Result<(), nn_core::Error>
where
    N: Classifier,
    u8: Target<CrossEntropy, N::Output>,
    SampleBuffer<N::Input, u8, BATCH>: Boxed,
{
    let Settings {
        epochs,
        learning_rate,
        seed,
    } = settings;
    let mut trainer: Box<Trainer<N, _, _, BATCH>> =
        Trainer::boxed(CrossEntropy, Adam::new(learning_rate));
    trainer.set_seed(seed as u32);
    let steps = epochs * inputs.len().div_ceil(BATCH);
    // A seed that differs from that of the weights and of the sample order.
    let random = Random::seed(!seed);
    let buffer = SampleBuffer::<N::Input, u8, BATCH>::boxed();
    let mut trainer = Augment::new(trainer, buffer, change, random);
    let result = Fit::epochs(epochs)
        .seed(seed)
        .schedule_steps(Schedule::linear(steps, 0.0))
        .observe(observer)
        .run(&mut trainer, net, (inputs, classes));
    result.map(|_| ())
}

/// [`train`], with a line for each epoch. `measure` returns the accuracy in it.
///
/// # Errors
/// As for [`train`], or the accuracy cannot be measured.
pub fn train_shown<N>(
    net: &mut N,
    (inputs, classes): (&[N::Input], &[u8]),
    settings: Settings,
    change: impl FnMut(&mut N::Input, &mut Random),
    measure: impl FnMut(&N) -> Result<f32, nn_core::Error>,
) -> Result<Vec<Record>, nn_core::Error>
where
    N: Classifier,
    u8: Target<CrossEntropy, N::Output>,
    SampleBuffer<N::Input, u8, BATCH>: Boxed,
{
    let mut watch = Watch::new(settings.epochs, inputs.len(), measure);
    let result = train(net, (inputs, classes), settings, change, &mut watch);
    let records = watch.finish()?;
    result.map(|()| records)
}
