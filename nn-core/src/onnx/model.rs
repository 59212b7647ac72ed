//! The messages of an ONNX model.
//!
//! The numbers of their fields are those of <https://github.com/onnx/onnx/blob/main/onnx/onnx.proto>.

use std::string::String;
use std::vec::Vec;

use super::proto::Message;

/// The version of the file format, which belongs to operator set 18. onnxruntime reads it from version 1.14 on.
const IR_VERSION: i64 = 8;
/// The version of the operators.
const OPSET: i64 = 18;
/// The name of the axis of the batch.
const BATCH: &str = "N";

/// The type of the numbers of a tensor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DataType {
    F32 = 1,
    I8 = 3,
    I32 = 6,
    I64 = 7,
}

/// The value of an attribute of a node.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Attribute<'a> {
    /// An integer.
    Int(i64),
    /// A real number.
    Float(f32),
    /// A list of integers.
    Ints(&'a [i64]),
    /// A text.
    Text(&'a str),
    /// A list of texts.
    Texts(&'a [&'a str]),
}

impl Attribute<'_> {
    fn message(self, name: &str) -> Message {
        let mut message = Message::default();
        message.text(1, name);
        let kind = match self {
            Attribute::Float(value) => {
                message.real(2, value);
                1
            }
            Attribute::Int(value) => {
                message.integer(3, value);
                2
            }
            Attribute::Text(value) => {
                message.text(4, value);
                3
            }
            Attribute::Texts(values) => {
                values.iter().for_each(|value| message.text(9, value));
                8
            }
            Attribute::Ints(values) => {
                values.iter().for_each(|value| message.integer(8, *value));
                7
            }
        };
        message.integer(20, kind);
        message
    }
}

/// A node: an operator with its inputs and its output.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) name: String,
    pub(super) operator: &'static str,
    pub(super) inputs: Vec<String>,
    pub(super) output: String,
    /// The number of outputs before this one, which are left out.
    pub(super) skipped: usize,
    attributes: Vec<Message>,
}

impl Node {
    pub(super) fn new(
        name: String,
        operator: &'static str,
        inputs: Vec<String>,
        attributes: &[(&str, Attribute<'_>)],
    ) -> Self {
        let attributes = attributes.iter();
        Node {
            output: name.clone(),
            skipped: 0,
            name,
            operator,
            inputs,
            attributes: attributes
                .map(|(name, value)| value.message(name))
                .collect(),
        }
    }

    fn message(&self) -> Message {
        let mut message = Message::default();
        self.inputs.iter().for_each(|input| message.text(1, input));
        (0..self.skipped).for_each(|_| message.text(2, ""));
        message.text(2, &self.output);
        message.text(3, &self.name);
        message.text(4, self.operator);
        self.attributes
            .iter()
            .for_each(|value| message.message(5, value));
        message
    }
}

/// A tensor that is stored in the model.
#[derive(Debug, Clone)]
pub(super) struct Initializer {
    pub(super) name: String,
    pub(super) shape: Vec<usize>,
    pub(super) kind: DataType,
    pub(super) bytes: Vec<u8>,
}

impl Initializer {
    fn message(&self) -> Message {
        let mut message = Message::default();
        self.shape
            .iter()
            .for_each(|size| message.integer(1, *size as i64));
        message.integer(2, self.kind as i64);
        message.text(8, &self.name);
        message.bytes(9, &self.bytes);
        message
    }
}

/// The name and the shape of an input or an output of `f32`, without the batch.
pub(super) fn end(name: &str, shape: &[usize]) -> Message {
    let mut dimensions = Message::default();
    let mut batch = Message::default();
    batch.text(2, BATCH);
    dimensions.message(1, &batch);
    for size in shape {
        let mut dimension = Message::default();
        dimension.integer(1, *size as i64);
        dimensions.message(1, &dimension);
    }
    let mut tensor = Message::default();
    tensor.integer(1, DataType::F32 as i64);
    tensor.message(2, &dimensions);
    let mut kind = Message::default();
    kind.message(1, &tensor);
    let mut message = Message::default();
    message.text(1, name);
    message.message(2, &kind);
    message
}

/// A graph.
pub(super) struct GraphParts<'a> {
    pub(super) name: &'a str,
    pub(super) nodes: &'a [Node],
    pub(super) initializers: &'a [Initializer],
    pub(super) input: Message,
    pub(super) output: Message,
}

/// The bytes of a model with these properties.
pub(super) fn model(graph: &GraphParts<'_>, properties: &[(&str, String)]) -> Vec<u8> {
    let mut inner = Message::default();
    graph
        .nodes
        .iter()
        .for_each(|node| inner.message(1, &node.message()));
    inner.text(2, graph.name);
    for initializer in graph.initializers {
        inner.message(5, &initializer.message());
    }
    inner.message(11, &graph.input);
    inner.message(12, &graph.output);

    let mut message = Message::default();
    message.integer(1, IR_VERSION);
    message.text(2, env!("CARGO_PKG_NAME"));
    message.text(3, env!("CARGO_PKG_VERSION"));
    message.message(7, &inner);
    let mut operators = Message::default();
    operators.text(1, "");
    operators.integer(2, OPSET);
    message.message(8, &operators);
    for (key, value) in properties {
        let mut property = Message::default();
        property.text(1, key);
        property.text(2, value);
        message.message(14, &property);
    }
    message.into_bytes()
}
