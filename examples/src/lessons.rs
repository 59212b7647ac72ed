//! What is trained here, beyond a trainer: a falling learning rate, and samples that are never quite what they were.
//!
//! `Fit` drives anything that is a `Learner`, so both are written round a `Trainer` in a few lines.

use nn_core::Error;
use nn_core::loss::{EndsIn, Loss, Target};
use nn_core::optim::Optimizer;
use nn_core::prelude::*;
use nn_core::train::Learner;

/// A trainer whose learning rate falls in a straight line towards 0, and that sees each sample changed at random.
pub struct Lessons<N: Network, L, O: Optimizer, F, const BATCH: usize> {
    trainer: Box<Trainer<N, L, O, BATCH>>,
    first_rate: f32,
    steps: usize,
    steps_left: usize,
    change: F,
    inputs: Vec<N::Input>,
    classes: Vec<u8>,
}

impl<N, L, O, F, const BATCH: usize> Lessons<N, L, O, F, BATCH>
where
    N: Network<Activation: EndsIn<L::Needs, L>>,
    L: Loss,
    O: Optimizer,
    F: FnMut(&N::Input) -> N::Input,
{
    /// The rate reaches 0 after so many steps; `change` makes what is learnt from of a sample.
    pub fn new(trainer: Box<Trainer<N, L, O, BATCH>>, steps: usize, change: F) -> Self {
        Lessons {
            first_rate: trainer.optimizer.learning_rate(),
            trainer,
            steps,
            steps_left: steps,
            change,
            inputs: Vec::with_capacity(BATCH),
            classes: Vec::with_capacity(BATCH),
        }
    }
}

impl<N, L, O, F, const BATCH: usize> Learner<N, u8> for Lessons<N, L, O, F, BATCH>
where
    N: Network<Activation: EndsIn<L::Needs, L>>,
    L: Loss,
    O: Optimizer,
    F: FnMut(&N::Input) -> N::Input,
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
        self.trainer.optimizer.set_learning_rate(rate)?;
        self.steps_left = self.steps_left.saturating_sub(1).max(1);

        self.inputs.clear();
        self.classes.clear();
        for pick in picks {
            self.inputs.push((self.change)(&inputs[pick]));
            self.classes.push(classes[pick]);
        }
        self.trainer.step(net, &self.inputs, &self.classes)
    }
}
