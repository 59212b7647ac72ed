//! Optional parameters: the bias of an affine map, the scale and shift of a normalization.

use crate::tensor::Tensor;

mod sealed {
    pub trait Sealed {}
}

/// States whether a layer has its optional parameters.
///
/// Dense layers and convolutions use [`Bias`] or [`NoBias`], normalizations use [`Affine`] or [`NoAffine`].
///
/// ```
/// use nn_core::layer::NoBias;
/// use nn_core::prelude::*;
///
/// type Net = network![2 => Dense<3, bias = false, Relu>];
/// assert_eq!(Net::PARAMS, 2 * 3);
///
/// // The same layer without the macro:
/// type ByHand = Dense<2, 3, Relu, NoBias>;
/// assert!(ByHand::ZERO.bias.is_empty());
/// ```
pub trait Optional: sealed::Sealed + 'static {
    /// Whether the parameters are present.
    const IS_PRESENT: bool;
    /// What the layer stores: a `T`, or an empty array.
    type Of<T: Tensor<Element = f32>>: Tensor<Element = T::Element>;

    /// The parameters, or `absent` if the layer has none.
    fn or<'a, T: Tensor<Element = f32>>(kept: &'a Self::Of<T>, absent: &'a T) -> &'a T;
}

/// The number of elements that a layer stores for a `T`.
pub(crate) const fn len<B: Optional, T: Tensor<Element = f32>>() -> usize {
    <B::Of<T> as Tensor>::LEN
}

/// The layer has a bias: one number per output, which is added to the sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bias {}

/// The layer has no bias.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoBias {}

/// The normalization scales and shifts its output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Affine {}

/// The normalization does not scale and shift its output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAffine {}

macro_rules! present {
    ($($kind:ident),+) => {$(
        impl sealed::Sealed for $kind {}
        impl Optional for $kind {
            const IS_PRESENT: bool = true;
            type Of<T: Tensor<Element = f32>> = T;

            #[inline(always)]
            fn or<'a, T: Tensor<Element = f32>>(kept: &'a T, _absent: &'a T) -> &'a T {
                kept
            }
        }
    )+};
}

macro_rules! absent {
    ($($kind:ident),+) => {$(
        impl sealed::Sealed for $kind {}
        impl Optional for $kind {
            const IS_PRESENT: bool = false;
            type Of<T: Tensor<Element = f32>> = [T::Element; 0];

            #[inline(always)]
            fn or<'a, T: Tensor<Element = f32>>(_kept: &'a [T::Element; 0], absent: &'a T) -> &'a T {
                absent
            }
        }
    )+};
}

present!(Bias, Affine);
absent!(NoBias, NoAffine);

/// Writes the methods of [`Layer`](super::Layer) that visit parameters, for a layer with these tensors, and with the last
/// ones if `$kind` is present.
macro_rules! visit_tensors {
    ($($tensor:ident),*; $kind:ident: $($optional:ident),+) => {
        fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
            $(visit($crate::tensor::Tensor::as_slice(&self.$tensor));)*
            if $kind::IS_PRESENT {
                $(visit($crate::tensor::Tensor::as_slice(&self.$optional));)+
            }
        }

        fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
            $(visit($crate::tensor::Tensor::as_mut_slice(&mut self.$tensor));)*
            if $kind::IS_PRESENT {
                $(visit($crate::tensor::Tensor::as_mut_slice(&mut self.$optional));)+
            }
        }
    };
}

pub(super) use visit_tensors;
