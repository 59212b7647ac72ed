//! Networks from a file, at compile time: the output of [`include_weights!`](crate::include_weights!).
//!
//! Methods of traits cannot be constant functions, but a trait can have constants. So a constant in the user's crate has all values of
//! the file in memory order, and each layer has a constant with its part of them. The type of its [`Source`] states where the part
//! begins.

mod composites;
mod include;
mod int8;
mod lstm_int8;
mod model;
mod recurrent_int8;
mod with_tensors;
mod without_tensors;

use core::marker::PhantomData;

#[doc(hidden)]
pub use self::include::{Checked, IncludedFile, check, decode, report};
#[doc(hidden)]
pub use self::model::{CheckedModel, IncludedModel, check_model, decode_model, report_model};
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
    /// All values of the network as words of 32 bits, in memory order.
    const WORDS: &'static [u32];
    /// The number of words of the layers before.
    const BEFORE: usize;
}

/// All values of a network from a file, as words of 32 bits in memory order.
#[doc(hidden)]
pub trait Words {
    /// The words.
    const WORDS: &'static [u32];
}

/// The first layer of a network from the file `F`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beginning<F>(PhantomData<F>);

impl<F: Words> Source for Beginning<F> {
    const WORDS: &'static [u32] = F::WORDS;
    const BEFORE: usize = 0;
}

/// The layer after `A`, which is at `S`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AfterLayer<S, A>(PhantomData<(S, A)>);

impl<S: Source, A: Layer> Source for AfterLayer<S, A> {
    const WORDS: &'static [u32] = S::WORDS;
    const BEFORE: usize = S::BEFORE + A::STATE.words();
}

/// The words from the place `S` on.
const fn from<S: Source>() -> &'static [u32] {
    match S::WORDS.split_at_checked(S::BEFORE) {
        Some((_, words)) => words,
        None => &[],
    }
}

/// Reads the values of the layer at `S` from an index on.
pub const fn read<S: Source>(index: usize, values: &mut [f32]) {
    let Some((_, words)) = from::<S>().split_at_checked(index) else {
        return;
    };
    if let Some((words, _)) = words.split_at_checked(values.len()) {
        values.copy_from_slice(bytemuck::must_cast_slice(words));
    }
}
