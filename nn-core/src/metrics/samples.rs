//! The samples of an evaluation, with their labels or targets.

use crate::error::Error;
use crate::layer::{Layer, Scalar};
use crate::network::Network;
use crate::scratch::with_zeros_in_each;
use crate::tensor::Tensor;

/// The input of a network as real numbers: the input itself, except for a network of integers.
pub(super) type Real<N> = <<N as Layer>::Element as Scalar>::Real<<N as Layer>::Input>;

/// Calls `visit` with each sample and its target. The samples are converted for a network of integers.
///
/// # Errors
/// There are no samples, or not as many targets. An error of `visit` gets the index of the sample.
pub(super) fn for_each_sample<N: Network, T>(
    net: &N,
    inputs: &[Real<N>],
    targets: &[T],
    mut visit: impl FnMut(&N::Input, &T) -> Result<(), Error>,
) -> Result<(), Error> {
    Error::check_lengths(inputs.len(), targets.len())?;
    let [scale, _] = net.scales();
    let scale = scale.unwrap_or_default();
    with_zeros_in_each(|place| {
        for (sample, (input, target)) in inputs.iter().zip(targets).enumerate() {
            let Some(input) = N::Element::convert(input.as_slice(), scale, place) else {
                continue;
            };
            visit(input, target).map_err(|error| error.with_sample(sample))?;
        }
        Ok(())
    })
}
