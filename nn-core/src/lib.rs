//! Neural networks whose every dimension is checked by the compiler. No heap, no unsafe code, no panics, from a Cortex-M0 to a
//! laptop.
//!
//! A network is a type. [`network!`] writes it from one line. Its sizes, parameters and bytes are constants of the type.
//!
//! ```
//! use nn_core::prelude::*;
//!
//! type Xor = network![2 => Dense<4, Tanh> => Dense<1, Sigmoid>];
//!
//! let inputs = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
//! let classes = [0u8, 1, 1, 0];
//! let mut net = Xor::random(&mut Random::seed(1));
//! let mut trainer = Trainer::<Xor, _, _, 4>::new(BinaryCrossEntropy, Adam::new(0.1));
//! Fit::epochs(500).run(&mut trainer, &mut net, (&inputs, &classes))?;
//! assert_eq!(inputs.map(|input| net.classify(&input)), [0, 1, 1, 0]);
//! # Ok::<(), nn_core::Error>(())
//! ```
//!
//! [`network!`] documents the whole language. [`Network`](network::Network) has everything that a network can do, [`Fit`](train::Fit)
//! trains it.
//!
//! # Modules
//!
//! For every program:
//!
//! | module | contents |
//! | --- | --- |
//! | [`prelude`] | what most programs need: `use nn_core::prelude::*;` |
//! | [`network`](mod@network) | the trait [`Network`](network::Network): inference, classes, sizes, initialization |
//! | [`summary`] | the table of a network's layers |
//! | [`train`] | [`Trainer`](train::Trainer), [`OnlineTrainer`](train::OnlineTrainer), [`Fit`](train::Fit), observers |
//! | [`optim`] | optimizers: SGD, momentum, Adam, AdamW, RMSProp |
//! | [`loss`] | losses, targets and class labels |
//! | [`metrics`] | accuracy and the confusion matrix |
//! | [`rng`] | seeded random numbers |
//! | [`weights`] | files, images for devices, checkpoints, constants |
//!
//! For memory and devices:
//!
//! | module | contents |
//! | --- | --- |
//! | [`memory`] | workspaces and the buffers of training |
//! | [`budget`] | bounds on the flash and RAM of a network |
//! | [`zero`] | the constant `ZERO`, from which every large value starts, and boxes that never pass over the stack |
//! | [`frozen`] | networks that are used by others and not trained |
//! | [`fold`] | networks without batch normalization |
//! | [`instruction_set`] | the instruction sets of the kernels, and the choice among them |
//!
//! For layers, activations, losses and optimizers of your own:
//!
//! | module | contents |
//! | --- | --- |
//! | [`layer`] | all layers, and the traits that a layer implements |
//! | [`activation`] | all activations, and their trait |
//! | [`init`] | rules for first values |
//! | [`tensor`], [`batch`], [`arena`] | what layers read and write |
//! | [`geometry`] | how a window lies over an image or a sequence |
//! | [`per_parameter`] | one number for each parameter: gradients and optimizer state |
//! | [`math`] | elementary functions with the same bits on every target |
//! | [`state`] | what a layer stores in a file |
//! | [`size`], [`ratio`] | lengths and fractions as types |
//! | [`rules`] | the traits by which the compiler checks a network |
//! | [`safetensors`] | a reader of safetensors files without an allocator |
//!
//! # Features
//!
//! | feature | enables | cost |
//! | --- | --- | --- |
//! | `macros` (default) | [`network!`] and [`include_weights!`] | compiles `syn` and `quote`: about 2 s |
//! | `std` (default) | files of weights; enables `alloc` | the standard library |
//! | `alloc` (by `std`) | boxes that never pass over the stack | an allocator |
//! | `simd` (default) | kernels for AVX2, AVX-512 and NEON, selected at run time; enables `std` | about 9 s of the first release build |
//! | `parallel` | large batches on several threads with the same bits; enables `std` | compiles `rayon` |
//! | `fixed-time` | a time of inference that does not depend on the input | inputs of 0 are not skipped |
//! | `save` | writing files of weights; enables `std` | compiles `safetensors` and `tempfile` |
//! | `embedded-storage` | weights in flash through drivers of embedded-storage | compiles `embedded-storage` |
//! | `defmt` | `defmt::Format` for errors, steps and summaries | compiles `defmt` |
//!
//! # Without the standard library
//!
//! ```toml
//! [dependencies]
//! nn-core = { version = "0.1", default-features = false, features = ["macros"] }
//! ```
//!
//! Weights that were trained elsewhere are a constant in flash. A network that learns is a static of zeros in `.bss`, with a lock of
//! your platform (here `std`'s). No step allocates, and the RAM is a constant:
//!
//! ```
//! use std::sync::Mutex; // on a device: a mutex of critical sections
//! use nn_core::prelude::*;
//!
//! type Tones = network![16 => Dense<32, Relu> => Dense<4, Softmax>];
//!
//! static NET: Mutex<Tones> = Mutex::new(Tones::ZERO);
//! static TRAINER: Mutex<OnlineTrainer<Tones, CrossEntropy>> = Mutex::new(OnlineTrainer::ZERO);
//! const _: () = assert!(Tones::TRAIN_RAM_BYTES < 4 * 1024);
//!
//! let (mut net, mut trainer) = (NET.lock().unwrap(), TRAINER.lock().unwrap());
//! net.initialize(&mut Random::seed(1));
//! trainer.set_learning_rate(0.01);
//! let step = trainer.step(&mut net, &[0.5; 16], &2usize)?;
//! assert!(step.loss.is_finite());
//! # Ok::<(), nn_core::Error>(())
//! ```
#![no_std]
#![forbid(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod aligned;
pub mod arena;
pub mod batch;
pub mod geometry;
pub mod instruction_set;
pub mod math;
pub mod ratio;
mod require;
pub mod rng;
pub mod safetensors;
mod scratch;
pub mod size;
mod slices;
pub mod state;
mod sum;
pub mod tensor;
mod text;
pub mod zero;

#[doc(hidden)]
pub mod kernel;

pub mod activation;
pub mod init;
pub mod loss;

pub mod layer;

pub mod budget;
pub mod fold;
pub mod frozen;
pub mod memory;
pub mod network;
pub mod per_parameter;
pub mod summary;

pub mod optim;

pub mod metrics;
pub mod train;

pub mod rules;
pub mod weights;

mod delegate;
mod error;
mod settings;

pub mod prelude;
#[doc(hidden)]
pub mod private;

pub use self::error::Error;

/// Writes the type of a network from its layers, and checks every dimension.
///
#[doc = include_str!("../docs/language.md")]
#[cfg(feature = "macros")]
#[macro_export]
macro_rules! network {
    ($($tokens:tt)*) => {
        $crate::private::network_tokens! { ($crate) $($tokens)* }
    };
}

/// Needs the feature `macros`.
#[cfg(not(feature = "macros"))]
#[macro_export]
macro_rules! network {
    ($($tokens:tt)*) => {
        ::core::compile_error!("`network!` needs the feature `macros` of nn-core")
    };
}
