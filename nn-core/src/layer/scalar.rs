//! The element types that networks compute with.

use super::Scale;
use super::channel_order::channels_first;
use crate::activation::Activation;
use crate::arena::Arena;
use crate::kernel::Isa;
use crate::size::{Flat, FlatLength};
use crate::tensor::{Element, Tensor};
use crate::zero::{Zero, ZeroMemory};

/// An element type that networks compute with: `f32`, `i8` or `i32`.
pub trait Scalar: Element {
    /// Whether the type is `f32`.
    const IS_REAL: bool;
    /// The bytes of one number, in typenum's notation.
    type Bytes: typenum::Unsigned;
    /// A flat block of `P` numbers.
    type Block<P: FlatLength>: Zero + ZeroMemory + AsRef<[Self]> + AsMut<[Self]>;
    /// A tensor `T` as real numbers: the same tensor for `f32`, the tensor with its [channels first](Tensor#channels) for integers.
    type Real<T: Tensor<Element = Self>>: Tensor<Element = f32>;
    /// The buffer for the conversion of real numbers: `()` for `f32`, which needs no conversion.
    type Converted<T: Tensor<Element = Self>>: Zero + ZeroMemory;

    /// Applies the activation after a layer. For integers it does nothing, because layers of integers include their activation.
    fn apply<A: Activation>(values: &mut [Self]);

    /// [`apply`](Self::apply) with the instruction set of the whole network.
    fn apply_with<A: Activation, S: Isa>(isa: S, values: &mut [Self]);

    /// Converts a tensor of real numbers, whose channels are the first dimension, to this element type. The result is in `place`,
    /// except for `f32`.
    fn convert<'a, T: Tensor<Element = Self>>(
        reals: &'a [f32],
        scale: Scale,
        place: &'a mut Self::Converted<T>,
    ) -> Option<&'a T>;

    /// Converts an arena of `f32` to an arena of this element type if it is `f32`. Otherwise returns the arena as the error.
    ///
    /// # Errors
    /// The element is not `f32`.
    fn arena(arena: Arena<'_, f32>) -> Result<Arena<'_, Self>, Arena<'_, f32>>;

    /// The same slice if the type is `f32`, otherwise `None`.
    fn reals(values: &[f32]) -> Option<&[Self]>;

    /// Reinterprets the memory of real numbers as memory of this type.
    fn memory(reals: &mut [f32]) -> &mut [Self];

    /// Quantizes a real number, rounded to the nearest value.
    fn from_real(real: f32, scale: Scale) -> Self;

    /// The real number that this value represents.
    fn to_real(self, scale: Scale) -> f32;
}

impl Scalar for f32 {
    const IS_REAL: bool = true;
    type Bytes = typenum::U4;
    type Block<P: FlatLength> = Flat<P, f32>;
    type Real<T: Tensor<Element = f32>> = T;
    type Converted<T: Tensor<Element = f32>> = ();

    #[inline(always)]
    fn apply<A: Activation>(values: &mut [f32]) {
        A::apply(values);
    }

    #[inline(always)]
    fn apply_with<A: Activation, S: Isa>(isa: S, values: &mut [f32]) {
        A::apply_with(isa, values);
    }

    #[inline(always)]
    fn convert<'a, T: Tensor<Element = f32>>(
        reals: &'a [f32],
        _scale: Scale,
        _place: &'a mut (),
    ) -> Option<&'a T> {
        T::from_slice(reals)
    }

    #[inline(always)]
    fn arena(arena: Arena<'_, f32>) -> Result<Arena<'_, f32>, Arena<'_, f32>> {
        Ok(arena)
    }

    #[inline(always)]
    fn reals(values: &[f32]) -> Option<&[f32]> {
        Some(values)
    }

    #[inline(always)]
    fn memory(reals: &mut [f32]) -> &mut [f32] {
        reals
    }

    #[inline(always)]
    fn from_real(real: f32, _scale: Scale) -> f32 {
        real
    }

    #[inline(always)]
    fn to_real(self, _scale: Scale) -> f32 {
        self
    }
}

/// Implements [`Scalar`] for an integer.
macro_rules! integer {
    ($type:ty, $bytes:ty) => {
        impl Scalar for $type {
            const IS_REAL: bool = false;
            type Bytes = $bytes;
            type Block<P: FlatLength> = Flat<P, $type>;
            type Real<T: Tensor<Element = $type>> = T::ChannelsFirst<f32>;
            type Converted<T: Tensor<Element = $type>> = T;

            #[inline(always)]
            fn apply<A: Activation>(_values: &mut [$type]) {}

            #[inline(always)]
            fn apply_with<A: Activation, S: Isa>(_isa: S, _values: &mut [$type]) {}

            fn convert<'a, T: Tensor<Element = $type>>(
                reals: &'a [f32],
                scale: Scale,
                place: &'a mut T,
            ) -> Option<&'a T> {
                quantize(reals, scale, place);
                Some(place)
            }

            #[inline(always)]
            fn arena(arena: Arena<'_, f32>) -> Result<Arena<'_, $type>, Arena<'_, f32>> {
                Err(arena)
            }

            #[inline(always)]
            fn reals(_values: &[f32]) -> Option<&[$type]> {
                None
            }

            #[inline(always)]
            fn memory(reals: &mut [f32]) -> &mut [$type] {
                bytemuck::must_cast_slice_mut(reals)
            }

            #[inline]
            fn from_real(real: f32, scale: Scale) -> $type {
                // `as` rounds toward zero and saturates.
                let number = real / scale.factor + scale.zero as f32;
                (number + if number < 0.0 { -0.5 } else { 0.5 }) as $type
            }

            #[inline]
            fn to_real(self, scale: Scale) -> f32 {
                scale.factor * (i64::from(self) - i64::from(scale.zero)) as f32
            }
        }
    };
}

integer!(i8, typenum::U1);
integer!(i32, typenum::U4);

/// Quantizes real numbers whose channels are the first dimension, for a network of integers.
#[inline]
pub(crate) fn quantize<T: Tensor<Element: Scalar>>(reals: &[f32], scale: Scale, numbers: &mut T) {
    for (number, index) in numbers.as_mut_slice().iter_mut().zip(channels_first::<T>()) {
        let real = reals.get(index).copied().unwrap_or_default();
        *number = T::Element::from_real(real, scale);
    }
}

/// Writes the real numbers that numbers represent, with the channels as the first dimension.
#[inline]
pub(crate) fn dequantize<T: Tensor<Element: Scalar>>(numbers: &T, scale: Scale, reals: &mut [f32]) {
    if T::Element::IS_REAL {
        for (real, number) in reals.iter_mut().zip(numbers.as_slice()) {
            *real = number.to_real(scale);
        }
        return;
    }
    for (number, index) in numbers.as_slice().iter().zip(channels_first::<T>()) {
        if let Some(real) = reals.get_mut(index) {
            *real = number.to_real(scale);
        }
    }
}
