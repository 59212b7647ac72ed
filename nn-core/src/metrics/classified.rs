//! The samples of an evaluation, each with its actual and its predicted class.

use crate::error::Error;
use crate::loss::{Label, class_index};
use crate::network::Network;

/// Calls `visit` with the actual and the predicted class of each sample.
pub(super) fn for_each_classified<N: Network>(
    inputs: &[N::Input],
    labels: &[impl Label],
    mut classify: impl FnMut(&N::Input) -> Option<usize>,
    mut visit: impl FnMut(usize, Option<usize>),
) -> Result<(), Error> {
    Error::check_lengths(inputs.len(), labels.len())?;
    for (sample, (input, label)) in inputs.iter().zip(labels).enumerate() {
        let class = class_index::<N::Output>(*label).map_err(|error| error.with_sample(sample))?;
        visit(class, classify(input));
    }
    Ok(())
}
