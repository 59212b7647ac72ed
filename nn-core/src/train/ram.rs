//! The RAM that training takes, as a constant.

use core::marker::PhantomData;

use super::Trainer;
use crate::network::TrainableNetwork;
use crate::optim::Optimizer;

/// The RAM that training the network `N` takes with the optimizer `O` and batches of up to `BATCH` samples.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::train::TrainRam;
///
/// type Net = network![16 => Dense<32, Relu> => Dense<32, Relu> => Dense<4, Softmax>];
///
/// assert_eq!(TrainRam::<Net, Adam, 8>::BYTES, 32_132);
/// assert_eq!(TrainRam::<Net, Sgd, 1>::BYTES, 14_420);
/// assert_eq!(Net::TRAIN_RAM_BYTES, 7_484); // online
/// ```
#[derive(Debug)]
pub struct TrainRam<N, O, const BATCH: usize>(PhantomData<(N, O)>);

impl<N: TrainableNetwork, O: Optimizer, const BATCH: usize> TrainRam<N, O, BATCH> {
    /// The bytes of the network and of its [`Trainer`], with a loss without settings. `Huber` takes 4 bytes more.
    pub const BYTES: usize = {
        assert!(
            BATCH > 0,
            "a trainer needs a capacity of at least one sample"
        );
        N::FLASH_BYTES + size_of::<Trainer<N, (), O, BATCH>>()
    };
}
