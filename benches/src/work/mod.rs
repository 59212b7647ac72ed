//! The workloads W1 to W9 of the table in the book (`docs/src/speed.md`).
//!
//! | work | one unit | limit |
//! | --- | --- | --- |
//! | `W1` | one sample through 784-128-10 | reading the first layer's weights once |
//! | `W2a`, `W2b` | one sample through 4-16-16-3 (tanh), 16-32-32-4 (relu) | arithmetic |
//! | `W3.b32`, `W3.b128` | a training step of 784-128-10, cross-entropy, Adam | arithmetic |
//! | `W4a`, `W4b` | an online step of 784-128-10, 16-32-32-4 | reading all weights, reading them again and writing them |
//! | `W5.MxKxN`, `W5.nN` | a product of matrices, square ones | arithmetic |
//! | `W6` | one sample through LeNet-5 | arithmetic |
//! | `W7` | an epoch of 60,000 samples in batches of 64, Adam, 784-128-10 | arithmetic |
//! | `W8a`, `W8b` | one sample of integers through 784-128-10, LeNet-5; the rival is the network of `f32` | reading, arithmetic with `f32` |
//! | `W9.gru8`, `.gru16`, `.gru32`, `.lstm16` | a step of the stream of a recurrent layer with 8 features | arithmetic |
//!
//! Inputs are dense random numbers, so that nothing can be skipped. `.digits` is the same with handwritten digits, and `W7.b256` with
//! batches of 256. With the feature `parallel`, `W7.b256.threads` compares two threads with one; its limit is still that of one core.
//! Only useful operations count. A training step has the products of the forward pass, of the weight gradients, and of the input
//! gradients except for the first layer.

mod batch;
mod epoch;
mod forward;
mod int8;
mod networks;
mod online;
mod product;
mod recurrent;

pub use self::batch::Learner;
pub use self::networks::{Classifier, LeNet, Mnist, Relus, Tanhs};

use nn_core::prelude::*;

use crate::contest::Entry;

/// All workloads.
pub const ALL: &[Entry] = &[
    Entry::new("W1", forward::mnist),
    Entry::new("W1.digits", forward::mnist_digits),
    Entry::new("W2a", forward::tanhs),
    Entry::new("W2b", forward::relus),
    Entry::new("W3.b32", batch::dense::<32>),
    Entry::new("W3.b32.digits", batch::digits::<32>),
    Entry::new("W3.b128", batch::dense::<128>),
    Entry::new("W4a", online::mnist),
    Entry::new("W4a.digits", online::mnist_digits),
    Entry::new("W4b", online::relus),
    Entry::new("W5.32x784x128", product::rectangle::<32, 784, 128>),
    Entry::new("W5.n8", product::small_square::<8>),
    Entry::new("W5.n16", product::small_square::<16>),
    Entry::new("W5.n32", product::small_square::<32>),
    Entry::new("W5.n64", product::rectangle::<64, 64, 64>),
    Entry::new("W5.n128", product::rectangle::<128, 128, 128>),
    Entry::new("W5.n256", product::rectangle::<256, 256, 256>),
    Entry::new("W6", forward::lenet),
    Entry::new("W7", epoch::work::<64>),
    Entry::new("W7.b256", epoch::work::<256>),
    Entry::new("W8a", int8::mnist),
    Entry::new("W8b", int8::lenet),
    Entry::new("W9.gru8", recurrent::gru8),
    Entry::new("W9.gru16", recurrent::gru16),
    Entry::new("W9.gru32", recurrent::gru32),
    Entry::new("W9.lstm16", recurrent::lstm16),
    #[cfg(feature = "parallel")]
    Entry::new("W7.b256.threads", epoch::parallel::<256>),
];

/// The useful operations of the forward pass of one sample.
fn forward_flops<N: TrainableNetwork>() -> f64 {
    2.0 * N::MACS as f64
}

/// The useful operations of training with one sample, without the gradient with respect to the inputs of the network.
fn training_flops<N: TrainableNetwork>() -> f64 {
    let mut first = None;
    N::describe(&mut |layer| {
        first.get_or_insert(layer.macs);
    });
    2.0 * (3 * N::MACS - first.unwrap_or_default()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_count_once() {
        let (first, second) = (784 * 128, 128 * 10);
        assert_eq!(forward_flops::<Mnist>(), f64::from(2 * (first + second)));
        let training = 2 * (2 * first + 3 * second);
        assert_eq!(training_flops::<Mnist>(), f64::from(training));
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = ALL.iter().map(|entry| entry.name).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
