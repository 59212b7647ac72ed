//! Training with mini-batches and any optimizer.

use core::fmt;

use super::gradient::{check_step, gradient};
use super::{Clip, Step};
use crate::batch::Batch;
use crate::error::Error;
use crate::loss::{EndsIn, Loss, Target};
use crate::network::{Gradients, TrainBuffers, TrainableNetwork};
use crate::optim::Optimizer;
use crate::require::require;
use crate::zero::Zero;

/// A trainer for mini-batches of up to `BATCH` samples of the network `N`.
///
/// It contains the tape, the gradients and the state of the optimizer. It can be a `static`, a local variable, or a box made by
/// `boxed`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![2 => Dense<8, Tanh> => Dense<2, Softmax>];
/// let mut net = Net::random(&mut Random::seed(1));
/// let mut trainer = Trainer::<Net, _, _, 4>::new(CrossEntropy, Adam::new(0.05));
///
/// let inputs = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
/// let classes = [0usize, 1, 1, 0];
/// for _ in 0..100 {
///     trainer.step(&mut net, &inputs, &classes)?;
/// }
/// assert_eq!(inputs.map(|input| net.classify(&input)), classes);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "L: bytemuck::Zeroable, O: bytemuck::Zeroable, \
        N::Tape<BATCH>: bytemuck::Zeroable, O::State<N>: bytemuck::Zeroable")
)]
pub struct Trainer<N, L, O, const BATCH: usize>
where
    N: TrainableNetwork,
    O: Optimizer,
{
    /// The loss. Its settings may be changed between steps.
    pub loss_function: L,
    /// The optimizer. Its settings may be changed between steps.
    pub optimizer: O,
    pub(super) state: O::State<N>,
    pub(super) gradients: Gradients<N>,
    pub(super) buffers: TrainBuffers<N, BATCH>,
    pub(super) order: [u32; BATCH],
}

/// All zeros, so a `static` of it is in `.bss`. It has no settings: steps are refused until its `optimizer` is set.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![2 => Dense<8, Tanh> => Dense<2, Softmax>];
/// let (mut net, mut trainer) = (Net::ZERO, Trainer::<Net, CrossEntropy, Adam, 4>::ZERO);
/// assert!(trainer.step(&mut net, &[[0.0, 1.0]], &[1usize]).is_err());
///
/// trainer.optimizer = Adam::new(0.05);
/// trainer.step(&mut net, &[[0.0, 1.0]], &[1usize])?;
/// # Ok::<(), nn_core::Error>(())
/// ```
impl<N, L, O, const BATCH: usize> Zero for Trainer<N, L, O, BATCH>
where
    N: TrainableNetwork,
    L: Zero,
    O: Optimizer + Zero,
{
    const ZERO: Self = Trainer {
        loss_function: L::ZERO,
        optimizer: O::ZERO,
        state: Zero::ZERO,
        gradients: Zero::ZERO,
        buffers: Zero::ZERO,
        order: [0; BATCH],
    };
}

