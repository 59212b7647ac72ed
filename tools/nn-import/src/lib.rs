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

mod error;
mod evaluate;
mod graph;
mod half;
mod import;
mod known;
pub mod layer;
mod lower;
mod names;
mod onnx;
mod quantized;
mod reader;
mod refusal;
mod render;
pub mod tensor;
mod tflite;
mod weights;
mod write;

pub use self::error::ImportError;
pub use self::import::Import;
pub use self::refusal::Refusal;
pub use self::write::Options;
