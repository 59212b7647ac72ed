//! Data sets in place: shuffling, splitting, cross-validation and the balance of classes, without a heap.
//!
//! A data set is a list of inputs and a list of targets of the same length. Functions that change the order change both lists, so each input keeps its
//! target. [`Standardize`](crate::layer::Standardize) scales inputs.
//!
//! ```
//! use nn_core::data::{Split, split_stratified};
//! use nn_core::prelude::*;
//!
//! type Net = network![1 => Standardize => Dense<1, Sigmoid>];
//!
//! let mut inputs: [[f32; 1]; 20] = core::array::from_fn(|i| [i as f32]);
//! let mut labels: [u8; 20] = core::array::from_fn(|i| u8::from(i >= 10));
//! let mut random = Random::seed(1);
//! let Split { train_inputs, train_targets, test_inputs, test_targets } =
//!     split_stratified(&mut inputs, &mut labels, 0.2, &mut random)?;
//! assert_eq!((train_inputs.len(), test_inputs.len()), (16, 4));
//!
//! let mut net = Net::random(&mut random);
//! net.standardize(train_inputs)?; // the test data are not measured
//! let mut trainer = Trainer::<Net, _, _, 16>::new(BinaryCrossEntropy, Adam::new(0.2));
//! Fit::epochs(100).run(&mut trainer, &mut net, (train_inputs, train_targets))?;
//! assert_eq!(nn_core::metrics::accuracy(&net, test_inputs, test_targets)?, 1.0);
//! # Ok::<(), nn_core::Error>(())
//! ```

mod class_counts;
mod folds;
mod marks;
mod shuffle;
mod sort;
mod split;

pub use self::class_counts::ClassCounts;
pub use self::folds::Folds;
pub use self::shuffle::shuffle;
pub use self::split::{Split, split, split_stratified};
