//! Training with one sample at a time, without stored gradients and without the state of an optimizer.

use core::fmt;

use super::gradient::layer_with;
use super::propagate::propagate;
use super::{Clip, Step};
use crate::batch::Batch;
use crate::error::Error;
use crate::layer::Norm;
use crate::loss::{EndsIn, Loss, Target};
use crate::math;
use crate::network::{TrainBuffers, TrainableNetwork};
use crate::optim::LARGEST_STEP;
use crate::require::require;
use crate::settings;
use crate::zero::Zero;

/// Online gradient descent with one sample per step. After the backward pass each layer moves its weights by `-learning_rate` times
/// the gradient, which is never stored.
///
/// It stores two numbers per unit: the output and its gradient. So a network of 6.9 kB trains in less than 7.5 kB:
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![16 => Dense<32, Relu> => Dense<32, Relu> => Dense<4, Softmax>];
/// assert_eq!(Net::FLASH_BYTES, 6_928);
/// assert!(Net::TRAIN_RAM_BYTES < 7_500);
///
/// let mut net = Net::random(&mut Random::seed(1));
/// let mut trainer = OnlineTrainer::new(CrossEntropy, 0.01);
/// let before = trainer.step(&mut net, &[0.5; 16], &2usize)?;
/// let after = trainer.step(&mut net, &[0.5; 16], &2usize)?;
/// assert!(after.loss < before.loss);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "L: bytemuck::Zeroable, N::Tape<1>: bytemuck::Zeroable")
)]
pub struct OnlineTrainer<N: TrainableNetwork, L> {
    /// The loss. Its settings may be changed between steps.
    pub loss_function: L,
    /// The learning rate: a finite number, at least 0. It may be changed between steps. All zero bits mean that it was not set;
    /// [`new`](Self::new) and [`set_learning_rate`](Self::set_learning_rate) store a rate of 0 as -0.
    pub learning_rate: f32,
    pub(super) buffers: TrainBuffers<N, 1>,
}

/// All zeros, so a `static` of it is in `.bss`. It has no learning rate: steps are refused until one is set.
impl<N: TrainableNetwork, L: Zero> Zero for OnlineTrainer<N, L> {
    const ZERO: Self = OnlineTrainer {
        loss_function: L::ZERO,
        learning_rate: 0.0,
        buffers: Zero::ZERO,
    };
}

impl<N: TrainableNetwork, L: Loss> OnlineTrainer<N, L>
where
    N::Activation: EndsIn<L::Needs, L>,
{
    /// A trainer that has taken no step. It can initialize a `static`.
    pub const fn new(loss: L, learning_rate: f32) -> Self {
        const { Self::assert_capacity() };
        OnlineTrainer {
            loss_function: loss,
            learning_rate: settings::stored_rate(learning_rate),
            buffers: Zero::ZERO,
        }
    }

    /// Checks at compile time that the network can be trained with one sample.
    const fn assert_capacity() {
        require(
            N::PARAMS > 0,
            "there is nothing to train: no layer has parameters, or they are `Frozen`",
        );
        require(
            N::FACTS.least_batch == 1,
            "`BatchNorm` needs two values of each channel: train with `Trainer` and batches of at least 2",
        );
    }

    /// Changes the learning rate, as a schedule does. With 0 no parameter moves.
    pub const fn set_learning_rate(&mut self, learning_rate: f32) {
        self.learning_rate = settings::stored_rate(learning_rate);
    }

    /// Sets the seed of the layers' random numbers in training, such as those of [`Dropout`](crate::layer::Dropout). It is 0 by default.
    ///
    /// The same seed and the same steps produce the same numbers.
    pub const fn set_seed(&mut self, seed: u32) {
        self.buffers.seed = seed;
    }

    /// One step with one sample.
    ///
    /// # Errors
    /// A setting is out of its range or was not set, the network was not initialized, the loss does not allow the target, its weight is 0,
    /// or the loss, the gradient or the step is not finite. The network is then unchanged.
    pub fn step<T>(&mut self, net: &mut N, input: &N::Input, target: &T) -> Result<Step, Error>
    where
        T: Target<L, N::Output>,
    {
        self.step_clipped(net, input, target, ())
    }

    /// [`step`](Self::step) with a gradient that is limited by [`ClipNorm`](super::ClipNorm) or [`ClipValue`](super::ClipValue).
    ///
    /// The norm is known before a parameter moves, so no gradient is stored.
    ///
    /// # Errors
    /// As for [`step`](Self::step), or the limit is out of its range. A gradient with a norm that overflows is refused, too.
    pub fn step_clipped<T, C: Clip>(
        &mut self,
        net: &mut N,
        input: &N::Input,
        target: &T,
        clip: C,
    ) -> Result<Step, Error>
    where
        T: Target<L, N::Output>,
    {
        const { Self::assert_capacity() };
        settings::learning_rate(self.learning_rate)?;
        clip.check()?;
        self.loss_function.check()?;
        let rate = self.learning_rate.abs();
        let inputs = Batch::all(core::slice::from_ref(input));
        let targets = Batch::all(core::slice::from_ref(target));
        let buffers = &mut self.buffers;
        let loss = propagate(buffers, net, &self.loss_function, inputs, targets)?;
        let mut norm = Norm::default();
        N::gradient(inputs, &buffers.d_outputs, &buffers.tape, &mut norm);
        if let Some(parameter) = norm.overflow() {
            let layer = layer_with::<N>(parameter);
            return Err(Error::NonFiniteGradient { layer });
        }
        let [d_output] = &buffers.d_outputs;
        let gradient_norm = math::sqrt(norm.squared());
        let is_finite = rate * clip.norm_after(gradient_norm, N::PARAMS) < LARGEST_STEP;
        if !is_finite {
            return Err(too_long(rate));
        }
        clip.descend(net, input, d_output, &buffers.tape, rate, gradient_norm);
        buffers.update_statistics(net);
        Ok(Step {
            loss,
            gradient_norm,
        })
    }
}

/// The error of a step that is not finite. It is cold, so that the compiler inlines the descent after it.
#[cold]
fn too_long(learning_rate: f32) -> Error {
    Error::NonFiniteStep { learning_rate }
}

impl<N: TrainableNetwork, L: fmt::Debug> fmt::Debug for OnlineTrainer<N, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnlineTrainer")
            .field("loss_function", &self.loss_function)
            .field("learning_rate", &self.learning_rate)
            .field("buffers", &self.buffers)
            .finish()
    }
}
