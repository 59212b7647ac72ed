//! Finds a tensor and its name in a tree by its index.

use super::{StateLayer, StateTensor, StateTree};
use crate::text::Piece::Word;
use crate::text::Text;

/// The bytes of the longest name of a tensor.
const LONGEST_NAME: usize = 128;

/// The name of a tensor.
pub(crate) type Name = Text<LONGEST_NAME>;

/// A tensor of a network, with its full name and its layer.
#[derive(Clone, Copy)]
pub(crate) struct Located {
    pub(crate) tensor: StateTensor,
    pub(crate) layer: StateLayer,
    /// The number of the layer among all layers, counted from 1.
    pub(crate) number: usize,
    pub(crate) name: Name,
}

/// The state of a traversal of a tree.
struct Walk {
    /// The number of tensors that remain before the requested one.
    before: usize,
    /// The number of layers before the current one.
    layers: usize,
    /// The prefix of all names in the current sequence. It ends with a dot unless it is empty.
    name: Name,
}

/// A position in a sequence.
pub(crate) struct Level {
    names: &'static [&'static str],
    /// The number of layers before the current one.
    layer: usize,
    /// The number of entries of the `nn.Sequential` before the current one.
    module: usize,
}

impl Level {
    pub(crate) const fn new(names: &'static [&'static str]) -> Self {
        Level {
            names,
            layer: 0,
            module: 0,
        }
    }

    /// Appends the name of this layer, and advances to the next.
    pub(crate) const fn pass(&mut self, modules: usize, name: &mut Name) {
        let given = match self.names.split_at_checked(self.layer) {
            Some((_, [given, ..])) => *given,
            _ => "",
        };
        if given.is_empty() {
            name.digits(self.module);
        } else {
            name.push(given);
        }
        name.push(".");
        self.layer += 1;
        self.skip(modules);
    }

    /// Advances by entries that belong to the layer before.
    pub(crate) const fn skip(&mut self, modules: usize) {
        self.module += modules;
    }
}

impl StateTree {
    /// The tensor with an index, in memory order.
    pub(crate) const fn tensor(&self, index: usize) -> Option<Located> {
        let mut walk = Walk {
            before: index,
            layers: 0,
            name: Name::new(),
        };
        match self {
            StateTree::Sequence { names, body, .. } => body.find(&mut walk, &mut Level::new(names)),
            other => other.find(&mut walk, &mut Level::new(&[])),
        }
    }

    const fn find(&self, walk: &mut Walk, level: &mut Level) -> Option<Located> {
        if let StateTree::Chain(first, last) = self {
            return match first.find(walk, level) {
                Some(found) => Some(found),
                None => last.find(walk, level),
            };
        }
        if let StateTree::Activated(body, activation) = self {
            let found = body.find(walk, level);
            level.skip(activation.modules());
            return found;
        }
        let start = walk.name.len();
        let inner = self.enter(walk, level);
        let found = match self {
            StateTree::Single(layer) | StateTree::Named(_, StateTree::Single(layer)) => {
                Self::find_in(layer, walk)
            }
            StateTree::Sequence { body, .. }
            | StateTree::Branches(body)
            | StateTree::Named(_, body) => body.find(walk, &mut { inner }),
            StateTree::Chain(..) | StateTree::Activated(..) => None,
        };
        walk.name.truncate(start);
        found
    }

    /// Appends the name of this node, and advances to the next. Returns the start of the sequence inside.
    const fn enter(&self, walk: &mut Walk, level: &mut Level) -> Level {
        match self {
            StateTree::Single(layer) => level.pass(layer.modules, &mut walk.name),
            StateTree::Sequence { .. } | StateTree::Branches(_) => level.pass(1, &mut walk.name),
            StateTree::Named(name, _) => walk.name.phrase(&[Word(name), Word(".")]),
            StateTree::Chain(..) | StateTree::Activated(..) => {}
        }
        match self {
            StateTree::Sequence { names, .. } => Level::new(names),
            _ => Level::new(&[]),
        }
    }

    const fn find_in(layer: &StateLayer, walk: &mut Walk) -> Option<Located> {
        walk.layers += 1;
        let Some((_, [tensor, ..])) = layer.tensors.split_at_checked(walk.before) else {
            walk.before -= layer.tensors.len();
            return None;
        };
        let mut name = walk.name;
        name.push(tensor.name);
        Some(Located {
            tensor: *tensor,
            layer: *layer,
            number: walk.layers,
            name,
        })
    }
}
