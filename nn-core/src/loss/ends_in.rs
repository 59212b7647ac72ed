//! The last activation that a loss needs, as a trait with messages of its own.

use crate::activation::{Activation, Sigmoid, Softmax};

/// The mark of a loss that allows every last activation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnyActivation;

/// The activation `Self` is what the loss `L` needs.
///
/// Implement it for an activation of your own that computes the same function as `Needed`.
#[diagnostic::on_unimplemented(
    message = "`{L}` needs a network that ends in `{Needed}`, but this one ends in `{Self}`",
    label = "end the network in `{Needed}`"
)]
pub trait EndsIn<Needed, L> {}
impl<A: Activation, L> EndsIn<AnyActivation, L> for A {}
impl<L> EndsIn<Sigmoid, L> for Sigmoid {}
impl<L> EndsIn<Softmax, L> for Softmax {}

/// No loss needs this. A second impl for every activation makes the compiler print the message of the trait. With one impl it would
/// explain in its own words why that one does not apply.
#[doc(hidden)]
#[derive(Debug)]
pub enum Nothing {}
impl<A: Activation, L> EndsIn<Nothing, L> for A {}
