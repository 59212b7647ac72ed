//! A trainer with a falling learning rate and random changes of the samples.
//!
//! `Fit` drives any `Learner`. So both are a few lines around a `Trainer`.

use nn_core::Error;
use nn_core::loss::{EndsIn, Loss, Target};
use nn_core::optim::Optimizer;
use nn_core::prelude::*;
use nn_core::train::{HasLoss, Learner};
use nn_core::weights::{Persist, Words};

/// A trainer whose learning rate falls linearly to 0, and that trains on randomly changed samples.
pub struct ScheduledTrainer<N: TrainableNetwork, L, O: Optimizer, F, const BATCH: usize> {
    trainer: Box<Trainer<N, L, O, BATCH>>,
    first_rate: f32,
    steps: usize,
    steps_left: usize,
    change: F,
    changes: Random,
    inputs: Vec<N::Input>,
    classes: Vec<u8>,
}

impl<N, L, O, F, const BATCH: usize> ScheduledTrainer<N, L, O, F, BATCH>
where
    N: TrainableNetwork<Activation: EndsIn<L::Needs, L>>,
    L: Loss,
    O: Optimizer,
    F: Fn(&N::Input, &mut Random) -> N::Input,
{
    /// The rate reaches 0 after `steps` steps. `change` changes a sample with random numbers from `changes`.
    pub fn new(
        trainer: Box<Trainer<N, L, O, BATCH>>,
        steps: usize,
        change: F,
        changes: Random,
    ) -> Self {
        ScheduledTrainer {
            first_rate: trainer.optimizer.learning_rate(),
            trainer,
            steps,
            steps_left: steps,
            change,
            changes,
            inputs: Vec::with_capacity(BATCH),
            classes: Vec::with_capacity(BATCH),
        }
    }
}

impl<N: TrainableNetwork, L, O: Optimizer, F, const BATCH: usize> HasLoss
    for ScheduledTrainer<N, L, O, F, BATCH>
{
    type Loss = L;
}

impl<N, L, O, F, const BATCH: usize> Learner<N, u8> for ScheduledTrainer<N, L, O, F, BATCH>
where
    N: TrainableNetwork<Activation: EndsIn<L::Needs, L>>,
    L: Loss,
    O: Optimizer,
    F: Fn(&N::Input, &mut Random) -> N::Input,
    u8: Target<L, N::Output>,
{
    const CAPACITY: usize = BATCH;

    fn learn(
        &mut self,
        net: &mut N,
        inputs: &[N::Input],
        classes: &[u8],
        picks: &mut dyn Iterator<Item = usize>,
    ) -> Result<Step, Error> {
        let rate = self.first_rate * self.steps_left as f32 / self.steps as f32;
        self.trainer.optimizer.set_learning_rate(rate);
        self.steps_left = self.steps_left.saturating_sub(1).max(1);

        self.inputs.clear();
        self.classes.clear();
        for pick in picks {
            let changed = (self.change)(&inputs[pick], &mut self.changes);
            self.inputs.push(changed);
            self.classes.push(classes[pick]);
        }
        self.trainer.step(net, &self.inputs, &self.classes)
    }
}

/// The trainer, the remaining steps, and the random numbers of the changes.
impl<N: TrainableNetwork, L, O: Optimizer, F, const BATCH: usize> Persist
    for ScheduledTrainer<N, L, O, F, BATCH>
{
    const WORDS: usize = Trainer::<N, L, O, BATCH>::WORDS + 2 + Random::WORDS;
    // Another batch size is another trainer.
    const FINGERPRINT: u64 = Trainer::<N, L, O, BATCH>::FINGERPRINT ^ (BATCH as u64) << 32;

    fn is_number(word: usize) -> bool {
        let trainer = Trainer::<N, L, O, BATCH>::WORDS;
        word < trainer && Trainer::<N, L, O, BATCH>::is_number(word)
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        self.trainer.store(visit);
        Words([self.steps, self.steps_left].map(|steps| steps as u32)).store(visit);
        self.changes.store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        self.trainer.restore(visit);
        let mut steps = Words([0; 2]);
        steps.restore(visit);
        [self.steps, self.steps_left] = steps.0.map(|steps| steps as usize);
        self.changes.restore(visit);
    }
}
