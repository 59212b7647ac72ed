//! Follows the tensors of a model from operator to operator.

use super::error::{Difference, ModelError};
use super::matcher::{Flow, Matcher};
use crate::tflite::{Code, Numbers, Operator};

impl<'a> Matcher<'a, '_> {
    /// The next operator from `from` on that is not matched yet and reads this tensor.
    pub(super) const fn reader(&self, tensor: usize, from: usize) -> Option<(usize, Operator<'a>)> {
        let mut index = from;
        while index < self.end {
            if !self.is_used(index)
                && self.file.reads(index, tensor)
                && let Some(operator) = self.file.operator(index)
                && !self.computes_shape(&operator)
            {
                return Some((index, operator));
            }
            index += 1;
        }
        None
    }

    /// The next operator that is no junction of branches.
    pub(super) const fn next(&self, flow: Flow) -> Option<(usize, Operator<'a>)> {
        let mut from = flow.operator;
        while let Some((index, operator)) = self.reader(flow.tensor, from) {
            if !is_junction(operator.code()) {
                return Some((index, operator));
            }
            from = index + 1;
        }
        None
    }

    /// Passes over operators that only change the shape, or between numbers and integers at the ends of a network of integers.
    pub(super) const fn advance(&mut self, mut flow: Flow) -> Flow {
        while let Some((index, operator)) = self.reader(flow.tensor, flow.operator)
            && let Some(output) = operator.output(0)
            && self.is_neutral(&operator, flow.tensor, output)
        {
            self.mark(index);
            // A converter also reshapes a tensor only to compute a shape.
            if self.is_needed(output, index) {
                (flow.tensor, flow.operator) = (output, index);
            }
        }
        flow
    }

    /// Whether a tensor is an output of the model, or another operator than one of shapes reads it.
    const fn is_needed(&self, tensor: usize, operator: usize) -> bool {
        match self.file.output(0) {
            Some(output) if output == tensor => true,
            _ => self.reader(tensor, operator).is_some(),
        }
    }

    /// Whether an operator computes a shape, not values.
    pub(super) const fn computes_shape(&self, operator: &Operator<'_>) -> bool {
        matches!(
            operator.code(),
            Code::SHAPE | Code::STRIDED_SLICE | Code::PACK
        ) && match operator.output(0) {
            Some(output) => match self.file.tensor(output) {
                Some(tensor) => matches!(tensor.numbers(), Numbers::Int32),
                None => false,
            },
            None => false,
        }
    }

    /// The first operator that is not matched and does not compute a shape.
    pub(super) const fn left(&self) -> Option<usize> {
        let mut index = 0;
        while index < self.end {
            if !self.is_used(index)
                && let Some(operator) = self.file.operator(index)
                && !self.computes_shape(&operator)
            {
                return Some(index);
            }
            index += 1;
        }
        None
    }

    const fn is_neutral(&self, operator: &Operator<'_>, input: usize, output: usize) -> bool {
        match operator.code() {
            Code::RESHAPE | Code::SQUEEZE | Code::EXPAND_DIMS => true,
            Code::QUANTIZE => self.converts(input, output),
            Code::DEQUANTIZE => self.converts(output, input),
            _ => false,
        }
    }

    /// Whether real numbers become integers of a network of integers.
    const fn converts(&self, real: usize, integer: usize) -> bool {
        let numbers = (self.file.tensor(real), self.file.tensor(integer));
        let (Some(real), Some(integer)) = numbers else {
            return false;
        };
        self.is_integer
            && matches!(real.numbers(), Numbers::Float32)
            && matches!(integer.numbers(), Numbers::Int8)
    }

    /// The difference that no operator reads the output of the layer before: another operator comes next, or none.
    pub(super) const fn ended<T>(&self) -> Result<T, ModelError> {
        match self.left() {
            Some(index) => self.other(index),
            None => self.differs(self.end, Difference::End),
        }
    }
}

/// Whether several branches end in an operator.
pub(super) const fn is_junction(code: Code) -> bool {
    matches!(code, Code::ADD | Code::CONCATENATION)
}
