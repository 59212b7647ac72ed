//! Shared parts of the tests: oracles, reference values, tolerances, and comparisons.

pub mod arena;
pub mod bad;
pub mod bad_weights;
pub mod cargo;
pub mod compare;
pub mod counts;
pub mod difference;
pub mod exact_kernels;
pub mod flash_memory;
pub mod flatbuffer;
pub mod history;
pub mod instruction_sets;
pub mod kernel_checks;
pub mod kernel_table;
pub mod kernels;
pub mod oracle;
pub mod parameters;
pub mod parity;
pub mod pass;
pub mod proof;
pub mod reach;
pub mod reference;
pub mod run;
pub mod samples;
pub mod scratch;
pub mod sources;
pub mod stack;
pub mod timing;
pub mod tolerance;

/// Online training refuses batch normalization of vectors: a single vector has no deviation. Without it, the same code compiles.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = nn_core::sized![Chain<Dense<2, 3>, Dense<3, 1>>];
/// let online = OnlineTrainer::<Net, _>::new(MeanSquaredError, 0.1);
/// let trainer = Trainer::<Net, _, _, 1>::new(MeanSquaredError, Sgd::new(0.1));
/// ```
///
/// ```compile_fail,E0080
/// use nn_core::prelude::*;
///
/// type Net = nn_core::sized![Chain<Chain<Dense<2, 3>, BatchNorm<3>>, Dense<3, 1>>];
/// let online = OnlineTrainer::<Net, _>::new(MeanSquaredError, 0.1);
/// ```
///
/// Batches of one sample are also refused:
///
/// ```compile_fail,E0080
/// use nn_core::prelude::*;
///
/// type Net = nn_core::sized![Chain<Chain<Dense<2, 3>, BatchNorm<3>>, Dense<3, 1>>];
/// let trainer = Trainer::<Net, _, _, 1>::new(MeanSquaredError, Sgd::new(0.1));
/// ```
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = nn_core::sized![Chain<Chain<Dense<2, 3>, BatchNorm<3>>, Dense<3, 1>>];
/// let trainer = Trainer::<Net, _, _, 2>::new(MeanSquaredError, Sgd::new(0.1));
/// ```
#[cfg(doctest)]
pub struct OnlineOverVectors;

/// The README. Its Rust code runs as documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
