//! What is measured after each epoch: the mean loss over validation data, or a metric.

use super::{Learner, Samples};
use crate::error::Error;
use crate::network::{TrainableNetwork, Workspace, with_workspace};

/// What a run measures after each epoch: a [`Validation`], a [`Metric`], or nothing, `()`.
///
/// `Kind` is the type of a validation target, or `()`. The compiler infers it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not measure this network",
    label = "not a validation of this network",
    note = "`validate` takes data like those of the run, and `maximize` and `minimize` take a closure `|net: &Net| ..` that returns `Result<f32, Error>`"
)]
pub trait Validate<N, L, Kind> {
    /// Whether larger values are better.
    fn grows(&self) -> bool {
        false
    }

    /// Checks the lengths of the data.
    ///
    /// # Errors
    /// There are no samples, or there are not as many targets as inputs.
    fn check(&self) -> Result<(), Error> {
        Ok(())
    }

    /// The value for a network.
    ///
    /// # Errors
    /// It cannot be computed.
    fn measure(&mut self, net: &N, learner: &L) -> Result<Option<f32>, Error>;
}

impl<N, L> Validate<N, L, ()> for () {
    fn measure(&mut self, _net: &N, _learner: &L) -> Result<Option<f32>, Error> {
        Ok(None)
    }
}

/// The mean loss over validation data: see [`Fit::validate`](super::Fit::validate).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Validation<X, Y> {
    pub(super) inputs: X,
    pub(super) targets: Y,
}

impl<N, L, T, X, Y> Validate<N, L, T> for Validation<X, Y>
where
    N: TakesSamples<X>,
    Y: Samples<T>,
    L: Learner<N, T>,
{
    fn check(&self) -> Result<(), Error> {
        let (inputs, targets) = (N::samples(&self.inputs), self.targets.as_samples());
        Error::check_lengths(inputs.len(), targets.len())
    }

    fn measure(&mut self, net: &N, learner: &L) -> Result<Option<f32>, Error> {
        let (inputs, targets) = (N::samples(&self.inputs), self.targets.as_samples());
        with_workspace(|workspace| learner.loss_in(net, inputs, targets, workspace).map(Some))
    }
}

/// A [`Validation`] in a workspace that can be a `static`: see [`Fit::validate_in`](super::Fit::validate_in).
#[derive(Debug)]
pub struct ValidationIn<'a, N: TrainableNetwork, X, Y> {
    pub(super) data: Validation<X, Y>,
    pub(super) workspace: &'a mut Workspace<N>,
}

impl<N, L, T, X, Y> Validate<N, L, T> for ValidationIn<'_, N, X, Y>
where
    N: TakesSamples<X>,
    Y: Samples<T>,
    L: Learner<N, T>,
{
    fn check(&self) -> Result<(), Error> {
        Validate::<N, L, T>::check(&self.data)
    }

    fn measure(&mut self, net: &N, learner: &L) -> Result<Option<f32>, Error> {
        let Validation { inputs, targets } = &self.data;
        let (inputs, targets) = (N::samples(inputs), targets.as_samples());
        learner
            .loss_in(net, inputs, targets, self.workspace)
            .map(Some)
    }
}

/// A network whose inputs the list `X` has. The compiler asks it about the network, so it reports the inputs that the network takes.
pub trait TakesSamples<X>: TrainableNetwork {
    /// The inputs as a slice.
    fn samples(list: &X) -> &[Self::Input];
}

impl<N: TrainableNetwork, X: Samples<N::Input>> TakesSamples<X> for N {
    fn samples(list: &X) -> &[N::Input] {
        list.as_samples()
    }
}

/// A metric that the program computes: see [`Fit::maximize`](super::Fit::maximize) and [`Fit::minimize`](super::Fit::minimize).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metric<F> {
    function: F,
    grows: bool,
}

impl<F> Metric<F> {
    pub(super) const fn new(function: F, grows: bool) -> Self {
        Metric { function, grows }
    }
}

impl<N, L, F: FnMut(&N) -> Result<f32, Error>> Validate<N, L, ()> for Metric<F> {
    fn grows(&self) -> bool {
        self.grows
    }

    fn measure(&mut self, net: &N, _learner: &L) -> Result<Option<f32>, Error> {
        (self.function)(net).map(Some)
    }
}
