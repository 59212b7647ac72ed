//! One number for each parameter of a network.

use core::fmt;

use super::Network;
use crate::size::Flat;
use crate::state::{Persist, floats, floats_mut};
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

impl<N: Network> Clone for PerParameter<N> {
    fn clone(&self) -> Self {
        let mut copy = Self::ZERO;
        copy.clone_from(self);
        copy
    }

    /// Copies in place.
    fn clone_from(&mut self, source: &Self) {
        let pairs = self.as_mut_slice().iter_mut().zip(source.as_slice());
        pairs.for_each(|(number, source)| *number = *source);
    }
}

impl<N: Network> PartialEq for PerParameter<N> {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl<N: Network> fmt::Debug for PerParameter<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.as_slice()).finish()
    }
}

impl<N: Network> Persist for PerParameter<N> {
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
