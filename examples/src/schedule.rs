//! A trainer with a falling learning rate.
//!
//! `Fit` drives any `Learner`. So it is a few lines around a `Trainer`.

use nn_core::Error;
use nn_core::loss::{EndsIn, Loss, Target};
use nn_core::optim::Optimizer;
use nn_core::prelude::*;
use nn_core::train::{HasLoss, Learner};
use nn_core::weights::{Persist, Words};

/// A trainer whose learning rate falls linearly to 0.
pub struct ScheduledTrainer<N: TrainableNetwork, L, O: Optimizer, const BATCH: usize> {
    trainer: Box<Trainer<N, L, O, BATCH>>,
    first_rate: f32,
    steps: usize,
    steps_left: usize,
}

impl<N, L, O, const BATCH: usize> ScheduledTrainer<N, L, O, BATCH>
where
    N: TrainableNetwork<Activation: EndsIn<L::Needs, L>>,
    L: Loss,
    O: Optimizer,
{
    /// The rate reaches 0 after `steps` steps.
    pub fn new(trainer: Box<Trainer<N, L, O, BATCH>>, steps: usize) -> Self {
        ScheduledTrainer {
            first_rate: trainer.optimizer.learning_rate(),
            trainer,
            steps,
            steps_left: steps,
        }
    }
}

impl<N: TrainableNetwork, L, O: Optimizer, const BATCH: usize> HasLoss
    for ScheduledTrainer<N, L, O, BATCH>
{
    type Loss = L;
}

impl<N, L, O, T, const BATCH: usize> Learner<N, T> for ScheduledTrainer<N, L, O, BATCH>
where
    N: TrainableNetwork<Activation: EndsIn<L::Needs, L>>,
    L: Loss,
    O: Optimizer,
    T: Target<L, N::Output>,
{
    const CAPACITY: usize = BATCH;

    fn learn(
        &mut self,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
        picks: &mut dyn Iterator<Item = usize>,
    ) -> Result<Step, Error> {
        let rate = self.first_rate * self.steps_left as f32 / self.steps as f32;
        self.trainer.optimizer.set_learning_rate(rate);
        self.steps_left = self.steps_left.saturating_sub(1).max(1);
        self.trainer.learn(net, inputs, targets, picks)
    }
}

/// The trainer and the remaining steps.
impl<N: TrainableNetwork, L, O: Optimizer, const BATCH: usize> Persist
    for ScheduledTrainer<N, L, O, BATCH>
{
    const WORDS: usize = Trainer::<N, L, O, BATCH>::WORDS + 2;
    // Another batch size is another trainer.
    const FINGERPRINT: u64 = Trainer::<N, L, O, BATCH>::FINGERPRINT ^ (BATCH as u64) << 32;

    fn is_number(word: usize) -> bool {
        let trainer = Trainer::<N, L, O, BATCH>::WORDS;
        word < trainer && Trainer::<N, L, O, BATCH>::is_number(word)
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        self.trainer.store(visit);
        Words([self.steps, self.steps_left].map(|steps| steps as u32)).store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        self.trainer.restore(visit);
        let mut steps = Words([0; 2]);
        steps.restore(visit);
        [self.steps, self.steps_left] = steps.0.map(|steps| steps as usize);
    }
}
