//! The element types that networks compute with.

use crate::activation::Activation;
use crate::arena::Arena;
use crate::kernel::Isa;
use crate::size::{Flat, FlatLength};
use crate::tensor::{Element, Tensor};
use crate::zero::{Zero, ZeroMemory};

/// The scale of quantized values: an integer represents the real number `factor * (integer - zero)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The distance between the real numbers of two consecutive integers.
    pub factor: f32,
    /// The integer that represents 0.
    pub zero: i32,
}

impl Scale {
    /// Every integer represents itself.
    pub const ONE: Self = Scale {
        factor: 1.0,
        zero: 0,
    };
}

impl Default for Scale {
    fn default() -> Self {
        Scale::ONE
    }
}

/// An element type that networks compute with: `f32`, `i8` or `i32`.
pub trait Scalar: Element {
    /// Whether the type is `f32`.
    const IS_REAL: bool;
    /// The bytes of one number, in typenum's notation.
    type Bytes: typenum::Unsigned;
    /// A flat block of `P` numbers.
    type Block<P: FlatLength>: Zero + ZeroMemory + AsRef<[Self]> + AsMut<[Self]>;
    /// The buffer for the conversion of real numbers: `()` for `f32`, which needs no conversion.
    type Converted<T: Tensor<Element = Self>>: Zero + ZeroMemory;

    /// Applies the activation after a layer. For integers it does nothing, because layers of integers include their activation.
    fn apply<A: Activation>(values: &mut [Self]);

    /// [`apply`](Self::apply) with the instruction set of the whole network.
    fn apply_with<A: Activation, S: Isa>(isa: S, values: &mut [Self]);

    /// Converts a tensor of real numbers to this element type. The result is in `place`, except for `f32`.
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
                for (number, real) in place.as_mut_slice().iter_mut().zip(reals) {
                    *number = Self::from_real(*real, scale);
                }
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
