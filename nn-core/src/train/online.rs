//! Training from one sample at a time, with neither gradients nor an optimiser's state.

use super::gradient::layer_with;
use super::propagate::propagate;
use super::{Learner, Step};
use crate::batch::Batch;
use crate::error::Error;
use crate::layer::Norm;
use crate::loss::{EndsIn, Loss, Target};
use crate::math;
use crate::memory::OnlineRoom;
use crate::network::TrainableNetwork;
use crate::optim::LARGEST_STEP;
use crate::settings::{Rate, no_rate};
use crate::zero::Zero;

/// Fused online gradient descent: the error passes back through all layers, then each layer moves its weights by
/// `learning_rate` against a gradient that is never stored.
///
/// What it holds is two values per unit, the activation and its gradient; so a network of 6.9 kB trains in less than
/// 8 kB:
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![16 => Dense<32, Relu> => Dense<32, Relu> => Dense<4, Softmax>];
/// assert_eq!(Net::FLASH_BYTES, 6_928);
/// assert!(Net::TRAIN_RAM_BYTES < 7_500);
///
/// let mut net = Net::random(&mut Random::seed(1));
/// let mut trainer = Online::new(CrossEntropy, 0.01)?;
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
pub struct Online<N: TrainableNetwork, L> {
    pub(super) loss: L,
    pub(super) memory: OnlineRoom<N>,
}

/// All zeros, so a `static` of it lies in `.bss`. It has no learning rate yet: call
/// [`set_learning_rate`](Online::set_learning_rate) before the first step, which is refused otherwise.
impl<N: TrainableNetwork, L: Zero> Zero for Online<N, L> {
    const ZERO: Self = Online {
        loss: L::ZERO,
        memory: OnlineRoom {
            learning_rate: Rate::ZERO,
            room: Zero::ZERO,
        },
    };
}

impl<N: TrainableNetwork, L: Loss> Online<N, L>
where
    N::Activation: EndsIn<L::Needs, L>,
{
    /// A trainer with this loss and learning rate.
    ///
    /// As a constant function it can initialise a `static`.
    ///
    /// # Errors
    /// The learning rate must be a finite number not below 0.
    pub const fn new(loss: L, learning_rate: f32) -> Result<Self, Error>
    where
        L: Copy,
    {
        const { Self::assert_capacity() };
        match Rate::new(learning_rate) {
            Ok(learning_rate) => Ok(Online {
                loss,
                memory: OnlineRoom {
                    learning_rate,
                    room: Zero::ZERO,
                },
            }),
            Err(error) => Err(error),
        }
    }

    /// Whether one sample is enough for the network to learn from.
    const fn assert_capacity() {
        assert!(
            N::PARAMS > 0,
            "there is nothing to train: no layer has parameters, or they are `Frozen`"
        );
        assert!(
            N::FACTS.least_batch == 1,
            "`BatchNorm` needs two values of each channel: train with `Trainer` and batches of at least 2"
        );
    }

    /// Changes the learning rate, as a schedule does.
    ///
    /// # Errors
    /// It must be a finite number not below 0. With 0 no parameter moves.
    pub fn set_learning_rate(&mut self, learning_rate: f32) -> Result<(), Error> {
        self.memory.learning_rate = Rate::new(learning_rate)?;
        Ok(())
    }

    /// Seeds the random numbers of training, such as the choice of what [`Dropout`](crate::layer::Dropout) leaves out.
    ///
    /// The same seed and the same steps give the same numbers; without a seed it is 0.
    pub fn set_seed(&mut self, seed: u32) {
        self.memory.room.seed = seed;
    }

    /// One step with one sample.
    ///
    /// # Errors
    /// The network is unchanged if there is no learning rate yet, if the network was never initialized, if the target is a class
    /// that does not exist, or if the loss, the gradient or the step is not finite.
    pub fn step<T>(&mut self, net: &mut N, input: &N::Input, target: &T) -> Result<Step, Error>
    where
        T: Target<L, N::Output>,
    {
        const { Self::assert_capacity() };
        let rate = self.memory.learning_rate.get();
        if !self.memory.learning_rate.is_set() {
            return Err(no_rate(rate));
        }
        let inputs = Batch::all(core::slice::from_ref(input));
        let targets = Batch::all(core::slice::from_ref(target));
        let room = &mut self.memory.room;
        let loss = propagate(room, net, &self.loss, inputs, targets)?;
        let mut norm = Norm::default();
        N::gradient(inputs, &room.d_outputs, &room.tape, &mut norm);
        if let Some(parameter) = norm.overflow() {
            let layer = layer_with::<N>(parameter);
            return Err(Error::NonFiniteGradient { layer });
        }
        let [d_output] = &room.d_outputs;
        let gradient_norm = math::sqrt(norm.squared());
        let is_finite = rate * gradient_norm < LARGEST_STEP;
        if !is_finite {
            return Err(Error::NonFiniteStep {
                learning_rate: rate,
            });
        }
        net.descend(input, d_output, &room.tape, rate);
        room.update_statistics(net);
        Ok(Step {
            loss,
            gradient_norm,
        })
    }
}

impl<N, L, T> Learner<N, T> for Online<N, L>
where
    N: TrainableNetwork,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
    T: Target<L, N::Output>,
{
    const CAPACITY: usize = 1;

    fn learn(
        &mut self,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
        picks: &mut dyn Iterator<Item = usize>,
    ) -> Result<Step, Error> {
        let sample = picks.next().ok_or(Error::NoData)?;
        match (inputs.get(sample), targets.get(sample)) {
            (Some(input), Some(target)) => self
                .step(net, input, target)
                .map_err(|error| error.at(sample)),
            _ => Err(Error::NoData),
        }
    }
}
