//! Both trainers as learners of a run.

use super::clip::Clip;
use super::gradient::gradient;
use super::weight::{is_weighted, weight_of};
use super::{Learner, OnlineTrainer, Step, Trainer};
use crate::batch::Batch;
use crate::error::Error;
use crate::loss::{EndsIn, Loss, Target};
use crate::network::{TrainableNetwork, Workspace};
use crate::optim::Optimizer;
use crate::{settings, slices};

impl<N, L, O, T, const BATCH: usize> Learner<N, T> for Trainer<N, L, O, BATCH>
where
    N: TrainableNetwork,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
    O: Optimizer,
    T: Target<L, N::Output>,
{
    const CAPACITY: usize = BATCH;
    const WEIGHTED: bool = is_weighted::<L, T, N::Output>();

    fn weight(&self, target: &T) -> f32 {
        weight_of(&self.loss_function, target)
    }

    fn learn<C: Clip>(
        &mut self,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
        picks: &mut dyn Iterator<Item = usize>,
        clip: C,
    ) -> Result<Step, Error> {
        self.check(clip)?;
        let mut count = 0;
        for (slot, pick) in self.order.iter_mut().zip(picks) {
            *slot = pick as u32;
            count += 1;
        }
        let order = slices::range(&self.order, ..count);
        let step = gradient(
            net,
            &self.loss_function,
            &mut self.buffers,
            &mut self.gradients,
            Batch::picked(inputs, order),
            Batch::picked(targets, order),
        )?;
        self.advance(net, step, clip)
    }

    fn loss_in(
        &self,
        net: &N,
        inputs: &[N::Input],
        targets: &[T],
        workspace: &mut Workspace<N>,
    ) -> Result<f32, Error> {
        self.loss_in(net, inputs, targets, workspace)
    }

    fn learning_rate(&self) -> Result<f32, Error> {
        self.optimizer.check()?;
        Ok(self.optimizer.learning_rate())
    }

    fn set_learning_rate(&mut self, learning_rate: f32) {
        self.optimizer.set_learning_rate(learning_rate);
    }
}

impl<N, L, T> Learner<N, T> for OnlineTrainer<N, L>
where
    N: TrainableNetwork,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
    T: Target<L, N::Output>,
{
    const CAPACITY: usize = 1;
    const WEIGHTED: bool = is_weighted::<L, T, N::Output>();

    fn weight(&self, target: &T) -> f32 {
        weight_of(&self.loss_function, target)
    }

    fn learn<C: Clip>(
        &mut self,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
        picks: &mut dyn Iterator<Item = usize>,
        clip: C,
    ) -> Result<Step, Error> {
        let sample = picks.next().ok_or(Error::NoData)?;
        match (inputs.get(sample), targets.get(sample)) {
            (Some(input), Some(target)) => self
                .step_clipped(net, input, target, clip)
                .map_err(|error| error.with_sample(sample)),
            _ => Err(Error::NoData),
        }
    }

    fn loss_in(
        &self,
        net: &N,
        inputs: &[N::Input],
        targets: &[T],
        workspace: &mut Workspace<N>,
    ) -> Result<f32, Error> {
        self.loss_in(net, inputs, targets, workspace)
    }

    fn learning_rate(&self) -> Result<f32, Error> {
        settings::learning_rate(self.learning_rate)?;
        Ok(settings::rate(self.learning_rate))
    }

    fn set_learning_rate(&mut self, learning_rate: f32) {
        self.set_learning_rate(learning_rate);
    }
}
