//! One tensor that a layer keeps.

use super::Kind;

/// A tensor that a layer keeps: its name and shape in a file, and how its numbers lie in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateTensor {
    /// Its name behind that of the layer: `weight`.
    pub name: &'static str,
    /// Its dimensions in a file, outermost first.
    pub shape: &'static [usize],
    /// How many numbers that are neighbours in memory belong to different outputs, the first dimension in a file; 1 if memory and file have
    /// the same order.
    pub outputs: usize,
    /// The element of its numbers.
    pub kind: Kind,
}

impl StateTensor {
    /// A tensor whose numbers lie in memory as in a file.
    pub const fn new(name: &'static str, shape: &'static [usize]) -> Self {
        StateTensor {
            name,
            shape,
            outputs: 1,
            kind: Kind::F32,
        }
    }

    /// A tensor whose first dimension in a file, that of the outputs, is the innermost in memory.
    pub const fn outputs_innermost(name: &'static str, shape: &'static [usize]) -> Self {
        StateTensor {
            name,
            shape,
            outputs: if shape.is_empty() { 1 } else { shape[0] },
            kind: Kind::F32,
        }
    }

    /// The same tensor with numbers of another element.
    #[must_use]
    pub const fn of(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    /// Where a number that lies here in memory stands in a file.
    #[cfg(feature = "save")]
    pub(crate) fn index_in_file(&self, place: usize) -> usize {
        let outputs = self.outputs.max(1);
        place % outputs * (self.len() / outputs) + place / outputs
    }

    /// How many numbers it has.
    #[allow(clippy::len_without_is_empty)]
    pub const fn len(&self) -> usize {
        let (mut len, mut rest) = (1usize, self.shape);
        while let Some((size, others)) = rest.split_first() {
            len = len.saturating_mul(*size);
            rest = others;
        }
        len
    }
}
