//! Reads models in the [TensorFlow Lite](https://ai.google.dev/edge/litert) format, `.tflite`, in place: without an allocator, and
//! also at compile time.
//!
//! It reads what a feed-forward network or one with an LSTM consists of: tensors with their types, shapes, scales and constant values,
//! and operators with their settings. The format is described by its
//! [schema](https://github.com/tensorflow/tflite-micro/blob/main/tensorflow/compiler/mlir/lite/schema/schema.fbs) of version 3.
//! An operator that this reader does not know has its code and its tensors, and no settings.

mod bytes;
mod code;
mod error;
mod flatbuffer;
mod numbers;
mod operator;
mod options;
mod tensor;

pub use self::code::Code;
pub use self::error::TfliteError;
use self::flatbuffer::{List, Table};
pub use self::numbers::Numbers;
pub use self::operator::Operator;
pub use self::options::{Fused, Options, Sliding};
pub use self::tensor::ModelTensor;
use crate::attempt::attempt;

/// The maximum number of operators.
const MOST_OPERATORS: usize = 1024;

/// A model whose parts have been checked: its main graph of operators.
///
/// ```
/// use nn_core::tflite::{Tflite, TfliteError};
///
/// let error = Tflite::parse(b"no model").unwrap_err();
/// assert_eq!(error, TfliteError::Foreign { bytes: 8 });
/// assert_eq!(error.to_string(), "it has 8 bytes, and those from 4 to 7 are not `TFL3`");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tflite<'a> {
    codes: List<'a>,
    buffers: List<'a>,
    tensors: List<'a>,
    operators: List<'a>,
    inputs: List<'a>,
    outputs: List<'a>,
}

impl<'a> Tflite<'a> {
    /// Checks the main graph of a file with at most 1,024 operators. It also works at compile time.
    ///
    /// # Errors
    /// The file is not a model of version 3, a part of it is not inside of the file, or it uses a feature that this reader does not read.
    pub const fn parse(bytes: &'a [u8]) -> Result<Self, TfliteError> {
        let [_, _, _, _, b'T', b'F', b'L', b'3', ..] = bytes else {
            return Err(TfliteError::Foreign { bytes: bytes.len() });
        };
        let model = attempt!(Table::follow(bytes, 0, "the model"));
        let found = attempt!(model.int(0, 0)) as u32;
        if found != 3 {
            return Err(TfliteError::Version { found });
        }
        let graphs = attempt!(model.list(2, 4, "the list of graphs"));
        if graphs.len == 0 {
            let what = "the list of graphs";
            return Err(TfliteError::Missing { at: model.at, what });
        }
        let graph = attempt!(graphs.table(0, "a graph"));
        let tensors = attempt!(graph.list(0, 4, "the list of tensors"));
        let file = Tflite {
            codes: attempt!(model.list(1, 4, "the list of operator codes")),
            buffers: attempt!(model.list(4, 4, "the list of buffers")),
            tensors,
            operators: attempt!(graph.list(3, 4, "the list of operators")),
            inputs: attempt!(operator::indices(&graph, 1, tensors.len, false)),
            outputs: attempt!(operator::indices(&graph, 2, tensors.len, false)),
        };
        attempt!(file.check());
        Ok(file)
    }

    /// Reads all operators and tensors once.
    const fn check(&self) -> Result<(), TfliteError> {
        if self.operators.len > MOST_OPERATORS {
            return Err(TfliteError::TooMany {
                at: self.operators.at,
                what: "operators",
                found: self.operators.len,
                most: MOST_OPERATORS,
            });
        }
        let mut index = 0;
        while index < self.tensors.len {
            attempt!(self.read_tensor(index));
            index += 1;
        }
        index = 0;
        while index < self.operators.len {
            attempt!(self.read_operator(index));
            index += 1;
        }
        Ok(())
    }

    const fn read_tensor(&self, index: usize) -> Result<ModelTensor<'a>, TfliteError> {
        ModelTensor::read(
            attempt!(self.tensors.table(index, "a tensor")),
            self.buffers,
        )
    }

    const fn read_operator(&self, index: usize) -> Result<Operator<'a>, TfliteError> {
        let table = attempt!(self.operators.table(index, "an operator"));
        Operator::read(table, self.codes, self.tensors.len)
    }

    /// The number of operators.
    #[allow(clippy::len_without_is_empty)]
    pub const fn len(&self) -> usize {
        self.operators.len
    }

    /// The operator with a number, counted from 0 in the order of execution.
    pub const fn operator(&self, index: usize) -> Option<Operator<'a>> {
        match self.read_operator(index) {
            Ok(operator) => Some(operator),
            Err(_) => None,
        }
    }

    /// Whether an operator reads a tensor.
    pub(crate) const fn reads(&self, operator: usize, tensor: usize) -> bool {
        let Ok(table) = self.operators.table(operator, "an operator") else {
            return false;
        };
        let Ok(inputs) = operator::inputs(&table) else {
            return false;
        };
        let mut index = 0;
        while let Some(input) = inputs.int(index) {
            if input >= 0 && input as usize == tensor {
                return true;
            }
            index += 1;
        }
        false
    }

    /// The number of tensors.
    pub const fn tensors(&self) -> usize {
        self.tensors.len
    }

    /// The tensor with a number, counted from 0.
    pub const fn tensor(&self, index: usize) -> Option<ModelTensor<'a>> {
        match self.read_tensor(index) {
            Ok(tensor) => Some(tensor),
            Err(_) => None,
        }
    }

    /// The number of the tensor that is this input of the model.
    pub const fn input(&self, index: usize) -> Option<usize> {
        operator::tensor(self.inputs.int(index))
    }

    /// The number of the tensor that is this output of the model.
    pub const fn output(&self, index: usize) -> Option<usize> {
        operator::tensor(self.outputs.int(index))
    }

    /// The number of inputs of the model.
    pub const fn inputs(&self) -> usize {
        self.inputs.len
    }

    /// The number of outputs of the model.
    pub const fn outputs(&self) -> usize {
        self.outputs.len
    }
}
