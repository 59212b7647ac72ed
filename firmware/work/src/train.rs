//! Training steps, in RAM that the types state to the byte.

use core::hint::black_box;

use nn_core::prelude::*;

use crate::networks::{Big, DENSE_PICTURE, SAMPLES, Small, TARGETS};
use crate::{Board, Digest};

/// Online training with the mean squared error.
pub type OnlineSmall = OnlineTrainer<Small, MeanSquaredError>;
/// Batches of eight with Adam.
pub type AdamSmall = Trainer<Small, MeanSquaredError, Adam, 8>;
/// Online training of the larger network.
pub type OnlineBig = OnlineTrainer<Big, MeanSquaredError>;

/// The rate of all steps here.
const RATE: f32 = 0.01;

/// Online gradient descent, one sample at a time.
pub fn online(board: &mut impl Board, net: &mut Small, trainer: &mut OnlineSmall) {
    board.bytes("ram", Small::TRAIN_RAM_BYTES);
    net.initialize(&mut Random::seed(1));
    trainer.learning_rate = RATE;
    let mut steps = Ok(0);
    let (sample, target) = (black_box(&SAMPLES[0]), black_box(&TARGETS[0]));
    board.measure("train 16-32-32-4 sgd", || {
        steps = trainer.step(net, sample, target).map(|_| 1);
    });
    board.result("train 16-32-32-4 sgd: steps", steps.unwrap_or_default());
    board.result("train 16-32-32-4 sgd", Digest::of(net));
}

/// A batch of eight with Adam, and a prediction.
pub fn adam(board: &mut impl Board, net: &mut Small, trainer: &mut AdamSmall) {
    board.bytes("ram", AdamSmall::TRAIN_RAM_BYTES);
    net.initialize(&mut Random::seed(1));
    trainer.optimizer = Adam::new(RATE);
    let mut steps = Ok(0);
    let (samples, targets) = (black_box(&SAMPLES), black_box(&TARGETS));
    board.measure("train 16-32-32-4 adam, batch 8", || {
        steps = trainer.step(net, samples, targets).map(|_| 1);
    });
    board.result("train 16-32-32-4 adam: steps", steps.unwrap_or_default());
    board.result("train 16-32-32-4 adam", Digest::of(net));
    let output = net.predict(&SAMPLES[0]);
    let mut digest = Digest::default();
    digest.floats(&output);
    board.result("train 16-32-32-4 adam: output", digest.0);
}

/// Online gradient descent of 784-128-10, for boards with enough RAM.
pub fn big(board: &mut impl Board, net: &mut Big, trainer: &mut OnlineBig) {
    board.bytes("ram", Big::TRAIN_RAM_BYTES);
    net.initialize(&mut Random::seed(1));
    trainer.learning_rate = RATE;
    let mut steps = Ok(0);
    let (sample, target) = (black_box(&DENSE_PICTURE), black_box(&[0.5; 10]));
    board.measure("train 784-128-10 sgd", || {
        steps = trainer.step(net, sample, target).map(|_| 1);
    });
    board.result("train 784-128-10 sgd: steps", steps.unwrap_or_default());
    board.result("train 784-128-10 sgd", Digest::of(net));
}
