//! A training step that is divided in time.

mod trainers;

use core::fmt;

pub use self::trainers::Divide;

use super::Step;
use crate::error::Error;
use crate::network::TrainableNetwork;
use crate::tensor::Tensor;

/// A step of training in slices, for a watchdog or for a program with other duties. It computes the same bits as a step at once.
///
/// [`Trainer::begin`](super::Trainer::begin) and [`OnlineTrainer::begin`](super::OnlineTrainer::begin) begin one.
/// [`advance`](Self::advance) continues it until a number of multiply-accumulates is reached.
///
/// A slice is one layer with all samples of the batch: in the forward pass, in the backward pass, or for its gradient. So
/// batch normalization, which needs the whole batch, computes the same as ever. A `Residual`, a `Concat` and a frozen network are one
/// slice. The loss is another slice. The last one checks the gradient and moves the parameters.
///
/// The trainer has a constant `LARGEST_SLICE`, the most that a call of `advance` costs with a smaller limit. A smaller batch makes
/// smaller slices.
///
/// # Between the slices
/// The samples and the trainer are borrowed, so they cannot change. The network can be used: it predicts with the parameters of before,
/// which only the last slice changes. If the program changes the parameters in between, the gradient belongs to neither. A step that
/// is not finished and dropped has changed nothing.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![16 => Dense<32, Relu> => Dense<32, Relu> => Dense<4, Softmax>];
/// type Learner = OnlineTrainer<Net, CrossEntropy>;
///
/// const LIMIT: usize = 1_024;
/// // The last slice moves the 1,732 parameters.
/// const _: () = assert!(Learner::LARGEST_SLICE == Net::PARAMS);
///
/// let mut net = Net::random(&mut Random::seed(1));
/// let mut trainer = Learner::new(CrossEntropy, 0.1);
/// let mut slices = trainer.begin(&[0.5; 16], &2usize);
/// let step = loop {
///     if let Some(step) = slices.advance(&mut net, LIMIT)? {
///         break step;
///     }
///     // Feed the watchdog, sample the sensors, or predict:
///     net.predict(&[0.1; 16]);
/// };
/// assert!(step.loss > 0.0);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[must_use = "a step in slices does nothing until `advance` is called"]
pub struct Slices<'a, K: Divide<N, T>, N: TrainableNetwork, T> {
    trainer: &'a mut K,
    inputs: &'a [N::Input],
    targets: &'a [T],
    /// The number of completed slices.
    completed: usize,
    /// The mean loss, after the slice of the loss.
    loss: f32,
    sum: K::Sum,
}

impl<K: Divide<N, T>, N: TrainableNetwork, T> fmt::Debug for Slices<'_, K, N, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slices")
            .field("completed", &self.completed)
            .field("of", &Self::COUNT)
            .finish_non_exhaustive()
    }
}

/// A slice of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slice {
    /// The forward pass through a slice of the network.
    Forward(usize),
    /// The losses and their gradients with respect to the outputs.
    Loss,
    /// The backward pass through a slice of the network.
    Backward(usize),
    /// The gradient of the parameters of a slice of the network.
    Gradient(usize),
    /// The check of the gradient, and the change of the parameters.
    Last,
}

impl<'a, K: Divide<N, T>, N: TrainableNetwork, T> Slices<'a, K, N, T> {
    /// The number of slices.
    pub const COUNT: usize = 3 * N::SLICES + 2;

    fn new(trainer: &'a mut K, inputs: &'a [N::Input], targets: &'a [T]) -> Self {
        Slices {
            trainer,
            inputs,
            targets,
            completed: 0,
            loss: 0.0,
            sum: K::Sum::default(),
        }
    }

    /// Computes slices that together cost at most this many multiply-accumulates, and at least one slice. Returns the result of the
    /// step after the last slice, and `None` before.
    ///
    /// A slice of a layer costs its multiply-accumulates, at least one for each output, for each sample. The last slice costs one for
    /// each parameter.
    ///
    /// # Errors
    /// As for [`Trainer::step`](super::Trainer::step). The network is then unchanged, and the step begins again.
    pub fn advance(&mut self, net: &mut N, limit: usize) -> Result<Option<Step>, Error> {
        let mut spent = 0usize;
        loop {
            let slice = Self::slice(self.completed);
            spent = spent.saturating_add(self.cost(slice));
            match self.compute(net, slice) {
                Ok(None) => self.completed += 1,
                result => {
                    // It is complete, or it was refused.
                    self.completed = 0;
                    return result;
                }
            }
            let next = self.cost(Self::slice(self.completed));
            if spent.saturating_add(next) > limit {
                return Ok(None);
            }
        }
    }

    /// The slice after this many slices.
    fn slice(completed: usize) -> Slice {
        let count = N::SLICES;
        if completed < count {
            Slice::Forward(completed)
        } else if completed == count {
            Slice::Loss
        } else if completed <= 2 * count {
            Slice::Backward(2 * count - completed)
        } else if completed <= 3 * count {
            Slice::Gradient(completed - 2 * count - 1)
        } else {
            Slice::Last
        }
    }

    fn cost(&self, slice: Slice) -> usize {
        let for_one = match slice {
            Slice::Forward(slice) | Slice::Backward(slice) | Slice::Gradient(slice) => {
                N::slice_cost(slice)
            }
            Slice::Loss => N::Output::LEN,
            Slice::Last => return N::PARAMS,
        };
        for_one.saturating_mul(self.inputs.len())
    }

    fn compute(&mut self, net: &mut N, slice: Slice) -> Result<Option<Step>, Error> {
        let (inputs, targets) = (self.inputs, self.targets);
        match slice {
            Slice::Forward(slice) => {
                if slice == 0 {
                    self.trainer.check(net, inputs.len(), targets.len())?;
                    self.sum = K::Sum::default();
                }
                self.trainer.forward(net, slice, inputs);
            }
            Slice::Loss => self.loss = self.trainer.evaluate(inputs, targets)?,
            Slice::Backward(slice) => self.trainer.backward(net, slice, inputs),
            Slice::Gradient(slice) => self.trainer.gradient(slice, inputs, &mut self.sum),
            Slice::Last => {
                let step = self.trainer.finish(net, inputs, self.loss, &self.sum);
                return step.map(Some);
            }
        }
        Ok(None)
    }
}

/// The most that a slice costs with this many samples.
const fn largest<N: TrainableNetwork>(samples: usize) -> usize {
    let of_layers = samples.saturating_mul(N::LARGEST_SLICE);
    if of_layers > N::PARAMS {
        of_layers
    } else {
        N::PARAMS
    }
}
