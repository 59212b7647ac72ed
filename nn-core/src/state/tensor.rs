//! One tensor of a layer.

use super::{Domain, Kind};

/// A tensor that a layer stores: its name and shape in a file, and the order of its numbers in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateTensor {
    /// The name without that of the layer, for example `weight`.
    pub name: &'static str,
    /// The dimensions in a file, outermost first.
    pub shape: &'static [usize],
    /// The number of outputs if memory has another order than a file, in which the outputs are the first dimension. Otherwise 1. Real
    /// numbers of different outputs are adjacent in memory. Weights of `i8` are [packed](crate::layer::Packed).
    pub outputs: usize,
    /// The type of the numbers.
    pub kind: Kind,
    /// Which numbers a file can have. Others are refused.
    pub domain: Domain,
    /// Whether the numbers follow from those of other tensors. They are stored in images for devices, but not in files.
    pub is_derived: bool,
}

impl StateTensor {
    /// A tensor of `f32` with the same order in memory and in a file.
    pub const fn new(name: &'static str, shape: &'static [usize]) -> Self {
        StateTensor {
            name,
            shape,
            outputs: 1,
            kind: Kind::F32,
            domain: Domain::All,
            is_derived: false,
        }
    }

    /// A tensor of `f32` whose first dimension in a file, the outputs, is the innermost dimension in memory.
    pub const fn outputs_innermost(name: &'static str, shape: &'static [usize]) -> Self {
        StateTensor {
            name,
            shape,
            outputs: if shape.is_empty() { 1 } else { shape[0] },
            kind: Kind::F32,
            domain: Domain::All,
            is_derived: false,
        }
    }

    /// Weights of `i8` that are packed in memory, in panels of this number of outputs.
    pub(crate) const fn packed(
        name: &'static str,
        shape: &'static [usize],
        outputs: usize,
    ) -> Self {
        StateTensor {
            name,
            shape,
            outputs,
            kind: Kind::I8,
            domain: Domain::All,
            is_derived: false,
        }
    }

    /// The same tensor with numbers of another type.
    #[must_use]
    pub const fn of(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    /// The same tensor, which has only some numbers.
    #[must_use]
    pub const fn within(mut self, domain: Domain) -> Self {
        self.domain = domain;
        self
    }

    /// The scale of a tensor, or the scales of its channels.
    pub(crate) const fn scale(name: &'static str, shape: &'static [usize]) -> Self {
        StateTensor::new(name, shape).within(Domain::NotNegative)
    }

    /// The zero point of a tensor.
    pub(crate) const fn zero_point(name: &'static str) -> Self {
        StateTensor::new(name, &[1])
            .of(Kind::I32)
            .within(Domain::EIGHT_BITS)
    }

    /// The same tensor, whose numbers follow from those of other tensors.
    #[must_use]
    pub const fn derived(mut self) -> Self {
        self.is_derived = true;
        self
    }

    /// The index in a file of the number at the index `place` in memory.
    #[cfg(feature = "save")]
    pub(crate) fn index_in_file(&self, place: usize) -> usize {
        let outputs = self.outputs.max(1);
        place % outputs * (self.len() / outputs) + place / outputs
    }

    /// The number of elements.
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
