//! Finds a layer in a tree by its number.

use super::{StateLayer, StateTree};

impl StateTree {
    /// The layer with a number among all layers, counted from 1.
    pub(crate) const fn layer(&self, number: usize) -> Option<StateLayer> {
        match self {
            StateTree::Single(layer) if number == 1 => Some(*layer),
            StateTree::Single(_) => None,
            StateTree::Chain(first, last) => match first.layer(number) {
                Some(layer) => Some(layer),
                None => match number.checked_sub(first.layers()) {
                    Some(number) => last.layer(number),
                    None => None,
                },
            },
            StateTree::Sequence { body, .. }
            | StateTree::Branches(body)
            | StateTree::Activated(body, _)
            | StateTree::Named(_, body) => body.layer(number),
        }
    }

    /// The number of layers.
    const fn layers(&self) -> usize {
        match self {
            StateTree::Single(_) => 1,
            StateTree::Chain(first, last) => first.layers() + last.layers(),
            StateTree::Sequence { body, .. }
            | StateTree::Branches(body)
            | StateTree::Activated(body, _)
            | StateTree::Named(_, body) => body.layers(),
        }
    }
}
