//! A model of ONNX whose graph is computed for given inputs.

use std::path::Path;

use crate::evaluate::{Value, Values, evaluate_all, knows};
use crate::graph::Graph;
use crate::import::Import;
use crate::kind::Kind;
use crate::tensor::Tensor;
use crate::{ImportError, names, onnx};

/// A tensor, and the type of its elements in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// Its elements.
    pub tensor: Tensor,
    /// The type of the elements.
    pub kind: Kind,
}

impl Typed {
    /// Reads a tensor that is stored in a file of its own (`TensorProto`), as in the test data of ONNX.
    ///
    /// # Errors
    /// The bytes are no tensor of numbers.
    pub fn onnx_bytes(bytes: &[u8]) -> Result<Self, String> {
        let (tensor, kind) = onnx::read_tensor(bytes)?;
        Ok(Typed { tensor, kind })
    }
}

/// A model of ONNX. Its graph is computed in `f64`, for any number of inputs and outputs.
///
/// [`Import`] finds the layers of a model. This type computes graphs that have none, too.
#[derive(Debug, Clone)]
pub struct Model {
    graph: Graph,
}

impl Model {
    /// Reads a model. Tensors that are stored in other files are read from `folder`.
    ///
    /// # Errors
    /// The bytes are not an ONNX model, or a tensor is damaged or missing. The text says which.
    pub fn onnx_bytes(bytes: &[u8], folder: &Path) -> Result<Self, String> {
        let graph = onnx::read(bytes, folder)?;
        Ok(Model { graph })
    }

    /// The names of the inputs that are not constants.
    pub fn inputs(&self) -> impl Iterator<Item = &str> {
        self.graph.inputs.iter().map(|input| &*input.name)
    }

    /// The operators, one for each node, and whether it is known.
    pub fn operators(&self) -> impl Iterator<Item = (&str, bool)> {
        let nodes = self.graph.nodes.iter();
        nodes.map(|node| (&*node.operator, knows(&node.operator)))
    }

    /// Computes the outputs, in the order of the model, for inputs in their order. An input that is missing is left out.
    ///
    /// # Errors
    /// A node cannot be computed, or an output is one that this crate does not compute. The text says which.
    pub fn compute(&self, inputs: Vec<Option<Typed>>) -> Result<Vec<Typed>, String> {
        let named = self.graph.inputs.iter().zip(inputs);
        let named = named.filter_map(|(input, typed)| {
            let Typed { tensor, kind } = typed?;
            let value = Value {
                tensor,
                is_constant: false,
                kind,
            };
            Some((input.name.clone(), value))
        });
        let mut values = evaluate_all(&self.graph, named.collect::<Values>())
            .map_err(|problem| format!("{}: {}", problem.node, problem.reason))?;
        let outputs = self.graph.outputs.iter().map(|name| {
            let value = values.remove(name);
            let Value { tensor, kind, .. } =
                value.ok_or_else(|| format!("its output `{name}` is not computed"))?;
            Ok(Typed { tensor, kind })
        });
        outputs.collect()
    }

    /// Makes an input a constant, for example weights that a test passes as an input.
    pub fn set_constant(&mut self, name: &str, Typed { tensor, kind }: Typed) {
        self.graph.inputs.retain(|input| input.name != name);
        self.graph.constants.insert(name.to_owned(), tensor);
        self.graph.kinds.insert(name.to_owned(), kind);
    }

    /// Finds the layers of the model, as [`Import::onnx`] does. `path` is the file that messages name.
    ///
    /// # Errors
    /// Nodes of the model are not understood. The error has all of them.
    pub fn import(self, path: &Path, output: Option<&str>) -> Result<Import, ImportError> {
        Import::of_graph(self.graph, output, None, names::choose).map_err(|found| found.at(path))
    }
}
