//! One number for each parameter of a network.

use crate::network::Network;
use crate::size::Flat;
use crate::state::{Stored, floats, floats_mut};
use crate::zero::Zero;

/// The gradients of all parameters of the network `N`.
pub type Gradients<N> = PerParameter<N>;

/// One number per parameter of the network `N`, in the order of [`Layer::parameters`](crate::layer::Layer::parameters): gradients, velocities,
/// moments.
#[repr(transparent)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct PerParameter<N: Network>(Flat<N::Params>);

impl<N: Network> Zero for PerParameter<N> {
    const ZERO: Self = PerParameter(Flat::ZERO);
}

impl<N: Network> PerParameter<N> {
    /// The numbers, parameter by parameter.
    pub fn as_slice(&self) -> &[f32] {
        self.0.as_slice()
    }

    /// The numbers, mutable.
    pub fn as_mut_slice(&mut self) -> &mut [f32] {
        self.0.as_mut_slice()
    }
}

impl<N: Network> Stored for PerParameter<N> {
    const WORDS: usize = N::PARAMS;
    const FINGERPRINT: u64 = 1;

    fn is_number(_word: usize) -> bool {
        true
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        visit(floats(self.as_slice()));
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        visit(floats_mut(self.as_mut_slice()));
    }
}
