//! The last activation that a loss needs, as a trait with messages of its own.

use crate::activation::{Activation, Sigmoid, Softmax};

/// The mark of a loss that allows every last activation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnyActivation;

/// The activation `Self` is what the loss `L` needs.
#[diagnostic::on_unimplemented(
    message = "`{L}` needs a network that ends in `{Needed}`, but this one ends in `{Self}`",
    label = "end the network in `{Needed}`"
)]
pub trait EndsIn<Needed, L> {}

#[diagnostic::do_not_recommend]
impl<A: Computes<Needed>, Needed, L> EndsIn<Needed, L> for A {}

/// The activation `Self` computes the function `Needed`.
///
/// Implement it for an activation of your own that computes the same function as [`Sigmoid`] or [`Softmax`].
pub trait Computes<Needed> {}
impl<A: Activation> Computes<AnyActivation> for A {}
impl Computes<Sigmoid> for Sigmoid {}
impl Computes<Softmax> for Softmax {}

/// No loss needs this. A second impl for every activation makes the compiler print the message of the trait. With one impl it would
/// explain in its own words why that one does not apply.
#[doc(hidden)]
#[derive(Debug)]
pub enum Nothing {}
impl<A: Activation> Computes<Nothing> for A {}
