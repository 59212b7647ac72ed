//! Stores trainers and runs as words: the learning rate, the state of the optimizer, and the position of the random numbers.

use super::monitor::Monitor;
use super::{Epoch, OnlineTrainer, Run, Trainer};
use crate::network::{TrainBuffers, TrainableNetwork};
use crate::optim::Optimizer;
use crate::rng::Random;
use crate::settings::stored_rate;
use crate::state::{Fingerprint, Persist, Words};

/// Stores the learning rate, the step, the seed, and the state of the optimizer. The other settings of the optimizer and the loss are
/// not stored: the program sets them.
impl<N, L, O, const BATCH: usize> Persist for Trainer<N, L, O, BATCH>
where
    N: TrainableNetwork,
    O: Optimizer,
{
    const WORDS: usize = POSITION + <O::State<N> as Persist>::WORDS;
    const FINGERPRINT: u64 = {
        let mut fingerprint = Fingerprint::new();
        fingerprint.text(O::NAME);
        fingerprint.number(<O::State<N> as Persist>::FINGERPRINT);
        fingerprint.finish()
    };

    fn is_number(word: usize) -> bool {
        word.checked_sub(POSITION)
            .map_or(word == 0, <O::State<N> as Persist>::is_number)
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        let is_set = self.optimizer.check().is_ok();
        let rate = if is_set {
            stored_rate(self.optimizer.learning_rate())
        } else {
            0.0
        };
        position(rate, &self.buffers).store(visit);
        self.state.store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        let rate = restore_position(&mut self.buffers, visit);
        // A trainer without settings stores no learning rate. The learning rate of the program is then kept.
        if rate.to_bits() != 0 {
            self.optimizer.set_learning_rate(rate);
        }
        self.state.restore(visit);
    }
}

/// As the trainer.
#[cfg(feature = "alloc")]
impl<N, L, O, const BATCH: usize> Persist for alloc::boxed::Box<Trainer<N, L, O, BATCH>>
where
    N: TrainableNetwork,
    O: Optimizer,
{
    const WORDS: usize = Trainer::<N, L, O, BATCH>::WORDS;
    const FINGERPRINT: u64 = Trainer::<N, L, O, BATCH>::FINGERPRINT;

    fn is_number(word: usize) -> bool {
        Trainer::<N, L, O, BATCH>::is_number(word)
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        (**self).store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        (**self).restore(visit);
    }
}

/// The learning rate, the step and the seed.
impl<N: TrainableNetwork, L> Persist for OnlineTrainer<N, L> {
    const WORDS: usize = POSITION;
    const FINGERPRINT: u64 = {
        let mut fingerprint = Fingerprint::new();
        fingerprint.text("OnlineTrainer");
        fingerprint.finish()
    };

    fn is_number(word: usize) -> bool {
        word == 0
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        position(self.learning_rate, &self.buffers).store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        self.learning_rate = restore_position(&mut self.buffers, visit);
    }
}

/// The number of words of the learning rate, the step and the seed.
const POSITION: usize = 3;

/// The learning rate, the step and the seed.
fn position<N: TrainableNetwork, const BATCH: usize>(
    rate: f32,
    buffers: &TrainBuffers<N, BATCH>,
) -> Words<POSITION> {
    Words([rate.to_bits(), buffers.step, buffers.seed])
}

/// Restores the step and the seed, and returns the learning rate.
fn restore_position<N: TrainableNetwork, const BATCH: usize>(
    buffers: &mut TrainBuffers<N, BATCH>,
    visit: &mut impl FnMut(&mut [u32]),
) -> f32 {
    let mut words = Words([0; POSITION]);
    words.restore(visit);
    let [rate, step, seed] = words.0;
    (buffers.step, buffers.seed) = (step, seed);
    f32::from_bits(rate)
}

/// Stores the completed epochs and steps, the base rate, the best epoch, the last improvement, and the random numbers. The settings are
/// not stored: the program sets them.
impl<O, V, C, S> Persist for Run<O, V, C, S> {
    const WORDS: usize = POSITION_OF_RUN + Random::WORDS;
    const FINGERPRINT: u64 = {
        let mut fingerprint = Fingerprint::new();
        fingerprint.text("Run");
        fingerprint.number(POSITION_OF_RUN as u64);
        fingerprint.number(Random::FINGERPRINT);
        fingerprint.finish()
    };

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        let Monitor {
            best,
            reference,
            improved,
        } = &self.monitor;
        Words([
            self.epochs as u32,
            self.steps as u32,
            optional_bits(self.base_rate),
            best.number as u32,
            best.loss.to_bits(),
            best.gradient_norm.to_bits(),
            best.learning_rate.to_bits(),
            optional_bits(best.validation),
            reference.to_bits(),
            *improved as u32,
        ])
        .store(visit);
        self.random.store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        let mut words = Words([0; POSITION_OF_RUN]);
        words.restore(visit);
        #[rustfmt::skip]
        let [epochs, steps, base_rate, number, loss, gradient_norm, learning_rate, validation, reference, improved] =
            words.0;
        let up_to = |number: u32| number.min(epochs) as usize;
        (self.epochs, self.steps) = (epochs as usize, steps as usize);
        self.base_rate = optional_number(base_rate);
        self.monitor = Monitor {
            best: Epoch {
                number: up_to(number),
                loss: f32::from_bits(loss),
                gradient_norm: f32::from_bits(gradient_norm),
                learning_rate: f32::from_bits(learning_rate),
                validation: optional_number(validation),
                is_best: number > 0,
            },
            reference: f32::from_bits(reference),
            improved: up_to(improved),
        };
        self.random.restore(visit);
    }
}

/// The number of words of a run besides its random numbers.
const POSITION_OF_RUN: usize = 10;

/// The word of an absent number: a NaN that no operation computes.
const NONE: u32 = u32::MAX;

/// A number that may be missing, as a word.
fn optional_bits(number: Option<f32>) -> u32 {
    match number {
        Some(number) if number.is_nan() => f32::NAN.to_bits(),
        Some(number) => number.to_bits(),
        None => NONE,
    }
}

/// The number of a word.
fn optional_number(word: u32) -> Option<f32> {
    (word != NONE).then(|| f32::from_bits(word))
}
