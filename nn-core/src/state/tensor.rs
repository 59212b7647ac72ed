//! One tensor of a layer.

/// A tensor of a layer: its name and shape in a file, and its layout in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateTensor {
    /// The name after the layer's name: `weight`.
    pub name: &'static str,
    /// The dimensions in a file, outermost first.
    pub shape: &'static [usize],
    /// The number of consecutive values in memory that belong to different outputs, which are the first dimension in a file. It is 1 if
    /// memory and file have the same order.
    pub outputs: usize,
}

impl StateTensor {
    /// A tensor with the same order in memory as in a file.
    pub const fn new(name: &'static str, shape: &'static [usize]) -> Self {
        StateTensor {
            name,
            shape,
            outputs: 1,
        }
    }

    /// A tensor whose first dimension in a file, the outputs, is the innermost dimension in memory.
    pub const fn outputs_innermost(name: &'static str, shape: &'static [usize]) -> Self {
        StateTensor {
            name,
            shape,
            outputs: if shape.is_empty() { 1 } else { shape[0] },
        }
    }

    /// The index in a file of the value with an index in memory.
    #[cfg(feature = "save")]
    pub(crate) fn index_in_file(&self, place: usize) -> usize {
        let outputs = self.outputs.max(1);
        place % outputs * (self.len() / outputs) + place / outputs
    }

    /// The number of values.
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
