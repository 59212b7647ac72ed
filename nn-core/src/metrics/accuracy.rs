//! Accuracy: the fraction of samples that are classified correctly.

use super::classified::{Real, for_each_classified};
use crate::error::Error;
use crate::loss::Label;
use crate::network::{Network, Workspace, with_workspace};

/// The fraction of samples that the network classifies correctly, from 0 to 1.
///
/// The inputs of a network of integers are real numbers, too: they are quantized with the scale of its input.
///
/// A sample with a NaN output counts as wrong. [`Confusion`](super::Confusion) counts such samples separately.
///
/// ```
/// use nn_core::metrics::accuracy;
/// use nn_core::prelude::*;
///
/// let mut net = <network![1 => Dense<2, Softmax>]>::ZERO;
/// net.layers.weights = [[-1.0, 1.0]];
/// assert_eq!(accuracy(&net, &[[3.0], [-3.0]], &[1u8, 1])?, 0.5);
///
/// // One output has two classes.
/// let mut net = <network![1 => Dense<1, Sigmoid>]>::ZERO;
/// net.layers.weights = [[1.0]];
/// assert_eq!(accuracy(&net, &[[3.0], [-3.0]], &[true, false])?, 1.0);
/// # Ok::<(), nn_core::Error>(())
/// ```
///
/// # Errors
/// There are no samples, there are not as many labels as inputs, or the output does not have a class.
pub fn accuracy<N: Network>(
    net: &N,
    inputs: &[Real<N>],
    labels: &[impl Label],
) -> Result<f32, Error> {
    with_workspace(|workspace| accuracy_in(net, inputs, labels, workspace))
}

/// [`accuracy`] in a workspace that can be a `static`.
///
/// # Errors
/// As for [`accuracy`].
pub fn accuracy_in<N: Network>(
    net: &N,
    inputs: &[Real<N>],
    labels: &[impl Label],
    workspace: &mut Workspace<N>,
) -> Result<f32, Error> {
    let mut correct = 0;
    let classify = |input: &_| net.try_classify_in(input, workspace);
    for_each_classified(net, inputs, labels, classify, |actual, predicted| {
        correct += usize::from(predicted == Some(actual));
    })?;
    Ok(correct as f32 / inputs.len() as f32)
}
