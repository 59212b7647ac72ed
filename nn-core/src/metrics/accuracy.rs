//! Accuracy: the fraction of samples that are classified correctly.

use super::classified::fraction_correct;
use super::samples::Real;
use crate::error::Error;
use crate::loss::Label;
use crate::network::{Network, Workspace, with_workspace};
use crate::tensor::Single;

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
/// Inputs and labels are `Vec`s, arrays or slices.
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
    fraction_correct(net, inputs, labels, |input| {
        net.try_classify_in(input, workspace)
    })
}

/// The fraction of samples that a network with one output classifies correctly if its class is 1 above `threshold`.
///
/// [`Confusion::at`](super::Confusion::at) counts the mistakes of each class.
///
/// ```
/// use nn_core::metrics::{accuracy, accuracy_at};
/// use nn_core::prelude::*;
///
/// let mut net = <network![1 => Dense<1, Sigmoid>]>::ZERO;
/// net.layers.weights = [[1.0]];
/// let (inputs, labels) = ([[2.0], [1.0]], [true, false]);
/// assert_eq!(accuracy(&net, &inputs, &labels)?, 0.5);
/// assert_eq!(accuracy_at(&net, &inputs, &labels, 0.8)?, 1.0);
/// # Ok::<(), nn_core::Error>(())
/// ```
///
/// # Errors
/// As for [`accuracy`].
pub fn accuracy_at<N: Network<Output: Single>>(
    net: &N,
    inputs: &[Real<N>],
    labels: &[impl Label],
    threshold: f32,
) -> Result<f32, Error> {
    with_workspace(|workspace| accuracy_at_in(net, inputs, labels, threshold, workspace))
}

/// [`accuracy_at`] in a workspace that can be a `static`.
///
/// # Errors
/// As for [`accuracy`].
pub fn accuracy_at_in<N: Network<Output: Single>>(
    net: &N,
    inputs: &[Real<N>],
    labels: &[impl Label],
    threshold: f32,
    workspace: &mut Workspace<N>,
) -> Result<f32, Error> {
    fraction_correct(net, inputs, labels, |input| {
        net.classify_at_in(input, threshold, workspace)
    })
}
