//! Networks made from a file while the compiler computes: what [`include_weights!`](crate::include_weights!) writes.
//!
//! A trait's functions cannot be constant, but its constants can be computed. So all numbers of a file are brought into the order
//! of memory by a constant in the user's crate, and each layer has a constant that takes its own: it knows from the type of its
//! [`Source`] where they begin.

mod branches;
mod include;
mod leaves;
mod stateless;

use core::marker::PhantomData;

pub use self::include::{Checked, IncludedFile, check, decode, report};
use crate::layer::Layer;

/// A layer that can be made from a file while the compiler computes.
///
/// A layer of your own with parameters implements it like this:
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
///         read::<S>(0, &mut layer.factor); // its first number
///         layer
///     };
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made from a file while the compiler computes",
    label = "has no constant value",
    note = "implement `nn_core::weights::constant::Constant` for it"
)]
pub trait Constant<S: Source>: Sized {
    /// The layer with the file's numbers.
    const VALUE: Self;
}

/// Where a layer's numbers come from.
pub trait Source {
    /// All numbers of the network, in the order in which it shows them.
    const NUMBERS: &'static [f32];
    /// How many of them are those of layers before.
    const BEFORE: usize;
}

/// The beginning of a network that is made from the file `F`.
pub struct Beginning<F>(PhantomData<F>);

impl<F: IncludedFile> Source for Beginning<F> {
    const NUMBERS: &'static [f32] = F::NUMBERS;
    const BEFORE: usize = 0;
}

/// What stands behind the layer `A`, which stands at `S`.
pub struct Behind<S, A>(PhantomData<(S, A)>);

impl<S: Source, A: Layer> Source for Behind<S, A> {
    const NUMBERS: &'static [f32] = S::NUMBERS;
    const BEFORE: usize = S::BEFORE + A::STATE.words();
}

/// The numbers of the layer at `S` from this one on, and those of layers behind it.
const fn from<S: Source>(index: usize) -> &'static [f32] {
    match S::NUMBERS.split_at_checked(S::BEFORE + index) {
        Some((_, numbers)) => numbers,
        None => &[],
    }
}

/// Reads the numbers of the layer at `S` from this one on.
pub const fn read<S: Source>(index: usize, values: &mut [f32]) {
    if let Some((numbers, _)) = from::<S>(index).split_at_checked(values.len()) {
        values.copy_from_slice(numbers);
    }
}
