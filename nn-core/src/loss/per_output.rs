//! One number for each output of a network: the weights of classes, or of what outputs detect.

use crate::error::Error;
use crate::settings::{self, NOT_NEGATIVE};
use crate::tensor::Tensor;

/// A weight for each output: an array of the output's shape, one `f32` for all outputs, or `()` for the weight 1.
///
/// ```
/// use nn_core::loss::PerOutput;
///
/// assert_eq!([1.0, 5.0].at(1), 5.0);
/// assert_eq!(3.0f32.at(1), 3.0);
/// assert_eq!(().at(1), 1.0);
/// ```
pub trait PerOutput {
    /// Whether a weight can differ from 1.
    const WEIGHTED: bool;

    /// The weight of the output with this index.
    fn at(&self, index: usize) -> f32;

    /// The weights.
    fn weights(&self) -> &[f32];
}

impl PerOutput for () {
    const WEIGHTED: bool = false;

    #[inline]
    fn at(&self, _index: usize) -> f32 {
        1.0
    }

    fn weights(&self) -> &[f32] {
        &[]
    }
}

impl PerOutput for f32 {
    const WEIGHTED: bool = true;

    #[inline]
    fn at(&self, _index: usize) -> f32 {
        *self
    }

    fn weights(&self) -> &[f32] {
        core::slice::from_ref(self)
    }
}

impl<O: Tensor<Element = f32>> PerOutput for O {
    const WEIGHTED: bool = true;

    #[inline]
    fn at(&self, index: usize) -> f32 {
        self.as_slice().get(index).copied().unwrap_or_default()
    }

    fn weights(&self) -> &[f32] {
        self.as_slice()
    }
}

/// Weights that have the shape of the output `O`.
#[diagnostic::on_unimplemented(
    message = "the weights `{Self}` of the loss do not have the shape of the output, `{O}`",
    label = "the weights of the loss are `{Self}`, but the output is `{O}`",
    note = "write one weight for each output"
)]
pub trait WeightsOf<O>: PerOutput {}

#[diagnostic::do_not_recommend]
impl<O> WeightsOf<O> for () {}
#[diagnostic::do_not_recommend]
impl<O> WeightsOf<O> for f32 {}
#[diagnostic::do_not_recommend]
impl<O: Tensor<Element = f32>> WeightsOf<O> for O {}

/// Checks that each weight is a finite number, at least 0.
pub(super) fn check_weights(name: &'static str, weights: &impl PerOutput) -> Result<(), Error> {
    let mut weights = weights.weights().iter();
    weights.try_for_each(|weight| settings::check(&[(name, &NOT_NEGATIVE)], &[*weight]))
}
