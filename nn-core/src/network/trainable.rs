//! What a network that can be trained has beside inference.

use rand_core::Rng;

use super::Network;
use crate::init::Init;
use crate::layer::Trainable;
use crate::memory::OnlineBuffers;
use crate::summary::Summary;

/// A network of [`Trainable`] layers. Every such network is one.
pub trait TrainableNetwork: Network + Trainable {
    /// The least bytes of RAM in which the network can be trained, its weights included: with
    /// [`OnlineTrainer`](crate::train::OnlineTrainer).
    ///
    /// A trainer for mini-batches states its own:
    /// [`Trainer::TRAIN_RAM_BYTES`](crate::train::Trainer::TRAIN_RAM_BYTES).
    const TRAIN_RAM_BYTES: usize = Self::FLASH_BYTES + size_of::<OnlineBuffers<Self>>();

    /// A network with random first values, each layer by the rule that suits its activation.
    ///
    /// It passes over the stack: a large network is better a box (`random_boxed`) or a `static`.
    ///
    /// ```
    /// # use nn_core::prelude::*;
    /// type Net = network![2 => Dense<3, Relu> => Dense<1>];
    /// let net = Net::random(&mut Random::seed(42));
    /// assert_ne!(net.layers.first.weights[0][0], 0.0);
    /// ```
    fn random<R: Rng + ?Sized>(rng: &mut R) -> Self {
        let mut net = Self::ZERO;
        net.initialize(rng);
        net
    }

    /// The same on the heap, without passing over the stack: `Mnist::random_boxed(&mut rng)`.
    #[cfg(feature = "alloc")]
    fn random_boxed<R: Rng + ?Sized>(rng: &mut R) -> alloc::boxed::Box<Self>
    where
        Self: bytemuck::Zeroable,
    {
        let mut net: alloc::boxed::Box<Self> = bytemuck::allocation::zeroed_box();
        net.initialize(rng);
        net
    }

    /// Gives the parameters their first values in place, each layer by the rule that suits its activation.
    ///
    /// ```
    /// # use nn_core::prelude::*;
    /// let mut net = <network![2 => Dense<3, Relu> => Dense<1>]>::ZERO;
    /// net.initialize(&mut Random::seed(42));
    /// assert_ne!(net.layers.first.weights[0][0], 0.0);
    /// ```
    fn initialize<R: Rng + ?Sized>(&mut self, rng: &mut R) {
        self.initialize_with(None, rng);
    }

    /// Gives the weights of all layers their first values by one rule.
    fn initialize_by<R: Rng + ?Sized>(&mut self, init: Init, rng: &mut R) {
        self.initialize_with(Some(init), rng);
    }

    /// A table of the layers, to be printed: shapes, parameters, bytes, multiply-accumulate operations, and the RAM of inference and
    /// of training.
    fn summary() -> Summary<Self> {
        Summary::of_training(Self::TRAIN_RAM_BYTES)
    }
}

impl<N: Network + Trainable> TrainableNetwork for N {}
