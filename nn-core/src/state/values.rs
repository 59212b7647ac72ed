//! The numbers of one tensor of a layer's state, of any type.

/// The type of the numbers of a stored tensor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `f32`.
    F32,
    /// `i32`.
    I32,
    /// `i8`.
    I8,
}

impl Kind {
    /// The name of the type in a file.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Kind::F32 => "F32",
            Kind::I32 => "I32",
            Kind::I8 => "I8",
        }
    }

    /// The number of 32-bit words for this many numbers.
    pub(crate) const fn words(self, numbers: usize) -> usize {
        match self {
            Kind::F32 | Kind::I32 => numbers,
            Kind::I8 => numbers.div_ceil(4),
        }
    }
}

/// The numbers of one tensor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Values<'a> {
    /// Real numbers.
    F32(&'a [f32]),
    /// Integers of 32 bits, for example the biases of an integer layer.
    I32(&'a [i32]),
    /// Integers of 8 bits, for example the weights of an integer layer.
    I8(&'a [i8]),
}

/// The numbers of one tensor, mutable.
#[derive(Debug, PartialEq)]
pub enum ValuesMut<'a> {
    /// Real numbers.
    F32(&'a mut [f32]),
    /// Integers of 32 bits.
    I32(&'a mut [i32]),
    /// Integers of 8 bits.
    I8(&'a mut [i8]),
}

impl<'a> Values<'a> {
    /// The number of numbers.
    pub const fn len(&self) -> usize {
        match self {
            Values::F32(values) => values.len(),
            Values::I32(values) => values.len(),
            Values::I8(values) => values.len(),
        }
    }

    /// Whether there are no numbers.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The type of the numbers.
    pub const fn kind(&self) -> Kind {
        match self {
            Values::F32(_) => Kind::F32,
            Values::I32(_) => Kind::I32,
            Values::I8(_) => Kind::I8,
        }
    }

    /// The numbers if they are real, or an empty slice.
    pub const fn reals(self) -> &'a [f32] {
        match self {
            Values::F32(values) => values,
            Values::I32(_) | Values::I8(_) => &[],
        }
    }

    /// Visits the numbers as words of 32 bits.
    pub(crate) fn store(self, visit: &mut impl FnMut(&[u32])) {
        match self {
            Values::F32(values) => visit(bytemuck::must_cast_slice(values)),
            Values::I32(values) => visit(bytemuck::must_cast_slice(values)),
            Values::I8(values) => {
                for bytes in values.chunks(4) {
                    visit(&[pack(bytes)]);
                }
            }
        }
    }
}

impl<'a> ValuesMut<'a> {
    /// The numbers if they are real, or an empty slice.
    pub fn reals(self) -> &'a mut [f32] {
        match self {
            ValuesMut::F32(values) => values,
            ValuesMut::I32(_) | ValuesMut::I8(_) => &mut [],
        }
    }

    /// Visits the numbers mutably as words of 32 bits.
    pub(crate) fn restore(self, visit: &mut impl FnMut(&mut [u32])) {
        match self {
            ValuesMut::F32(values) => visit(bytemuck::must_cast_slice_mut(values)),
            ValuesMut::I32(values) => visit(bytemuck::must_cast_slice_mut(values)),
            ValuesMut::I8(values) => {
                for bytes in values.chunks_mut(4) {
                    let mut word = [pack(bytes)];
                    visit(&mut word);
                    for (byte, stored) in bytes.iter_mut().zip(word[0].to_le_bytes()) {
                        *byte = stored.cast_signed();
                    }
                }
            }
        }
    }
}

/// Up to four integers as one word, the first in the lowest byte.
fn pack(bytes: &[i8]) -> u32 {
    let mut word = [0; 4];
    for (place, byte) in word.iter_mut().zip(bytes) {
        *place = byte.cast_unsigned();
    }
    u32::from_le_bytes(word)
}
