//! Networks that can be trained.

use rand_core::Rng;

use super::{Network, OnlineBuffers, Summary};
use crate::init::Init;
use crate::layer::Trainable;

/// A network that can be trained. It is implemented for every network of [`Trainable`] layers.
pub trait TrainableNetwork: Network + Trainable {
    /// The bytes of RAM in which [`OnlineTrainer`](crate::train::OnlineTrainer) trains the network, its weights included.
    ///
    /// For mini-batches, see [`Trainer::TRAIN_RAM_BYTES`](crate::train::Trainer::TRAIN_RAM_BYTES).
    const TRAIN_RAM_BYTES: usize = Self::FLASH_BYTES + size_of::<OnlineBuffers<Self>>();

    /// A network with random parameters. Each layer is initialized by the rule that suits its activation.
    ///
    /// It is returned by value, through the stack. For a large network use `random_boxed`, or a `static` and
    /// [`initialize`](Self::initialize).
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

    /// A network with random parameters on the heap, made without the stack.
    #[cfg(feature = "alloc")]
    fn random_boxed<R: Rng + ?Sized>(rng: &mut R) -> alloc::boxed::Box<Self>
    where
        Self: bytemuck::Zeroable,
    {
        let mut net: alloc::boxed::Box<Self> = bytemuck::allocation::zeroed_box();
        net.initialize(rng);
        net
    }

    /// Initializes all parameters in place, each layer by the rule that suits its activation.
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

    /// Initializes all layers in place by one rule.
    fn initialize_by<R: Rng + ?Sized>(&mut self, init: Init, rng: &mut R) {
        self.initialize_with(Some(init), rng);
    }

    /// A printable table of the layers: shapes, parameters, bytes, multiply-accumulate operations, and the RAM of inference and of
    /// training.
    fn summary() -> Summary<Self> {
        Summary::new(
            Self::FLASH_BYTES,
            Self::INFER_RAM_BYTES,
            Some(Self::TRAIN_RAM_BYTES),
        )
    }
}

impl<N: Network + Trainable> TrainableNetwork for N {}
