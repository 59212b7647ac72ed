//! Which loss suits which last activation: a rule of types, in words that say what to change.

use crate::activation::{Activation, Sigmoid, Softmax};

/// What a loss needs that takes any output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnyActivation;

/// A network that ends in `Self` ends in what the loss `L` needs.
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

/// What no loss needs. With a second impl for every activation the compiler says in our words that none of them fits,
/// instead of showing in its own how the only one does not.
#[doc(hidden)]
#[derive(Debug)]
pub enum Nothing {}
impl<A: Activation, L> EndsIn<Nothing, L> for A {}
