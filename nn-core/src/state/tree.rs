//! The tree of a network's layers, as a constant.

use super::{Kind, StateTensor};
use crate::tensor::Shape;

/// A simple layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateLayer {
    /// Its name.
    pub name: &'static str,
    /// The activation after it.
    pub activation: StateActivation,
    /// The shape of the input.
    pub input: Shape,
    /// The shape of the output.
    pub output: Shape,
    /// The number of entries in an `nn.Sequential`: the layer, and its activation if it has one.
    pub modules: usize,
    /// What the output depends on besides shapes and parameters.
    pub settings: &'static [usize],
    /// Its tensors, in the order in which the layer visits them.
    pub tensors: &'static [StateTensor],
}

/// An activation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateActivation {
    /// Its name.
    pub name: &'static str,
    /// What the output depends on besides shapes and parameters.
    pub settings: &'static [usize],
}

impl StateActivation {
    /// The number of entries in an `nn.Sequential`.
    pub const fn modules(&self) -> usize {
        match self.name.as_bytes() {
            b"Identity" => 0,
            _ => 1,
        }
    }
}

/// The layers of a network as in an `nn.Sequential`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StateTree {
    /// A layer.
    Single(StateLayer),
    /// Layers one after the other.
    Chain(&'static StateTree, &'static StateTree),
    /// Layers in the same sequence, followed by this activation.
    Activated(&'static StateTree, StateActivation),
    /// A sequence that is one layer of the enclosing sequence.
    Sequence {
        /// The name of that layer.
        layer: &'static str,
        /// The names of its layers. A layer without a name has an empty string.
        names: &'static [&'static str],
        /// Its layers.
        body: &'static StateTree,
    },
    /// Branches that are one layer of the enclosing sequence.
    Branches(&'static StateTree),
    /// A layer with a name of its own in the enclosing sequence.
    Named(&'static str, &'static StateTree),
}

impl StateTree {
    /// A layer with this name that is a sequence of other layers.
    pub const fn sequence(layer: &'static str, body: &'static StateTree) -> Self {
        StateTree::Sequence {
            layer,
            names: &[],
            body,
        }
    }

    /// The same sequence with these names for its layers.
    #[must_use]
    pub const fn with_names(&self, given: &'static [&'static str]) -> Self {
        match *self {
            StateTree::Sequence { layer, body, .. } => StateTree::Sequence {
                layer,
                names: given,
                body,
            },
            other => other,
        }
    }

    /// The number of tensors.
    pub const fn tensors(&self) -> usize {
        match self {
            StateTree::Single(layer) => layer.tensors.len(),
            StateTree::Chain(first, last) => first.tensors() + last.tensors(),
            StateTree::Sequence { body, .. }
            | StateTree::Branches(body)
            | StateTree::Activated(body, _)
            | StateTree::Named(_, body) => body.tensors(),
        }
    }

    /// The number of words of 32 bits that all tensors take.
    pub const fn words(&self) -> usize {
        match self {
            StateTree::Single(layer) => {
                let (mut words, mut rest) = (0, layer.tensors);
                while let Some((tensor, others)) = rest.split_first() {
                    words += tensor.kind.words(tensor.len());
                    rest = others;
                }
                words
            }
            StateTree::Chain(first, last) => first.words() + last.words(),
            StateTree::Sequence { body, .. }
            | StateTree::Branches(body)
            | StateTree::Activated(body, _)
            | StateTree::Named(_, body) => body.words(),
        }
    }

    /// Whether the word at an index, counted over all tensors, is a real number.
    pub(crate) const fn is_real(&self, word: usize) -> bool {
        let (mut index, mut before) = (0, 0);
        while let Some(located) = self.tensor(index) {
            before += located.tensor.kind.words(located.tensor.len());
            if word < before {
                return matches!(located.tensor.kind, Kind::F32);
            }
            index += 1;
        }
        false
    }

    /// Whether all numbers are real.
    pub(crate) const fn is_all_real(&self) -> bool {
        match self {
            StateTree::Single(layer) => {
                let mut rest = layer.tensors;
                while let Some((tensor, others)) = rest.split_first() {
                    if !matches!(tensor.kind, Kind::F32) {
                        return false;
                    }
                    rest = others;
                }
                true
            }
            StateTree::Chain(first, last) => first.is_all_real() && last.is_all_real(),
            StateTree::Sequence { body, .. }
            | StateTree::Branches(body)
            | StateTree::Activated(body, _)
            | StateTree::Named(_, body) => body.is_all_real(),
        }
    }
}