impl<N, L, O, const BATCH: usize> Trainer<N, L, O, BATCH>
where
    N: TrainableNetwork,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
    O: Optimizer,
{
    /// The bytes of RAM that training takes: the weights and this trainer.
    pub const TRAIN_RAM_BYTES: usize = N::FLASH_BYTES + size_of::<Self>();

    /// A trainer that has taken no step. It can initialize a `static`. Because the settings are not zero, linkers place such a static in
    /// `.data`, with its zeros in flash. On a device, begin with [`ZERO`](Zero::ZERO). On a host, a large trainer should be `boxed`.
    pub const fn new(loss: L, optimizer: O) -> Self {
        const { Self::assert_capacity() };
        Trainer {
            loss_function: loss,
            optimizer,
            state: Zero::ZERO,
            gradients: Zero::ZERO,
            buffers: Zero::ZERO,
            order: [0; BATCH],
        }
    }

    /// A trainer on the heap, made without the stack.
    ///
    /// A loss, an optimizer or a layer of your own must be `bytemuck::Zeroable`: derive it with bytemuck 1.
    #[cfg(feature = "alloc")]
    pub fn boxed(loss: L, optimizer: O) -> alloc::boxed::Box<Self>
    where
        Self: bytemuck::Zeroable,
    {
        const { Self::assert_capacity() };
        let mut trainer: alloc::boxed::Box<Self> = bytemuck::allocation::zeroed_box();
        trainer.loss_function = loss;
        trainer.optimizer = optimizer;
        trainer
    }

    /// Sets the seed of the random numbers of layers such as [`Dropout`](crate::layer::Dropout). It is 0 by default. The same seed and
    /// the same steps produce the same numbers.
    pub fn set_seed(&mut self, seed: u32) {
        self.buffers.seed = seed;
    }

    /// Checks the capacity at compile time.
    const fn assert_capacity() {
        require(
            BATCH > 0,
            "a trainer needs a capacity of at least one sample: write `Trainer::<Net, _, _, 8>`",
        );
        require(
            N::PARAMS > 0,
            "there is nothing to train: no layer has parameters, or they are `Frozen`",
        );
        require(
            BATCH >= N::FACTS.least_batch,
            "`BatchNorm` needs two values of each channel: give the trainer a capacity of at least 2 samples",
        );
    }

    /// One step: computes the gradient of the batch's mean loss and moves the parameters.
    ///
    /// # Errors
    /// A setting is out of its range or was not set, the network was not initialized, the batch is empty, too small for `BatchNorm` or
    /// larger than `BATCH`, there are not as many targets as inputs, the loss does not allow a target, the weights of the samples have the
    /// sum 0, or a loss, a gradient or the step is not finite. The network is then unchanged.
    pub fn step<T>(
        &mut self,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
    ) -> Result<Step, Error>
    where
        T: Target<L, N::Output>,
    {
        self.step_clipped(net, inputs, targets, ())
    }

    /// [`step`](Self::step) with a gradient that is limited by [`ClipNorm`](super::ClipNorm) or [`ClipValue`](super::ClipValue).
    ///
    /// # Errors
    /// As for [`step`](Self::step), or the limit is out of its range. A gradient with a norm that overflows is refused, too.
    pub fn step_clipped<T, C: Clip>(
        &mut self,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
        clip: C,
    ) -> Result<Step, Error>
    where
        T: Target<L, N::Output>,
    {
        self.check(clip)?;
        let step = gradient(
            net,
            &self.loss_function,
            &mut self.buffers,
            &mut self.gradients,
            Batch::all(inputs),
            Batch::all(targets),
        )?;
        self.advance(net, step, clip)
    }

    /// Checks the capacity and the settings.
    pub(super) fn check<C: Clip>(&self, clip: C) -> Result<(), Error> {
        const { Self::assert_capacity() };
        self.optimizer.check()?;
        clip.check()?;
        self.loss_function.check()
    }

    /// Clips the gradients, and moves the parameters by them if they stay finite.
    pub(super) fn advance<C: Clip>(
        &mut self,
        net: &mut N,
        step: Step,
        clip: C,
    ) -> Result<Step, Error> {
        let norm = clip.norm_after(step.gradient_norm, N::PARAMS);
        check_step(&self.optimizer, &self.state, net, norm)?;
        clip.apply(self.gradients.as_mut_slice(), step.gradient_norm);
        self.optimizer.step(&mut self.state, net, &self.gradients);
        self.buffers.update_statistics(net);
        if self.buffers.step.is_multiple_of(64) {
            self.optimizer.flush_denormals(&mut self.state);
        }
        Ok(step)
    }

    /// The gradients of the last step, after clipping.
    pub fn gradients(&self) -> &Gradients<N> {
        &self.gradients
    }
}

impl<N: TrainableNetwork, L: fmt::Debug, O: Optimizer + fmt::Debug, const BATCH: usize> fmt::Debug
    for Trainer<N, L, O, BATCH>
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trainer")
            .field("loss_function", &self.loss_function)
            .field("optimizer", &self.optimizer)
            .field("buffers", &self.buffers)
            .finish_non_exhaustive()
    }
}
