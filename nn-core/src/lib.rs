//! Neural networks whose every dimension is checked by the compiler: no heap, no unsafe code, no panics, from a
//! Cortex-M0+ to a laptop.
//!
//! A network is a type. [`network!`] writes it from one line; its sizes, parameters and bytes are constants of it.
//!
//! ```
//! use nn_core::prelude::*;
//!
//! type Xor = network![2 => Dense<4, Tanh> => Dense<1, Sigmoid>];
//!
//! let mut net = Xor::random(&mut Random::seed(1));
//! let mut trainer = Online::new(BinaryCrossEntropy, 0.5)?;
//! for _ in 0..2_000 {
//!     trainer.step(&mut net, &[0.0, 0.0], &[0.0])?;
//!     trainer.step(&mut net, &[0.0, 1.0], &[1.0])?;
//!     trainer.step(&mut net, &[1.0, 0.0], &[1.0])?;
//!     trainer.step(&mut net, &[1.0, 1.0], &[0.0])?;
//! }
//! assert!(net.predict(&[0.0, 1.0])[0] > 0.9);
//! assert!(net.predict(&[1.0, 1.0])[0] < 0.1);
//! # Ok::<(), nn_core::Error>(())
//! ```
//!
//! | module | what is there |
//! | --- | --- |
//! | [`network`](mod@network), [`layer`], [`fold`] | networks, the layers of which they are composed, and networks without batch normalisation |
//! | [`activation`], [`loss`], [`init`] | one file per function; write your own |
//! | [`optim`], [`train`], [`metrics`] | optimisers, training steps and runs, how good the result is |
//! | [`math`], [`rng`] | functions and random numbers |
//! | [`instruction_set`] | which vector instructions the kernels use |
//! | [`budget`] | bounds on what a network may take |
//! | [`rules`] | what the compiler checks of a network |
//! | [`tensor`], [`geometry`], [`batch`], [`arena`], [`size`], [`ratio`], [`zero`] | shapes, memory and lengths |
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

/// Turns a line into a statically shaped network; see the [crate's documentation](crate) and the README for the
/// whole language.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Mnist = network![784 => Dense<128, Relu> => Dense<10, Sigmoid>];
///
/// network! {
///     /// Digits, small enough for a microcontroller.
///     pub struct Tiny {
///         784 => hidden: Dense<16, Relu> => output: Dense<10, Softmax>
///     }
/// }
///
/// assert_eq!(Mnist::PARAMS, 101_770);
/// let mut rng = Random::seed(1);
/// let tiny = Tiny::random(&mut rng);
/// assert_eq!(tiny.hidden().bias, [0.0; 16]);
/// let mnist = Mnist::random_boxed(&mut rng); // on the heap, without the stack
/// assert_eq!(mnist.predict(&[0.0; 784]), [0.5; 10]);
/// ```
#[cfg(feature = "macros")]
#[macro_export]
macro_rules! network {
    ($($tokens:tt)*) => {
        $crate::private::network_tokens! { ($crate) $($tokens)* }
    };
}

/// Makes a network from a file of weights in the format safetensors while the program is compiled.
///
/// The file is one that PyTorch's `safetensors.torch.save_file(model.state_dict(), ..)` writes for the same `nn.Sequential`, or
/// this crate's `save`. It is compared with the network: a tensor that is missing, too much, of another shape or
/// type, or not finite is an error of the compiler at the file's name. The network is a constant: in a `static` it lies in flash, and no
/// code sets it up. When the file changes, the crate is compiled again.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
///
/// static NET: Net = nn_core::include_weights!(Net, "../tests/reference/weights/dense.safetensors");
///
/// assert_eq!(NET.classify(&[0.5, -1.0, 0.25, 2.0]), 1);
/// ```
///
/// - The path is relative to the folder of the crate's manifest. `env!("NAME")` in its place takes it from an environment variable, which a
///   build script sets with `cargo::rustc-env`.
/// - `names = ["0" => "fc1", "2" => "fc2"]` gives the layers here their names in the file.
/// - `prefix = "module."` is what every name in the file begins with, such as that of `DataParallel`.
/// - `surplus = true` lets the file have tensors that the network does not have, which are an error otherwise. (A warning they cannot be: a
///   constant can only fail.)
/// - The compiler reads files with at most 1,024 tensors and a header of at most 1,048,576 bytes.
#[cfg(feature = "macros")]
#[macro_export]
macro_rules! include_weights {
    ($($tokens:tt)*) => {
        $crate::private::weights_tokens! { ($crate) $($tokens)* }
    };
}

/// Tests a constant network while it is compiled: its outputs for an input, each at most so far from what is expected.
///
/// It is for networks of one to six dense layers, with any activation of this crate or one that states its
/// [`FORMULA`](activation::Activation::FORMULA). The compiler computes in 64 bits, and not as the kernels do: so it is a proof of the
/// weights, the layout and the functions.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
///
/// static NET: Net = nn_core::include_weights!(Net, "../tests/reference/weights/dense.safetensors");
///
/// nn_core::assert_predicts!(NET, [0.0, 0.0, 0.0, 0.0] => [0.25, 0.5, 0.25], 0.2);
/// ```
///
/// ```compile_fail
/// # use nn_core::prelude::*;
/// # type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
/// static NET: Net = Net::ZERO;
/// nn_core::assert_predicts!(NET, [0.0; 4] => [0.25, 0.5, 0.25], 0.01); // each is a third
/// ```
#[macro_export]
macro_rules! assert_predicts {
    ($net:expr, $input:expr => $expected:expr, $tolerance:expr $(,)?) => {
        #[allow(long_running_const_eval)]
        const _: () = $crate::weights::near(&$net.constant_output(&$input), &$expected, $tolerance);
    };
}
