//! Two networks with known outputs, and samples for them.

use nn_core::Error;
use nn_core::prelude::*;

/// The index of the largest of three numbers.
pub(crate) type Three = network![2 => Dense<3, Softmax>];
/// Whether the second number is above 0.
pub(crate) type One = network![2 => Dense<1, Sigmoid>];
/// The functions of networks.
pub(crate) type Samples = [[f32; 2]];

/// Samples of the classes 0, 1, 2, 1 of [`three`].
pub(crate) const INPUTS: [[f32; 2]; 4] = [[2.0, 0.0], [0.0, 2.0], [-1.0, -1.0], [-1.0, 1.0]];
/// A sample whose output is NaN.
pub(crate) const NAN: [f32; 2] = [f32::NAN, 0.0];

/// The largest of `x`, `y` and `-x - y`.
pub(crate) fn three() -> Three {
    let mut net = Three::ZERO;
    net.layers.weights = [[1.0, 0.0, -1.0], [0.0, 1.0, -1.0]];
    net
}

/// Whether `y` is above 0.
pub(crate) fn one() -> One {
    let mut net = One::ZERO;
    net.layers.weights = [[0.0], [1.0]];
    net
}

/// A workspace for the functions that take one.
pub(crate) fn workspace<N: Network>() -> Workspace<N> {
    Zero::ZERO
}

/// The result for an invalid label.
pub(crate) fn out_of_range<T>(sample: usize, class: usize, classes: usize) -> Result<T, Error> {
    Err(Error::ClassOutOfRange {
        sample,
        class,
        classes,
    })
}
