//! The state of a comparison: which operators and layers have been matched, and where the next numbers go.

use super::error::{Difference, ModelError, ModelText, Part, WhichLayer};
use super::found::push_operator;
use crate::attempt::attempt;
use crate::state::StateTree;
use crate::tflite::{Code, Fused, ModelTensor, Numbers, Operator, Tflite};

/// The words of a set of all operators.
const SET: usize = 16;

/// A comparison of a model with a network. If there is a place for words, the numbers of the model are written to it.
pub(super) struct Matcher<'a, 'w> {
    pub(super) file: Tflite<'a>,
    pub(super) tree: &'static StateTree,
    /// The number of operators that are compared.
    pub(super) end: usize,
    /// Whether the network computes with integers.
    pub(super) is_integer: bool,
    pub(super) at: Progress,
    /// All numbers of the network as words, in the order of its tensors.
    pub(super) words: Option<&'w mut [u32]>,
}

/// What has been matched.
#[derive(Clone, Copy)]
pub(super) struct Progress {
    used: [u64; SET],
    /// The number of the layer, counted from 1.
    pub(super) layer: usize,
    /// The number of words before.
    pub(super) word: usize,
    /// The height, width and channels that the last `Flatten` joined.
    pub(super) flattened: Option<[usize; 3]>,
}

/// A value between layers.
#[derive(Clone, Copy)]
pub(super) struct Flow {
    pub(super) tensor: usize,
    /// The operator that computes it, or the first one. Those that read it come later.
    pub(super) operator: usize,
    /// The activation of this operator, if no layer has matched it.
    pub(super) fused: Fused,
}

/// A tensor with its number.
#[derive(Clone, Copy)]
pub(super) struct Numbered<'a> {
    pub(super) number: usize,
    pub(super) tensor: ModelTensor<'a>,
}

/// What a layer gets its numbers from.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    pub(super) operator: usize,
    pub(super) code: Code,
    pub(super) input: Numbered<'a>,
    /// The second input of a junction.
    pub(super) second: Numbered<'a>,
    /// The output before the activation.
    pub(super) linear: Numbered<'a>,
    pub(super) weights: Option<Numbered<'a>>,
    pub(super) bias: Option<Numbered<'a>>,
}

impl Progress {
    /// Makes the operators unused that were only hidden: those of `hidden`, and not of `before`.
    pub(super) const fn unhide(&mut self, before: &Progress, hidden: &Progress) {
        let mut word = 0;
        while word < SET {
            self.used[word] &= !(hidden.used[word] & !before.used[word]);
            word += 1;
        }
    }
}

impl<'a, 'w> Matcher<'a, 'w> {
    pub(super) const fn new(
        file: Tflite<'a>,
        tree: &'static StateTree,
        end: usize,
        words: Option<&'w mut [u32]>,
    ) -> Self {
        Matcher {
            file,
            tree,
            end: if end < file.len() { end } else { file.len() },
            is_integer: !tree.is_all_real(),
            at: Progress {
                used: [0; SET],
                layer: 0,
                word: 0,
                flattened: None,
            },
            words,
        }
    }

    /// A difference between an operator and the current layer.
    pub(super) const fn differs<T>(
        &self,
        operator: usize,
        difference: Difference,
    ) -> Result<T, ModelError> {
        let (tree, number) = (self.tree, self.at.layer);
        Err(ModelError::Differs {
            operator,
            layer: WhichLayer { tree, number },
            difference,
        })
    }

    /// The difference that an operator computes something else.
    pub(super) const fn other<T>(&self, operator: usize) -> Result<T, ModelError> {
        let found = self.text(operator);
        self.differs(operator, Difference::Operator { found })
    }

    /// The difference that no operator reads the output of the layer before: another operator comes next, or none.
    pub(super) const fn ended<T>(&self) -> Result<T, ModelError> {
        match self.left() {
            Some(index) => self.other(index),
            None => self.differs(self.end, Difference::End),
        }
    }

    /// What an operator computes, as text.
    pub(super) const fn text(&self, operator: usize) -> ModelText {
        let mut text = Part::new();
        if let Some(operator) = self.file.operator(operator) {
            push_operator(&self.file, &operator, &mut text);
        }
        ModelText(text)
    }

    pub(super) const fn is_used(&self, operator: usize) -> bool {
        operator / 64 < SET && self.at.used[operator / 64] >> (operator % 64) & 1 != 0
    }

    pub(super) const fn mark(&mut self, operator: usize) {
        if operator / 64 < SET {
            self.at.used[operator / 64] |= 1 << (operator % 64);
        }
    }

    pub(super) const fn unmark(&mut self, operator: usize) {
        if operator / 64 < SET {
            self.at.used[operator / 64] &= !(1 << (operator % 64));
        }
    }

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

    /// The tensor of an operator that must be there.
    pub(super) const fn tensor(
        &self,
        operator: usize,
        number: Option<usize>,
    ) -> Result<Numbered<'a>, ModelError> {
        if let Some(number) = number
            && let Some(tensor) = self.file.tensor(number)
        {
            return Ok(Numbered { number, tensor });
        }
        self.other(operator)
    }

    /// A constant input of an operator, if it is there.
    pub(super) const fn constant(
        &self,
        index: usize,
        number: Option<usize>,
    ) -> Result<Option<Numbered<'a>>, ModelError> {
        let Some(number) = number else {
            return Ok(None);
        };
        let found = attempt!(self.tensor(index, Some(number)));
        if found.tensor.data().is_empty() && found.tensor.len() > 0 {
            let what = "weights that are not constant";
            return self.differs(index, Difference::Unsupported { what });
        }
        Ok(Some(found))
    }
}

/// Whether several branches end in an operator.
pub(super) const fn is_junction(code: Code) -> bool {
    matches!(code, Code::ADD | Code::CONCATENATION)
}
