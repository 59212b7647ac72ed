//! Networks from a file, at compile time: the output of [`include_weights!`](crate::include_weights!).
//!
//! Methods of traits cannot be constant functions, but a trait can have constants. So a constant in the user's crate has all values of
//! the file in memory order, and each layer has a constant with its part of them. The type of its [`Source`] states where the part
//! begins.

mod composites;
mod include;
mod with_tensors;
mod without_tensors;

use core::marker::PhantomData;

#[doc(hidden)]
pub use self::include::{Checked, IncludedFile, check, decode, report};
use crate::layer::Layer;

/// A layer that can be made from a file at compile time.
///
/// A custom layer with parameters implements it like this:
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::weights::constant::{Constant, Source, read};
///
/// struct Scale {
///     factor: [f32; 1],
/// }
///
/// impl Zero for Scale {
///     const ZERO: Self = Scale { factor: [0.0] };
/// }
///
/// impl<S: Source> Constant<S> for Scale {
///     const VALUE: Self = {
///         let mut layer = Self::ZERO;
///         read::<S>(0, &mut layer.factor); // its first value
///         layer
///     };
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made from a file at compile time",
    label = "has no constant value",
    note = "implement `nn_core::weights::constant::Constant` for it"
)]
pub trait Constant<S: Source>: Sized {
    /// The layer with the values of the file.
    const VALUE: Self;
}

/// The position of a layer's values in the list of all values.
pub trait Source {
    /// All values of the network, in memory order.
    const NUMBERS: &'static [f32];
    /// The number of values of the layers before.
    const BEFORE: usize;
}

/// The first layer of a network from the file `F`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beginning<F>(PhantomData<F>);

impl<F: IncludedFile> Source for Beginning<F> {
    const NUMBERS: &'static [f32] = F::NUMBERS;
    const BEFORE: usize = 0;
}

/// The layer after `A`, which is at `S`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AfterLayer<S, A>(PhantomData<(S, A)>);

impl<S: Source, A: Layer> Source for AfterLayer<S, A> {
    const NUMBERS: &'static [f32] = S::NUMBERS;
    const BEFORE: usize = S::BEFORE + A::STATE.words();
}

/// The values of the layer at `S` from an index on, and those of the layers after it.
const fn from<S: Source>(index: usize) -> &'static [f32] {
    match S::NUMBERS.split_at_checked(S::BEFORE + index) {
        Some((_, numbers)) => numbers,
        None => &[],
    }
}

/// Reads the values of the layer at `S` from an index on.
pub const fn read<S: Source>(index: usize, values: &mut [f32]) {
    if let Some((numbers, _)) = from::<S>(index).split_at_checked(values.len()) {
        values.copy_from_slice(numbers);
    }
}
