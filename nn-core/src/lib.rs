//! Neural networks with dimensions that the compiler checks. No heap, no unsafe code, no panics, from a Cortex-M0 to a laptop.
//!
//! A network is a type, which [`network!`] writes from one line. Its sizes, its number of parameters and its bytes are constants of
//! the type.
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
//! | [`network`](mod@network) | what a network can do; its memory, [budgets](network::FitsFlash), summary and gradients; [frozen](network::Frozen) networks |
//! | [`train`] | [`Trainer`](train::Trainer), [`OnlineTrainer`](train::OnlineTrainer), [`Fit`](train::Fit) with validation and clipping, observers; on devices [`Replay`](train::Replay), [`Slices`](train::Slices), [`Average`](train::Average) |
//! | [`optim`] | optimizers: SGD, momentum, Adam, AdamW, RMSProp; schedules of the learning rate |
//! | [`loss`] | losses, targets and class labels |
//! | [`data`] | splits, cross-validation and the balance of classes, in place |
//! | [`metrics`] | accuracy, the confusion matrix, rankings, regressions |
//! | [`rng`] | seeded random numbers |
//! | `onnx` | networks as models of ONNX; with the feature `onnx` |
//! | [`verify`] | proofs about networks: bounds and classes, [by the compiler](assert_bounds!) or, with the feature `verify`, in a test |
//! | [`weights`] | files, also of [TensorFlow Lite](weights::tflite), images for devices, checkpoints, constants |
//!
//! For memory and devices:
//!
//! | module | contents |
//! | --- | --- |
//! | [`zero`] | the constant `ZERO` of every large type, and boxes that are made without the stack |
//! | [`fold`] | networks without batch normalization and standardization |
//! | [`quantize`](mod@quantize) | networks of 8-bit integers: [`quantized!`], calibration, reports, and training with their rounding ([`fake_quantized!`]); [`layer::int8`] has their layers |
//! | [`instruction_set`] | the instruction sets of the kernels, and the choice among them |
//!
//! For layers, activations, losses and optimizers of your own:
//!
//! | module | contents |
//! | --- | --- |
//! | [`layer`] | all layers, and the traits that a layer implements |
//! | [`activation`] | all activations, and their trait |
//! | [`init`] | rules for the initial values of weights |
//! | [`tensor`], [`batch`] | what layers read and write |
//! | [`geometry`] | how a window slides over an image or a sequence |
//! | [`math`] | elementary functions with the same bits on every target |
//! | [`size`], [`ratio`] | lengths and fractions as types |
//! | [`rules`] | the traits by which the compiler checks a network |
//! | [`safetensors`], [`tflite`] | readers of safetensors and TensorFlow Lite files without an allocator |
//!
//! [`typenum`], [`generic_array`], [`rand_core`] and [`bytemuck`] are re-exported, because signatures show their items.
//!
//! # Features
//!
//! | feature | enables | cost |
//! | --- | --- | --- |
//! | `macros` (default) | [`network!`] and [`include_weights!`] | compiles `syn` and `quote`: about 2 s |
//! | `std` (default) | weight files; enables `alloc` | the standard library |
//! | `alloc` (enabled by `std`) | networks and trainers on the heap, made without the stack | an allocator |
//! | `simd` (default) | kernels for AVX2, AVX-512 and NEON, selected at run time; enables `std` | about 9 s of the first release build |
//! | `parallel` | large batches on several threads with the same bits; enables `std` | compiles `rayon` |
//! | `dsp` | the DSP instructions of Cortex-M4, M7 and M33 in layers of `i8`, the square root of FPUs, and fewer instructions on Cortex-M3, M0 and RISC-V | compiles `nn-dsp`, which contains assembly |
//! | `fixed-time` | an inference time that does not depend on the values of the input | inputs of 0 are not skipped |
//! | `save` | writing weight files; enables `std` | compiles `safetensors` and `tempfile` |
//! | `onnx` | writing networks as models of ONNX; enables `save` | what `save` costs |
//! | `verify` | proofs about networks on a host; enables `std` | about 1 s of the first build |
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
//! Weights that were trained elsewhere are a constant in flash. A network that is trained on the device is a static of zeros in
//! `.bss`, in a mutex of the platform (here that of `std`). No step allocates, and the RAM is a constant:
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
#![warn(missing_debug_implementations)]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod aligned;
mod arena;
mod attempt;
pub mod batch;
pub mod geometry;
pub mod instruction_set;
pub mod math;
mod opaque;
pub mod ratio;
mod require;
pub mod rng;
pub mod safetensors;
mod scratch;
pub mod size;
mod slices;
mod state;
mod sum;
pub mod tensor;
mod text;
pub mod tflite;
pub mod zero;

#[doc(hidden)]
pub mod kernel;

pub mod activation;
mod heap_sort;
pub mod init;
pub mod loss;

pub mod layer;

pub mod fold;
pub mod network;
pub mod quantize;
pub mod stream;
pub mod verify;

pub mod optim;

pub mod data;
pub mod metrics;
pub mod train;

#[cfg(feature = "onnx")]
pub mod onnx;
pub mod rules;
pub mod weights;

mod delegate;
mod error;
mod settings;

pub mod prelude;
#[doc(hidden)]
pub mod private;

pub use self::error::Error;

/// Its `Zeroable` is the bound of values that can be boxed without the stack.
pub use bytemuck;
/// Its `ArrayLength` is a bound of [`FlatLength`](size::FlatLength).
pub use generic_array;
/// Its `Rng` is a bound of every function that draws random numbers.
pub use rand_core;
/// The lengths of a network are numbers of this crate: see [`Network`](network::Network).
pub use typenum;

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
