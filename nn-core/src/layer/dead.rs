//! Detects layers that cannot learn: all parameters are 0, and the activation has the derivative 0 at 0.

use super::Layer;
use crate::activation::Activation;

/// Writes [`Trainable::is_dead`](super::Trainable::is_dead) for a layer that outputs 0 for every input when all its parameters are 0.
macro_rules! dies_at_zero {
    () => {
        fn is_dead(&self) -> bool {
            $crate::layer::dead::is_zero_before_flat(self)
        }
    };
}

pub(super) use dies_at_zero;

/// Whether the layer has parameters, all of them are 0, and the activation and its derivative are 0 at 0.
pub(super) fn is_zero_before_flat<L: Layer>(layer: &L) -> bool {
    let mut is_dead = L::FACTS.params > 0 && L::Activation::FLAT_AT_ZERO;
    layer.parameters(&mut |block| is_dead = is_dead && block.iter().all(|value| *value == 0.0));
    is_dead
}
