//! Activations that are a range of the output.

use super::form::{MOST, NONE};
use super::{ActivationI8, Form, QuantizedActivation, Rounding};
use crate::activation::Activation;
use crate::layer::{Pass, Scale, StateTensor, Values, ValuesMut};
use crate::tensor::Tensor;
use crate::zero::Zero;

/// Implements [`Form`] for an activation that stores nothing.
macro_rules! empty {
    ($(#[$doc:meta])* $name:ident, $alone:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(C)]
        #[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
        pub struct $name;

        impl Zero for $name {
            const ZERO: Self = $name;
        }

        impl Form for $name {
            type Alone<T: Tensor<Element = i8>, A: QuantizedActivation<Form = Self>, R: Rounding> = $alone;
    const STORED: usize = 0;
    const TENSORS: [StateTensor; MOST] = [NONE; MOST];

    fn linear(&self, output: Scale) -> Scale {
        output
    }
    fn set_linear(&mut self, _linear: Scale) {}
    fn derive<A: Activation>(&mut self, _output: Scale) {}
    #[inline(always)]
    fn apply(&self, _numbers: &mut [i8]) {}
    fn state(&self, _visit: &mut impl FnMut(Values<'_>)) {}
    fn state_mut(&mut self, _visit: &mut impl FnMut(ValuesMut<'_>)) {}
        }
    };
}

empty!(
    /// The activation does nothing, and nothing is stored.
    Linear, Pass<T>
);
empty!(
    /// The activation is a range of the output. Nothing is stored.
    Clamped, ActivationI8<T, A, R>
);
