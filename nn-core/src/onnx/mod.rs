//! Networks as models of ONNX, for a host: [`to_onnx`](ToOnnx::to_onnx) and [`save_onnx`](ToOnnx::save_onnx).
//!
//! A model has the layers of its network as operators of ONNX, with the names and the weights that files of weights have. Its batch has
//! any size. So onnxruntime, and every tool that reads ONNX, computes what the network computes.
//!
//! ```
//! use nn_core::prelude::*;
//!
//! type Net = network![[1, 12, 12] => Conv2d<filters = 4, kernel = 3, Relu> => MaxPool2d<2> => Flatten => Dense<3, Softmax>];
//!
//! let net = Net::random(&mut Random::seed(1)); // usually trained
//! let bytes = net.to_onnx()?;
//! assert!(bytes.len() > 4 * Net::PARAMS);
//! # Ok::<(), nn_core::onnx::OnnxError>(())
//! ```
//!
//! Each layer is exported by its [`Export`], each activation by its [`ExportActivation`]. Layers of your own implement them.
//!
//! Networks of `i8` are exported with real numbers that are rounded to 8 bits (`QuantizeLinear` and `DequantizeLinear`). Their channels
//! are the first dimension in the model.

mod activations;
mod compose;
mod compositions;
mod error;
mod export;
mod graph;
mod int8;
mod layers;
mod model;
mod names;
mod proto;
mod quantization;
mod recurrent;
mod scope;
mod spatial;
mod value;
mod windows;

use std::format;
use std::path::Path;
use std::vec::Vec;

pub use self::error::OnnxError;
pub use self::export::{Export, ExportActivation};
pub use self::graph::Graph;
pub use self::model::Attribute;
pub use self::value::{Value, Weight};
use crate::network::Network;
use crate::state::Persist;
use crate::weights::{architecture, atomic};

/// Exports networks as models of ONNX.
///
/// A model has one input, `input`, and one output, `output`, of `f32`. Their first dimension is the batch, `N`, and the others are those
/// of the network. Operators are of operator set 18. The properties `architecture` and `fingerprint` identify the network.
pub trait ToOnnx: Network {
    /// The network as a model of ONNX.
    ///
    /// # Errors
    /// A weight is not finite, a layer has no form in ONNX, or the model has more than 2 GiB.
    fn to_onnx(&self) -> Result<Vec<u8>, OnnxError>
    where
        Self: Export,
    {
        let mut graph = Graph::new();
        let input = Graph::input(value::dimensions::<Self::Input>());
        let output = graph.network(self, &input);
        let output = <Self::Activation as ExportActivation>::export(&mut graph, &output);
        let properties = [
            ("architecture", architecture::<Self>()),
            (
                "fingerprint",
                format!("{:016x}", <Self as Persist>::FINGERPRINT),
            ),
        ];
        graph.finish([&input, &output], Self::FACTS.name, &properties)
    }

    /// Writes the network as a model of ONNX, completely or not at all.
    ///
    /// ```no_run
    /// # use nn_core::prelude::*;
    /// # type Net = network![4 => Dense<2>];
    /// # let net = Net::ZERO;
    /// net.save_onnx("model.onnx")?;
    /// # Ok::<(), nn_core::onnx::OnnxError>(())
    /// ```
    ///
    /// # Errors
    /// As for [`to_onnx`](ToOnnx::to_onnx), or the file cannot be written. An existing file is unchanged.
    fn save_onnx(&self, path: impl AsRef<Path>) -> Result<(), OnnxError>
    where
        Self: Export,
    {
        let path = path.as_ref();
        let bytes = self.to_onnx()?;
        atomic(path, &bytes).map_err(|error| OnnxError::File {
            path: path.into(),
            error,
        })
    }
}

impl<N: Network> ToOnnx for N {}
