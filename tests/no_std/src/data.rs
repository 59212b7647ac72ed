//! Data in place: standardization, splits, folds and augmentation.

use core::hint::black_box;

use nn_core::Error;
use nn_core::data::{ClassCounts, Folds, Split, split, split_stratified};
use nn_core::metrics::Confusion;
use nn_core::prelude::*;
use nn_core::rng::uniform;
use nn_core::train::{Augment, SampleBuffer};

use crate::{CLASSES, INPUTS};

type Net = network![4 => Standardize => Dense<6, Tanh> => Dense<3, Softmax>];

/// Trains on augmented samples of one part, and tests the folded network on the other.
fn learns(data: Split<'_, [f32; 4], u8>) -> Result<bool, Error> {
    let mut net = Net::ZERO;
    net.initialize(&mut Random::seed(black_box(8)));
    net.standardize(data.train_inputs)?;
    let trainer = Trainer::<Net, _, _, 4>::new(CrossEntropy, Adam::new(black_box(0.02)));
    let mut buffer = SampleBuffer::<[f32; 4], u8, 3>::ZERO;
    let noisy = |input: &mut [f32; 4], random: &mut Random| {
        for value in input {
            *value += uniform(random, -0.01, 0.01);
        }
    };
    let mut augment = Augment::new(trainer, &mut buffer, noisy, Random::seed(9));
    let samples = (data.train_inputs, data.train_targets);
    Fit::epochs(black_box(60)).run(&mut augment, &mut net, samples)?;
    let mut folded = <nn_core::folded![Net]>::ZERO;
    net.fold_into(&mut folded);
    let confusion = Confusion::<3>::of(&folded, data.test_inputs, data.test_targets)?;
    Ok(confusion.accuracy() >= 0.0)
}

/// Splits, folds, and the data tool, which restores what it transformed.
pub(crate) fn in_place() -> Result<bool, Error> {
    let (mut inputs, mut classes) = (black_box(INPUTS), black_box(CLASSES));
    let rng = &mut Random::seed(black_box(7));
    let balance = ClassCounts::<3>::of(&classes)?;
    let mut learned = balance.balanced_weights().iter().all(|weight| *weight == 1.0);
    learned &= learns(split(&mut inputs, &mut classes, black_box(0.3), rng)?)?;
    learned &= learns(split_stratified(&mut inputs, &mut classes, black_box(0.3), rng)?)?;
    let mut folds = Folds::stratified(black_box(2), &mut inputs, &mut classes, rng)?;
    while let Some(fold) = folds.next(&mut inputs, &mut classes)? {
        learned &= learns(fold)?;
    }
    let standardize = Standardize::<4>::of(&inputs)?;
    let before = inputs;
    standardize.transform(&mut inputs);
    standardize.restore(&mut inputs);
    let pairs = before.as_flattened().iter().zip(inputs.as_flattened());
    Ok(learned && pairs.map(|(a, b)| a - b).all(|d| d.abs() < 1e-5))
}
