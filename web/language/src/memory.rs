//! The memory of inference and training.
//!
//! nn-core computes these figures from types, with the compiler. Here are the same sums for a network that is not compiled. The test
//! `figures` compares both for networks with every layer of the language.

use crate::amount::Amount;
use crate::model::Network;
use crate::need::{NUMBER, Need, chain};

/// The bytes of the seed and of the number of the step in the buffers of training.
const SEED_AND_STEP: u64 = 8;
/// The bytes of a learning rate.
const RATE: u64 = 4;
/// The bytes of Adam's settings, and of the count and the correction in its state.
const ADAM: u64 = 20 + 8;

/// The memory of a network.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Memory {
    parameters: u64,
    /// The bytes of the weights.
    weights: u64,
    need: Need,
}

impl Memory {
    /// The memory of a network, or `None` if it depends on constants or on types of the user.
    pub(crate) fn of(network: &Network) -> Option<Self> {
        Some(Memory {
            parameters: number(&network.cost.parameters)?,
            weights: number(&network.cost.bytes())?,
            need: chain(&network.layers)?,
        })
    }

    /// The bytes of RAM to infer.
    pub(crate) fn infer(&self) -> u64 {
        NUMBER * self.need.arena
    }

    /// The bytes of RAM to train online, weights included.
    pub(crate) fn online(&self) -> u64 {
        self.weights + RATE + self.buffers(1)
    }

    /// The bytes of RAM to train with Adam and batches of this size, weights included.
    pub(crate) fn adam(&self, batch: u16) -> u64 {
        let batch = u64::from(batch);
        // Two moments and a gradient for each parameter, and the order of the samples.
        let optimizer = ADAM + 3 * NUMBER * self.parameters;
        self.weights + optimizer + self.buffers(batch) + NUMBER * batch
    }

    fn buffers(&self, batch: u64) -> u64 {
        SEED_AND_STEP + self.need.fixed + batch * (self.need.each + self.need.seam())
    }
}

/// The number, if it contains no names.
pub(crate) fn number(amount: &Amount) -> Option<u64> {
    if amount.is_number() {
        amount.least().try_into().ok()
    } else {
        None
    }
}
