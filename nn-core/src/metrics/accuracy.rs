//! The part of the samples whose class the network names.

use super::each::each;
use crate::error::Error;
use crate::loss::Label;
use crate::memory::{Workspace, with_workspace};
use crate::network::Network;

/// The part of the samples whose class the network names, from 0 to 1.
///
/// A sample with a NaN output counts as wrong; [`Confusion`](super::Confusion) also says how many there are.
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
    inputs: &[N::Input],
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
    inputs: &[N::Input],
    labels: &[impl Label],
    workspace: &mut Workspace<N>,
) -> Result<f32, Error> {
    let mut right = 0;
    let answer = |input: &_| net.try_classify_in(input, workspace);
    each::<N>(inputs, labels, answer, |actual, predicted| {
        right += usize::from(predicted == Some(actual));
    })?;
    Ok(right as f32 / inputs.len() as f32)
}
