//! Log loss: how good the probabilities are that a network predicts.

use super::samples::{Real, for_each_sample};
use crate::error::Error;
use crate::layer::Scalar;
use crate::loss::{Label, class_index};
use crate::math::ln;
use crate::network::{Network, Workspace, with_workspace};
use crate::sum::Sum;
use crate::tensor::Tensor;

/// The mean of `-ln y` over samples, where `y` is the probability of the actual class, as scikit-learn's `log_loss`.
///
/// The outputs are probabilities: those of softmax, or that of sigmoid if there is one. They are limited to the numbers from 2^-23 to 1 -
/// 2^-23. So it is finite for deployed networks of integers, whose probabilities can be 0; [`Trainer::loss`](crate::train::Trainer::loss)
/// with `CrossEntropy` reads the logits instead, and has no limit. A NaN output counts as the probability 0.
///
/// ```
/// use nn_core::metrics::log_loss;
/// use nn_core::prelude::*;
///
/// type Net = network![1 => Dense<4, Softmax>];
/// let loss = log_loss(&Net::ZERO, &[[1.0], [2.0]], &[0u8, 3])?;
/// assert!((loss - 4f32.ln()).abs() < 1e-6);
/// # Ok::<(), nn_core::Error>(())
/// ```
///
/// # Errors
/// There are no samples, there are not as many labels as inputs, or the output does not have a class.
pub fn log_loss<N: Network>(
    net: &N,
    inputs: &[Real<N>],
    labels: &[impl Label],
) -> Result<f32, Error> {
    with_workspace(|workspace| log_loss_in(net, inputs, labels, workspace))
}

/// [`log_loss`] in a workspace that can be a `static`.
///
/// # Errors
/// As for [`log_loss`].
pub fn log_loss_in<N: Network>(
    net: &N,
    inputs: &[Real<N>],
    labels: &[impl Label],
    workspace: &mut Workspace<N>,
) -> Result<f32, Error> {
    let [_, scale] = net.scales();
    let scale = scale.unwrap_or_default();
    let mut sum = Sum::up_to(inputs.len());
    for_each_sample(net, inputs, labels, |input, label| {
        let class = class_index::<N::Output>(*label)?;
        let outputs = net.predict_in(input, workspace).as_slice();
        let index = if N::Output::LEN == 1 { 0 } else { class };
        let output = outputs
            .get(index)
            .map_or(0.0, |output| output.to_real(scale));
        let is_other = N::Output::LEN == 1 && class == 0;
        let probability = if is_other { 1.0 - output } else { output };
        let is_above = probability > f32::EPSILON; // NaN is not
        let least = if is_above { probability } else { f32::EPSILON };
        sum.add(-ln(least.min(1.0 - f32::EPSILON)));
        Ok(())
    })?;
    Ok(sum.value() / inputs.len() as f32)
}
