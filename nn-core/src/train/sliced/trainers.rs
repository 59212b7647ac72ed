//! The slices of both trainers.

use super::{Slices, largest};
use crate::batch::Batch;
use crate::error::Error;
use crate::layer::{Accumulate, Norm};
use crate::loss::{EndsIn, Loss, Target};
use crate::network::{TrainBuffers, TrainableNetwork};
use crate::optim::Optimizer;
use crate::rng::Noise;
use crate::slices::{range, range_mut};
use crate::train::gradient::measured;
use crate::train::propagate::{check_batch, evaluate};
use crate::train::{OnlineTrainer, Step, Trainer};

/// A trainer whose step can be divided: a [`Trainer`] or an [`OnlineTrainer`].
#[diagnostic::on_unimplemented(
    message = "the step of this trainer cannot be divided for this network",
    label = "a trainer of another network"
)]
pub trait Divide<N: TrainableNetwork, T> {
    /// What the slices of the gradient share.
    #[doc(hidden)]
    type Sum: Default;

    /// Checks the settings, the numbers of samples and targets, and that the network is initialized.
    #[doc(hidden)]
    fn check(&self, net: &N, inputs: usize, targets: usize) -> Result<(), Error>;

    /// A slice of the forward pass.
    #[doc(hidden)]
    fn forward(&mut self, net: &N, slice: usize, inputs: &[N::Input]);

    /// The losses. Returns their mean.
    #[doc(hidden)]
    fn evaluate(&mut self, inputs: &[N::Input], targets: &[T]) -> Result<f32, Error>;

    /// A slice of the backward pass.
    #[doc(hidden)]
    fn backward(&mut self, net: &N, slice: usize, inputs: &[N::Input]);

    /// A slice of the gradient.
    #[doc(hidden)]
    fn gradient(&mut self, slice: usize, inputs: &[N::Input], sum: &mut Self::Sum);

    /// Moves the parameters.
    #[doc(hidden)]
    fn finish(
        &mut self,
        net: &mut N,
        inputs: &[N::Input],
        loss: f32,
        sum: &Self::Sum,
    ) -> Result<Step, Error>;
}

/// A slice of the forward pass.
fn forward<N: TrainableNetwork, const BATCH: usize>(
    buffers: &mut TrainBuffers<N, BATCH>,
    net: &N,
    slice: usize,
    inputs: &[N::Input],
) {
    let noise = Noise::new(buffers.seed, buffers.step);
    let outputs = range_mut(&mut buffers.outputs, ..inputs.len());
    net.forward_slice(slice, Batch::all(inputs), outputs, &mut buffers.tape, noise);
}

/// A slice of the backward pass.
fn backward<N: TrainableNetwork, const BATCH: usize>(
    buffers: &mut TrainBuffers<N, BATCH>,
    net: &N,
    slice: usize,
    inputs: &[N::Input],
) {
    let d_outputs = range(&buffers.d_outputs, ..inputs.len());
    net.backward_slice(
        slice,
        Batch::all(inputs),
        d_outputs,
        None,
        &mut buffers.tape,
    );
}

impl<N, L, O, const BATCH: usize> Trainer<N, L, O, BATCH>
where
    N: TrainableNetwork,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
    O: Optimizer,
{
    /// The cost of the largest slice of a step that [`begin`](Self::begin) begins.
    pub const LARGEST_SLICE: usize = largest::<N>(BATCH);

    /// Begins a step that is divided in time. It computes the same bits as [`step`](Self::step).
    pub fn begin<'a, T>(
        &'a mut self,
        inputs: &'a [N::Input],
        targets: &'a [T],
    ) -> Slices<'a, Self, N, T>
    where
        T: Target<L, N::Output>,
    {
        Slices::new(self, inputs, targets)
    }
}

