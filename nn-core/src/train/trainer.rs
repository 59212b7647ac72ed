//! Training with mini-batches and any optimiser.

use super::gradient::{check_step, gradient};
use super::{Learner, Step};
use crate::batch::Batch;
use crate::error::Error;
use crate::loss::{EndsIn, Loss, Target};
use crate::memory::Room;
use crate::network::TrainableNetwork;
use crate::optim::Optimizer;
use crate::per_parameter::Gradients;
use crate::settings::no_rate;
use crate::zero::Zero;

/// A trainer for mini-batches of up to `BATCH` samples of the network `N`.
///
/// All that it needs lies in it: the tape, the gradients and the optimiser's state. It can be a `static`, a local, or
/// [`boxed`](Trainer::boxed).
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![2 => Dense<8, Tanh> => Dense<2, Softmax>];
/// let mut net = Net::random(&mut Random::seed(1));
/// let mut trainer = Trainer::<Net, _, _, 4>::new(CrossEntropy, Adam::new(0.05)?);
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
    pub(super) loss: L,
    /// The optimiser; its learning rate may be changed between steps.
    pub optimizer: O,
    pub(super) state: O::State<N>,
    gradients: Gradients<N>,
    pub(super) room: Room<N, BATCH>,
    order: [u32; BATCH],
}

/// All zeros, so a `static` of it lies in `.bss`. It has no settings yet: give it an `optimizer` before the first step, which
/// is refused otherwise.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![2 => Dense<8, Tanh> => Dense<2, Softmax>];
/// let mut trainer = Trainer::<Net, CrossEntropy, Adam, 4>::ZERO;
/// let mut net = Net::ZERO;
/// assert!(trainer.step(&mut net, &[[0.0, 1.0]], &[1usize]).is_err());
///
/// trainer.optimizer = Adam::new(0.05)?;
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
        loss: L::ZERO,
        optimizer: O::ZERO,
        state: Zero::ZERO,
        gradients: Zero::ZERO,
        room: Zero::ZERO,
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
    /// The bytes of RAM in which the network trains: its weights and this trainer.
    pub const TRAIN_RAM_BYTES: usize = N::FLASH_BYTES + size_of::<Self>();

    /// A trainer that has not seen anything yet.
    ///
    /// As a constant function it can initialise a `static`; as the settings are not zero, linkers put such a static into
    /// `.data`, its zeros included, which take flash: on a device begin with [`ZERO`](Zero::ZERO). A large trainer on a host
    /// is better [`boxed`](Self::boxed).
    pub const fn new(loss: L, optimizer: O) -> Self {
        const { Self::assert_capacity() };
        Trainer {
            loss,
            optimizer,
            state: Zero::ZERO,
            gradients: Zero::ZERO,
            room: Zero::ZERO,
            order: [0; BATCH],
        }
    }

    /// A trainer on the heap, made there without passing over the stack.
    ///
    /// A loss, an optimiser or a layer of your own must be `bytemuck::Zeroable` for that: derive it with bytemuck 1.
    #[cfg(feature = "alloc")]
    pub fn boxed(loss: L, optimizer: O) -> alloc::boxed::Box<Self>
    where
        Self: bytemuck::Zeroable,
    {
        const { Self::assert_capacity() };
        let mut trainer: alloc::boxed::Box<Self> = bytemuck::allocation::zeroed_box();
        trainer.loss = loss;
        trainer.optimizer = optimizer;
        trainer
    }

    /// Seeds the random numbers of training, such as the choice of what [`Dropout`](crate::layer::Dropout) leaves out.
    ///
    /// The same seed and the same steps give the same numbers; without a seed it is 0.
    pub fn set_seed(&mut self, seed: u32) {
        self.room.seed = seed;
    }

    /// Whether it has room for what the network learns from.
    const fn assert_capacity() {
        assert!(
            BATCH > 0,
            "a trainer needs room for at least one sample: write `Trainer::<Net, _, _, 8>`"
        );
        assert!(
            N::PARAMS > 0,
            "there is nothing to train: no layer has parameters, or they are `Frozen`"
        );
        assert!(
            BATCH >= N::FACTS.least_batch,
            "`BatchNorm` needs two values of each channel: give the trainer room for at least 2 samples"
        );
    }

    /// One step: the gradient of the batch's mean loss, and the optimiser's move.
    ///
    /// # Errors
    /// The network is unchanged if the trainer has no optimiser yet, if the network was never initialized, if the batch is empty,
    /// too small for `BatchNorm` or larger than `BATCH`, if there are not as many targets as inputs, if a target is a class that
    /// does not exist, or if a loss, a gradient or the step is not finite.
    pub fn step<T>(
        &mut self,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
    ) -> Result<Step, Error>
    where
        T: Target<L, N::Output>,
    {
        self.check()?;
        let step = gradient(
            net,
            &self.loss,
            &mut self.room,
            &mut self.gradients,
            Batch::all(inputs),
            Batch::all(targets),
        )?;
        self.advance(net, step)
    }

    /// Whether it has room for what the network learns from, and an optimiser.
    fn check(&self) -> Result<(), Error> {
        const { Self::assert_capacity() };
        let error = no_rate(self.optimizer.learning_rate());
        self.optimizer.is_ready().then_some(()).ok_or(error)
    }

    /// Moves the network by the gradients, if that leaves it finite.
    fn advance(&mut self, net: &mut N, step: Step) -> Result<Step, Error> {
        check_step(&self.optimizer, &self.state, net, step)?;
        self.optimizer.step(&mut self.state, net, &self.gradients);
        self.room.update_statistics(net);
        if self.room.step.is_multiple_of(64) {
            self.optimizer.flush_denormals(&mut self.state);
        }
        Ok(step)
    }

    /// The gradients of the last step.
    pub fn gradients(&self) -> &Gradients<N> {
        &self.gradients
    }

    /// The settings of the loss.
    pub fn loss_function(&self) -> &L {
        &self.loss
    }
}

impl<N, L, O, T, const BATCH: usize> Learner<N, T> for Trainer<N, L, O, BATCH>
where
    N: TrainableNetwork,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
    O: Optimizer,
    T: Target<L, N::Output>,
{
    const CAPACITY: usize = BATCH;

    fn learn(
        &mut self,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
        picks: &mut dyn Iterator<Item = usize>,
    ) -> Result<Step, Error> {
        self.check()?;
        let mut count = 0;
        for (slot, pick) in self.order.iter_mut().zip(picks) {
            *slot = pick as u32;
            count += 1;
        }
        let order = self.order.get(..count).unwrap_or_default();
        let step = gradient(
            net,
            &self.loss,
            &mut self.room,
            &mut self.gradients,
            Batch::picked(inputs, order),
            Batch::picked(targets, order),
        )?;
        self.advance(net, step)
    }
}
