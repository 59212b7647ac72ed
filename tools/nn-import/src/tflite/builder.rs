//! Builds a graph from the operators of a model.

use std::collections::{BTreeMap, BTreeSet};

use nn_core::tflite::{Operator, Tflite};

use super::integers::Grid;
use super::{needed, numbers, unknown};
use crate::graph::{Attribute, Graph, Input, Node};
use crate::tensor::Tensor;

/// The version of ONNX whose operators the graph has.
const OPSET: i64 = 13;

/// A graph that is built from the operators of a model.
pub(super) struct Builder<'a> {
    pub(super) file: Tflite<'a>,
    /// Whether the model computes with integers.
    pub(super) is_integer: bool,
    /// The axis of size 1 that all images have. It is left out, so that images are sequences.
    row: Option<usize>,
    graph: Graph,
    /// The values of tensors that have another name than their own.
    renamed: BTreeMap<usize, String>,
    /// The operator that is read, as messages name it.
    label: String,
}

impl<'a> Builder<'a> {
    pub(super) fn new(file: Tflite<'a>, needed: &BTreeSet<usize>, is_integer: bool) -> Self {
        Builder {
            row: row(&file, needed),
            file,
            is_integer,
            graph: Graph {
                producer: "a converter of TensorFlow Lite".to_owned(),
                version: "schema 3".to_owned(),
                opset: OPSET,
                is_integer,
                ..Graph::default()
            },
            renamed: BTreeMap::new(),
            label: String::new(),
        }
    }

    /// Begins with the input. The network takes it with the channels first, unless an operator changes its shape.
    pub(super) fn begin(&mut self, input: usize, needed: &BTreeSet<usize>) {
        let mut front = input;
        let readers = |tensor: usize| {
            let all = needed.iter().filter_map(|index| self.file.operator(*index));
            all.filter(|operator| operator.input(0) == Some(tensor))
                .collect::<Vec<_>>()
        };
        while let [only] = &readers(front)[..]
            && only.code().name() == "QUANTIZE"
            && let Some(output) = only.output(0)
        {
            front = output;
        }
        let is_reshaped = readers(front).iter().any(needed::changes_shape);
        if self.shape(input).len() > 2 && !is_reshaped {
            let value = self.value(input);
            let last = if self.shape(input).len() == 3 {
                let first = self.moved(value, vec![0, 2, 1]);
                self.moved(first, vec![0, 2, 1])
            } else {
                let first = self.channels_first(value);
                self.channels_last(first)
            };
            self.renamed.insert(input, last);
        }
    }

    /// The graph from a tensor to another.
    pub(super) fn finish(mut self, input: usize, output: usize) -> Graph {
        let sizes = self.shape(input).into_iter().map(Some).collect();
        self.graph.inputs.push(Input {
            name: tensor_name(input),
            sizes: Some(sizes),
        });
        self.graph.outputs.push(self.value(output));
        self.graph
    }

    /// Begins with an operator.
    pub(super) fn start(&mut self, index: usize, operator: &Operator<'_>) {
        self.label = unknown::label(operator.code().name(), &[index]);
    }

    /// The name of the value of a tensor.
    pub(super) fn value(&self, tensor: usize) -> String {
        let renamed = self.renamed.get(&tensor);
        renamed.cloned().unwrap_or_else(|| tensor_name(tensor))
    }

    /// A value is that of a tensor.
    pub(super) fn rename(&mut self, tensor: usize, value: String) {
        self.renamed.insert(tensor, value);
    }

    /// The shape of a tensor, without the axis of the only row.
    pub(super) fn shape(&self, tensor: usize) -> Vec<usize> {
        let shape = self
            .file
            .tensor(tensor)
            .map(|tensor| tensor.shape().to_vec());
        let mut shape = shape.unwrap_or_default();
        if let Some(row) = self.row_of(shape.len()) {
            shape.remove(row);
        }
        shape
    }

    /// The axis that is left out of a tensor with this number of axes.
    pub(super) fn row_of(&self, axes: usize) -> Option<usize> {
        self.row.filter(|_| axes == 4)
    }

    /// An axis of a tensor with this number of axes, counted from the start without the axis of the only row. `None` if it is that axis.
    pub(super) fn axis(&self, axis: i64, axes: usize) -> Option<usize> {
        let axis = if axis < 0 { axis + axes as i64 } else { axis };
        let axis = usize::try_from(axis).unwrap_or(usize::MAX);
        match self.row_of(axes) {
            Some(row) if axis == row => None,
            Some(row) if axis > row => Some(axis - 1),
            _ => Some(axis),
        }
    }

