//! The samples of an evaluation, each with its actual and its predicted class.

use super::samples::{Real, for_each_sample};
use crate::error::Error;
use crate::loss::{Label, class_index};
use crate::network::Network;

/// Calls `visit` with the actual and the predicted class of each sample.
pub(super) fn for_each_classified<N: Network>(
    net: &N,
    inputs: &[Real<N>],
    labels: &[impl Label],
    mut classify: impl FnMut(&N::Input) -> Option<usize>,
    mut visit: impl FnMut(usize, Option<usize>),
) -> Result<(), Error> {
    for_each_sample(net, inputs, labels, |input, label| {
        let class = class_index::<N::Output>(*label)?;
        visit(class, classify(input));
        Ok(())
    })
}

/// The fraction of samples whose class `classify` returns.
pub(super) fn fraction_correct<N: Network>(
    net: &N,
    inputs: &[Real<N>],
    labels: &[impl Label],
    classify: impl FnMut(&N::Input) -> Option<usize>,
) -> Result<f32, Error> {
    let mut correct = 0;
    for_each_classified(net, inputs, labels, classify, |actual, predicted| {
        correct += usize::from(predicted == Some(actual));
    })?;
    Ok(correct as f32 / inputs.len() as f32)
}
