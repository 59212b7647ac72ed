//! The parameters of a rule itself.

use crate::tensor::Tensor;

/// The parameters of a rule besides the weights and the biases of its sums. Only a [`FastGrnn`](super::FastGrnn) has some.
#[derive(Debug, Clone, Copy)]
pub struct Own<'a, const H: usize> {
    /// The biases of the gate and of the new values.
    pub(super) biases: [&'a [f32; H]; 2],
    /// `sigmoid(zeta)` and `sigmoid(nu)`.
    pub(super) scales: [f32; 2],
}

impl<const H: usize> Own<'_, H> {
    /// Those of a rule without parameters.
    pub(super) const NONE: Self = Own {
        biases: [Tensor::ZERO_REF; 2],
        scales: [0.0; 2],
    };
}
