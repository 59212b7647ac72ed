//! Top-k accuracy: the fraction of samples whose class is among the k largest outputs.

use super::samples::{Real, for_each_sample};
use crate::error::Error;
use crate::layer::{Scalar, Scale};
use crate::loss::{Label, class_index};
use crate::network::{Network, Workspace, with_workspace};
use crate::settings::at_least_one;
use crate::tensor::Tensor;

/// The fraction of samples whose class is among the `k` largest outputs, from 0 to 1. With `k` 1 it is the [`accuracy`](super::accuracy()).
///
/// Of equal outputs the first counts as larger, as in `classify`. A sample with a NaN output counts as wrong.
///
/// ```
/// use nn_core::metrics::top_k_accuracy;
/// use nn_core::prelude::*;
///
/// let mut net = <network![1 => Dense<3, Softmax>]>::ZERO;
/// net.layers.weights = [[3.0, 2.0, 1.0]];
/// let (inputs, labels) = ([[1.0], [1.0], [1.0]], [0u8, 1, 2]);
/// assert_eq!(top_k_accuracy(&net, &inputs, &labels, 1)?, 1.0 / 3.0);
/// assert_eq!(top_k_accuracy(&net, &inputs, &labels, 2)?, 2.0 / 3.0);
/// # Ok::<(), nn_core::Error>(())
/// ```
///
/// # Errors
/// `k` is 0, there are no samples, there are not as many labels as inputs, or the output does not have a class.
pub fn top_k_accuracy<N: Network>(
    net: &N,
    inputs: &[Real<N>],
    labels: &[impl Label],
    k: usize,
) -> Result<f32, Error> {
    with_workspace(|workspace| top_k_accuracy_in(net, inputs, labels, k, workspace))
}

/// [`top_k_accuracy`] in a workspace that can be a `static`.
///
/// # Errors
/// As for [`top_k_accuracy`].
pub fn top_k_accuracy_in<N: Network>(
    net: &N,
    inputs: &[Real<N>],
    labels: &[impl Label],
    k: usize,
    workspace: &mut Workspace<N>,
) -> Result<f32, Error> {
    at_least_one("k", k)?;
    let [_, scale] = net.scales();
    let scale = scale.unwrap_or_default();
    let mut hits = 0;
    for_each_sample(net, inputs, labels, |input, label| {
        let class = class_index::<N::Output>(*label)?;
        let is_hit = if N::Output::LEN == 1 {
            let predicted = net.try_classify_in(input, workspace);
            predicted.is_some_and(|predicted| k > 1 || predicted == class)
        } else {
            is_among(k, class, net.predict_in(input, workspace), scale)
        };
        hits += usize::from(is_hit);
        Ok(())
    })?;
    Ok(hits as f32 / inputs.len() as f32)
}

/// Whether fewer than `k` outputs are before that of the class, and none is NaN.
fn is_among<O: Tensor<Element: Scalar>>(k: usize, class: usize, output: &O, scale: Scale) -> bool {
    let reals = output.as_slice().iter().map(|value| value.to_real(scale));
    if reals.clone().any(f32::is_nan) {
        return false;
    }
    let own = reals.clone().nth(class).unwrap_or_default();
    let is_before =
        |(index, other): &(usize, f32)| *other > own || (*other == own && *index < class);
    reals.enumerate().filter(is_before).count() < k
}