    /// The numbers of a tensor, if they are constant.
    pub(super) fn constant_of(&self, tensor: Option<usize>) -> Result<Option<Tensor>, String> {
        let Some(tensor) = tensor.and_then(|tensor| self.file.tensor(tensor)) else {
            return Ok(None);
        };
        if tensor.data().is_empty() {
            return Ok(None);
        }
        numbers::of(&tensor).map(Some)
    }

    /// The constant numbers of an input.
    pub(super) fn numbers(&self, operator: &Operator<'_>, index: usize) -> Result<Tensor, String> {
        let input = operator.input(index);
        // Weights of 16 bits are converted by an operator of their own.
        let before = (0..self.file.len())
            .filter_map(|at| self.file.operator(at))
            .find(|other| other.output(0) == input && other.code().name() == "DEQUANTIZE");
        let found = match self.constant_of(input)? {
            Some(found) => Some(found),
            None => self.constant_of(before.and_then(|before| before.input(0)))?,
        };
        found.ok_or_else(|| format!("its input {index} is not constant"))
    }

    /// The constant integers of an input.
    pub(super) fn list(&self, operator: &Operator<'_>, index: usize) -> Result<Vec<i64>, String> {
        self.numbers(operator, index)
            .map(|numbers| numbers.integers())
    }

    /// The grid of a tensor of integers.
    pub(super) fn grid(&self, tensor: Option<usize>) -> Option<Grid> {
        Grid::of(&self.file.tensor(tensor?)?)
    }

    /// Adds a constant. Returns its name.
    pub(super) fn constant(&mut self, tensor: Tensor) -> String {
        let name = format!("constant {}", self.graph.constants.len());
        self.graph.constants.insert(name.clone(), tensor);
        name
    }

    /// Adds a node. Returns the name of its output.
    pub(super) fn push(
        &mut self,
        operator: &str,
        inputs: Vec<String>,
        attributes: &[(&str, Attribute)],
    ) -> String {
        let output = format!("value {}", self.graph.nodes.len());
        let attributes = attributes.iter().cloned();
        self.graph.nodes.push(Node {
            label: Some(self.label.clone()),
            operator: operator.to_owned(),
            inputs,
            outputs: vec![output.clone()],
            attributes: attributes
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            ..Node::default()
        });
        output
    }

    /// Adds a node that moves the channels from the end to the front.
    pub(super) fn channels_first(&mut self, value: String) -> String {
        let order = if self.row.is_some() {
            vec![0, 2, 1]
        } else {
            vec![0, 3, 1, 2]
        };
        self.moved(value, order)
    }

    /// Adds a node that moves the channels from the front to the end.
    pub(super) fn channels_last(&mut self, value: String) -> String {
        let order = if self.row.is_some() {
            vec![0, 2, 1]
        } else {
            vec![0, 2, 3, 1]
        };
        self.moved(value, order)
    }

    /// Adds a node that changes the order of the axes.
    fn moved(&mut self, value: String, order: Vec<i64>) -> String {
        let order = [("perm", Attribute::Ints(order))];
        self.push("Transpose", vec![value], &order)
    }
}

fn tensor_name(tensor: usize) -> String {
    format!("tensor {tensor}")
}

/// The axis along which all images have only one row, and all kernels too.
fn row(file: &Tflite<'_>, needed: &BTreeSet<usize>) -> Option<usize> {
    let operators = || needed.iter().filter_map(|index| file.operator(*index));
    let tensors = || {
        operators().flat_map(|operator| {
            let inputs = (0..operator.inputs()).filter_map(move |at| operator.input(at));
            let outputs = (0..operator.outputs()).filter_map(move |at| operator.output(at));
            inputs.chain(outputs)
        })
    };
    let shapes = tensors().filter_map(|tensor| {
        let tensor = file.tensor(tensor)?;
        match *tensor.shape() {
            [_, rows, columns, _] => Some([rows, columns]),
            _ => None,
        }
    });
    let sizes: Vec<[usize; 2]> = shapes.collect();
    let has_one = |axis: &usize| sizes.iter().all(|sizes| sizes[*axis] == 1);
    let axis = [0, 1].into_iter().find(has_one);
    axis.filter(|_| !sizes.is_empty()).map(|axis| axis + 1)
}
