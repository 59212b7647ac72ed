//! The samples of an evaluation one by one, with their classes and the answers to them.

use crate::error::Error;
use crate::loss::{Label, class_index};
use crate::network::Network;

/// Shows the class of each sample and the network's answer.
pub(super) fn each<N: Network>(
    inputs: &[N::Input],
    labels: &[impl Label],
    mut answer: impl FnMut(&N::Input) -> Option<usize>,
    mut visit: impl FnMut(usize, Option<usize>),
) -> Result<(), Error> {
    Error::check_lengths(inputs.len(), labels.len())?;
    for (sample, (input, label)) in inputs.iter().zip(labels).enumerate() {
        let class = class_index::<N::Output>(*label).map_err(|error| error.at(sample))?;
        visit(class, answer(input));
    }
    Ok(())
}
