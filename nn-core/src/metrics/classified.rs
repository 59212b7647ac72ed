//! The samples of an evaluation, each with its actual and its predicted class.

use crate::error::Error;
use crate::layer::{Layer, Scalar};
use crate::loss::{Label, class_index};
use crate::network::Network;
use crate::scratch::with_zeros_in_each;
use crate::tensor::Tensor;

/// The input of a network as real numbers: the input itself, except for a network of integers.
pub(super) type Real<N> = <<N as Layer>::Element as Scalar>::Real<<N as Layer>::Input>;

/// Calls `visit` with the actual and the predicted class of each sample. The samples are converted for a network of integers.
pub(super) fn for_each_classified<N: Network>(
    net: &N,
    inputs: &[Real<N>],
    labels: &[impl Label],
    mut classify: impl FnMut(&N::Input) -> Option<usize>,
    mut visit: impl FnMut(usize, Option<usize>),
) -> Result<(), Error> {
    Error::check_lengths(inputs.len(), labels.len())?;
    let [scale, _] = net.scales();
    let scale = scale.unwrap_or_default();
    with_zeros_in_each(|place| {
        for (sample, (input, label)) in inputs.iter().zip(labels).enumerate() {
            let class =
                class_index::<N::Output>(*label).map_err(|error| error.with_sample(sample))?;
            let input = N::Element::convert(input.as_slice(), scale, place);
            visit(class, input.and_then(&mut classify));
        }
        Ok(())
    })
}
