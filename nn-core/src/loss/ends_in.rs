//! The rule that a network ends in the activation that the loss requires, as a trait with its own message.

use crate::activation::{Activation, Sigmoid, Softmax};

/// Marks a loss that allows any last activation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnyActivation;

/// The activation `Self` satisfies the loss `L`.
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

/// No loss requires this type. A second impl for every activation makes the compiler print the message of the trait. With a single
/// impl, it would explain why that impl does not apply.
#[doc(hidden)]
#[derive(Debug)]
pub enum Nothing {}
impl<A: Activation, L> EndsIn<Nothing, L> for A {}