impl<N, L, O, T, const BATCH: usize> Divide<N, T> for Trainer<N, L, O, BATCH>
where
    N: TrainableNetwork,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
    O: Optimizer,
    T: Target<L, N::Output>,
{
    /// The number of gradients that are complete.
    type Sum = usize;

    fn check(&self, net: &N, inputs: usize, targets: usize) -> Result<(), Error> {
        self.check(())?;
        check_batch(&self.buffers, net, inputs, targets)
    }

    fn forward(&mut self, net: &N, slice: usize, inputs: &[N::Input]) {
        forward(&mut self.buffers, net, slice, inputs);
    }

    fn evaluate(&mut self, inputs: &[N::Input], targets: &[T]) -> Result<f32, Error> {
        let (inputs, targets) = (Batch::all(inputs), Batch::all(targets));
        evaluate(&mut self.buffers, &self.loss_function, inputs, targets)
    }

    fn backward(&mut self, net: &N, slice: usize, inputs: &[N::Input]) {
        backward(&mut self.buffers, net, slice, inputs);
    }

    fn gradient(&mut self, slice: usize, inputs: &[N::Input], complete: &mut usize) {
        let flat = self.gradients.as_mut_slice();
        let length = flat.len();
        if slice == 0 {
            flat.fill(0.0);
        }
        let mut sink = Accumulate::new(range_mut(flat, *complete..));
        let d_outputs = range(&self.buffers.d_outputs, ..inputs.len());
        let inputs = Batch::all(inputs);
        N::gradient_slice(slice, inputs, d_outputs, &self.buffers.tape, &mut sink);
        *complete = length - sink.remaining();
    }

    fn finish(
        &mut self,
        net: &mut N,
        _inputs: &[N::Input],
        loss: f32,
        _complete: &usize,
    ) -> Result<Step, Error> {
        let step = measured::<N>(self.gradients.as_slice(), loss)?;
        self.advance(net, step, ())
    }
}

impl<N, L> OnlineTrainer<N, L>
where
    N: TrainableNetwork,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
{
    /// The cost of the largest slice of a step that [`begin`](Self::begin) begins.
    pub const LARGEST_SLICE: usize = largest::<N>(1);

    /// Begins a step that is divided in time. It computes the same bits as [`step`](Self::step).
    pub fn begin<'a, T>(&'a mut self, input: &'a N::Input, target: &'a T) -> Slices<'a, Self, N, T>
    where
        T: Target<L, N::Output>,
    {
        let inputs = core::slice::from_ref(input);
        Slices::new(self, inputs, core::slice::from_ref(target))
    }
}

impl<N, L, T> Divide<N, T> for OnlineTrainer<N, L>
where
    N: TrainableNetwork,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
    T: Target<L, N::Output>,
{
    type Sum = Norm;

    fn check(&self, net: &N, inputs: usize, targets: usize) -> Result<(), Error> {
        self.check(())?;
        check_batch(&self.buffers, net, inputs, targets)
    }

    fn forward(&mut self, net: &N, slice: usize, inputs: &[N::Input]) {
        forward(&mut self.buffers, net, slice, inputs);
    }

    fn evaluate(&mut self, inputs: &[N::Input], targets: &[T]) -> Result<f32, Error> {
        let (inputs, targets) = (Batch::all(inputs), Batch::all(targets));
        evaluate(&mut self.buffers, &self.loss_function, inputs, targets)
    }

    fn backward(&mut self, net: &N, slice: usize, inputs: &[N::Input]) {
        backward(&mut self.buffers, net, slice, inputs);
    }

    fn gradient(&mut self, slice: usize, inputs: &[N::Input], norm: &mut Norm) {
        let TrainBuffers {
            d_outputs, tape, ..
        } = &self.buffers;
        N::gradient_slice(slice, Batch::all(inputs), d_outputs, tape, norm);
    }

    fn finish(
        &mut self,
        net: &mut N,
        inputs: &[N::Input],
        loss: f32,
        norm: &Norm,
    ) -> Result<Step, Error> {
        let input = inputs.first().ok_or(Error::NoData)?;
        self.descend(net, input, loss, norm, ())
    }
}
