//! The rule that a network ends in the activation that the loss requires, as a trait with its own message.

use crate::activation::{Activation, Sigmoid, Softmax};

/// Marks a loss that allows any last activation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnyActivation;

/// The activation `Self` satisfies the loss `L`.
#[diagnostic::on_unimplemented(
    message = "`{L}` needs a network that ends in `{Needed}`, but this one ends in `{Self}`",
    label = "end the network in `{Needed}`"
)]
pub trait EndsIn<Needed, L> {}

#[diagnostic::do_not_recommend]
impl<A: Computes<Needed>, Needed, L> EndsIn<Needed, L> for A {}

/// The activation `Self` computes the function `Needed`.
///
/// Implement it for your own activation if it computes the same function as [`Sigmoid`] or [`Softmax`].
pub trait Computes<Needed> {}
impl<A: Activation> Computes<AnyActivation> for A {}
impl Computes<Sigmoid> for Sigmoid {}
impl Computes<Softmax> for Softmax {}

/// No loss requires this type. A second impl for every activation makes the compiler print the message of the trait. With a single
/// impl, it would explain why that impl does not apply.
#[doc(hidden)]
#[derive(Debug)]
pub enum Nothing {}
impl<A: Activation> Computes<Nothing> for A {}
