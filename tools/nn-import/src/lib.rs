//! Reads a trained model and writes it as a network of nn-core: the line of `network!`, its weights, and tests.
//!
//! [`Import::onnx`] reads a file of ONNX, and [`Import::tflite`] one of TensorFlow Lite. The graph is computed once in `f64`, which gives the shapes of all tensors, the constants, and
//! the outputs that the tests of the written network expect. Then the value that depends on the input is followed from node to node, and
//! each node becomes a layer, an activation, or nothing. What is not understood is listed at once: see [`Refusal`].
//!
//! ```no_run
//! use std::path::Path;
//! use nn_import::{Import, Options};
//!
//! let import = Import::onnx(Path::new("model.onnx"), None)?;
//! println!("{}", import.line());
//! let options = Options { name: "Model".to_owned(), ..Options::default() };
//! import.write(Path::new("src"), &options)?;
//! # Ok::<(), nn_import::ImportError>(())
//! ```

#![forbid(unsafe_code)]

mod batch;
mod check;
mod ends;
mod error;
mod evaluate;
mod files;
mod format;
mod graph;
mod guess;
mod import;
mod inspect;
mod integers;
mod kind;
mod known;
pub mod layer;
mod lower;
mod model;
mod names;
mod numbers;
mod onnx;
mod positions;
mod prove;
mod quantized;
mod read;
mod read_options;
mod reader;
mod real;
mod record;
mod refusal;
mod render;
mod sequences;
mod shared;
mod simple;
mod sorted;
pub mod tensor;
mod tflite;
mod turned;
mod unrolled;
mod weights;
mod write;

pub use self::check::{check, imported};
pub use self::error::ImportError;
pub use self::format::Format;
pub use self::import::Import;
pub use self::inspect::{Inspection, Range, Statistics, StoredTensor, inspect};
pub use self::kind::Kind;
pub use self::model::{Model, Typed};
pub use self::prove::{Case, Specification};
pub use self::read_options::ReadOptions;
pub use self::refusal::Refusal;
pub use self::write::{Options, Places};
