//! The state of a comparison: which operators and layers have been matched, and where the next numbers go.

use super::error::{Difference, ModelError, ModelText, Part, WhichLayer};
use super::found::push_operator;
use crate::attempt::attempt;
use crate::state::StateTree;
use crate::tflite::{Code, Fused, ModelTensor, Tflite};

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
