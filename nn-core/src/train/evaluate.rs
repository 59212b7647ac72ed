//! The mean loss of a network over samples, without training.

use super::propagate::mean_loss;
use super::{OnlineTrainer, Trainer};
use crate::error::Error;
use crate::loss::{EndsIn, Loss, Target};
use crate::network::{TrainableNetwork, Workspace, with_workspace};
use crate::optim::Optimizer;
use crate::scratch::with_zeros;

impl<N, L, O, const BATCH: usize> Trainer<N, L, O, BATCH>
where
    N: TrainableNetwork,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
    O: Optimizer,
{
    /// The mean loss over any number of samples, without training.
    ///
    /// The workspace exists during the call, as in [`Network::predict`](crate::network::Network::predict).
    ///
    /// # Errors
    /// A setting of the loss is out of its range, there are no samples, there are not as many targets as inputs, the loss does not allow a
    /// target, the weights of the samples have the sum 0, or a loss is not finite.
    pub fn loss<T>(&self, net: &N, inputs: &[N::Input], targets: &[T]) -> Result<f32, Error>
    where
        T: Target<L, N::Output>,
    {
        with_workspace(|workspace| self.loss_in(net, inputs, targets, workspace))
    }

    /// The mean loss over any number of samples, computed in a workspace that can be a `static`.
    ///
    /// # Errors
    /// As for [`loss`](Self::loss).
    pub fn loss_in<T>(
        &self,
        net: &N,
        inputs: &[N::Input],
        targets: &[T],
        workspace: &mut Workspace<N>,
    ) -> Result<f32, Error>
    where
        T: Target<L, N::Output>,
    {
        with_zeros(|memory| mean_loss(net, &self.loss_function, inputs, targets, workspace, memory))
    }
}

impl<N, L> OnlineTrainer<N, L>
where
    N: TrainableNetwork,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
{
    /// The mean loss over any number of samples, without training.
    ///
    /// The workspace exists during the call, as in [`Network::predict`](crate::network::Network::predict).
    ///
    /// # Errors
    /// A setting of the loss is out of its range, there are no samples, there are not as many targets as inputs, the loss does not allow a
    /// target, the weights of the samples have the sum 0, or a loss is not finite.
    pub fn loss<T>(&self, net: &N, inputs: &[N::Input], targets: &[T]) -> Result<f32, Error>
    where
        T: Target<L, N::Output>,
    {
        with_workspace(|workspace| self.loss_in(net, inputs, targets, workspace))
    }

    /// The mean loss over any number of samples, computed in a workspace that can be a `static`.
    ///
    /// # Errors
    /// As for [`loss`](Self::loss).
    pub fn loss_in<T>(
        &self,
        net: &N,
        inputs: &[N::Input],
        targets: &[T],
        workspace: &mut Workspace<N>,
    ) -> Result<f32, Error>
    where
        T: Target<L, N::Output>,
    {
        with_zeros(|memory| mean_loss(net, &self.loss_function, inputs, targets, workspace, memory))
    }
}
