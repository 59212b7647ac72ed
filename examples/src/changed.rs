//! A trainer that changes its samples at random.
//!
//! `Fit` drives any `Learner`. So it is a few lines around a `Trainer`.

use nn_core::Error;
use nn_core::loss::{EndsIn, Loss, Target};
use nn_core::optim::Optimizer;
use nn_core::prelude::*;
use nn_core::train::{Clip, HasLoss, Learner};
use nn_core::weights::Persist;

/// A trainer that trains on randomly changed samples.
pub struct ChangingTrainer<N: TrainableNetwork, L, O: Optimizer, F, const BATCH: usize> {
    trainer: Box<Trainer<N, L, O, BATCH>>,
    change: F,
    changes: Random,
    inputs: Vec<N::Input>,
    classes: Vec<u8>,
}

impl<N, L, O, F, const BATCH: usize> ChangingTrainer<N, L, O, F, BATCH>
where
    N: TrainableNetwork<Activation: EndsIn<L::Needs, L>>,
    L: Loss,
    O: Optimizer,
    F: Fn(&N::Input, &mut Random) -> N::Input,
{
    /// `change` changes a sample with random numbers from `changes`.
    pub fn new(trainer: Box<Trainer<N, L, O, BATCH>>, change: F, changes: Random) -> Self {
        ChangingTrainer {
            trainer,
            change,
            changes,
            inputs: Vec::with_capacity(BATCH),
            classes: Vec::with_capacity(BATCH),
        }
    }
}

impl<N: TrainableNetwork, L, O: Optimizer, F, const BATCH: usize> HasLoss
    for ChangingTrainer<N, L, O, F, BATCH>
{
    type Loss = L;
}

impl<N, L, O, F, const BATCH: usize> Learner<N, u8> for ChangingTrainer<N, L, O, F, BATCH>
where
    N: TrainableNetwork<Activation: EndsIn<L::Needs, L>>,
    L: Loss,
    O: Optimizer,
    F: Fn(&N::Input, &mut Random) -> N::Input,
    u8: Target<L, N::Output>,
{
    const CAPACITY: usize = BATCH;

    fn learn<C: Clip>(
        &mut self,
        net: &mut N,
        inputs: &[N::Input],
        classes: &[u8],
        picks: &mut dyn Iterator<Item = usize>,
        clip: C,
    ) -> Result<Step, Error> {
        self.inputs.clear();
        self.classes.clear();
        for pick in picks {
            let changed = (self.change)(&inputs[pick], &mut self.changes);
            self.inputs.push(changed);
            self.classes.push(classes[pick]);
        }
        self.trainer
            .step_clipped(net, &self.inputs, &self.classes, clip)
    }

    fn loss_in(
        &self,
        net: &N,
        inputs: &[N::Input],
        classes: &[u8],
        workspace: &mut Workspace<N>,
    ) -> Result<f32, Error> {
        self.trainer.loss_in(net, inputs, classes, workspace)
    }

    fn learning_rate(&self) -> Result<f32, Error> {
        Learner::<N, u8>::learning_rate(&*self.trainer)
    }

    fn set_learning_rate(&mut self, learning_rate: f32) {
        self.trainer.optimizer.set_learning_rate(learning_rate);
    }
}

/// The trainer and the random numbers of the changes.
impl<N: TrainableNetwork, L, O: Optimizer, F, const BATCH: usize> Persist
    for ChangingTrainer<N, L, O, F, BATCH>
{
    const WORDS: usize = Trainer::<N, L, O, BATCH>::WORDS + Random::WORDS;
    // Another batch size is another trainer.
    const FINGERPRINT: u64 = Trainer::<N, L, O, BATCH>::FINGERPRINT ^ (BATCH as u64) << 32;

    fn is_number(word: usize) -> bool {
        let trainer = Trainer::<N, L, O, BATCH>::WORDS;
        word < trainer && Trainer::<N, L, O, BATCH>::is_number(word)
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        self.trainer.store(visit);
        self.changes.store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        self.trainer.restore(visit);
        self.changes.restore(visit);
    }
}
