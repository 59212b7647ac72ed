//! One tensor of a model.

use super::bytes::word;
use super::flatbuffer::{List, Table};
use super::{Numbers, TfliteError};
use crate::attempt::attempt;

/// The maximum number of dimensions.
pub(super) const MOST_DIMENSIONS: usize = 8;

/// A tensor of a model: a value between operators, or constant numbers such as weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModelTensor<'a> {
    /// The position of the table.
    at: usize,
    numbers: Numbers,
    sizes: [usize; MOST_DIMENSIONS],
    dimensions: usize,
    data: &'a [u8],
    name: &'a [u8],
    scales: List<'a>,
    zero_points: List<'a>,
    axis: usize,
}

/// The fields of a tensor.
const SHAPE: usize = 0;
const TYPE: usize = 1;
const BUFFER: usize = 2;
const NAME: usize = 3;
const QUANTIZATION: usize = 4;
const SPARSITY: usize = 6;
const EXTERNAL: usize = 10;

/// The fields of a quantization.
const SCALE: usize = 2;
const ZERO_POINT: usize = 3;
const DETAILS_TYPE: usize = 4;
const DETAILS: usize = 5;
const AXIS: usize = 6;

impl<'a> ModelTensor<'a> {
    /// Reads and checks a tensor, whose numbers are in one of the buffers.
    pub(super) const fn read(table: Table<'a>, buffers: List<'a>) -> Result<Self, TfliteError> {
        let at = table.at;
        let is_sparse = attempt!(table.has(SPARSITY));
        if is_sparse || attempt!(table.int(EXTERNAL, 0)) != 0 {
            let what = "a tensor that is sparse or in another file";
            return Err(TfliteError::Unsupported { at, what });
        }
        let (sizes, dimensions) = attempt!(shape(&table));
        let mut tensor = ModelTensor {
            at,
            numbers: Numbers::of(attempt!(table.byte(TYPE))),
            sizes,
            dimensions,
            data: attempt!(data(&table, buffers)),
            name: attempt!(table.list(NAME, 1, "the name of a tensor")).bytes,
            scales: List::EMPTY,
            zero_points: List::EMPTY,
            axis: 0,
        };
        if let Some(quantization) = attempt!(table.table(QUANTIZATION, "a quantization")) {
            attempt!(tensor.quantize(&quantization));
        }
        tensor.checked()
    }

    /// Reads scales and zero points.
    const fn quantize(&mut self, table: &Table<'a>) -> Result<(), TfliteError> {
        if attempt!(table.byte(DETAILS_TYPE)) != 0 || attempt!(table.has(DETAILS)) {
            let what = "a quantization by blocks or by custom rules";
            return Err(TfliteError::Unsupported { at: self.at, what });
        }
        self.scales = attempt!(table.list(SCALE, 4, "a list of scales"));
        self.zero_points = attempt!(table.list(ZERO_POINT, 8, "a list of zero points"));
        self.axis = attempt!(table.int(AXIS, 0)) as usize;
        Ok(())
    }

    /// Checks the numbers of values, scales and zero points.
    const fn checked(self) -> Result<Self, TfliteError> {
        let at = self.at;
        let Some(len) = self.checked_len() else {
            return Err(TfliteError::Shape { at });
        };
        if let Some(bytes) = self.numbers.bytes()
            && !self.data.is_empty()
        {
            let (bytes, needed) = (self.data.len(), len.saturating_mul(bytes));
            if bytes != needed {
                return Err(TfliteError::Size { at, bytes, needed });
            }
        }
        let (scales, zero_points) = (self.scales.len, self.zero_points.len);
        let is_complete = match self.shape().split_at_checked(self.axis) {
            Some((_, [channels, ..])) => scales <= 1 || scales == *channels,
            _ => scales <= 1,
        };
        if is_complete && scales == zero_points {
            Ok(self)
        } else {
            Err(TfliteError::Quantization {
                at,
                scales,
                zero_points,
            })
        }
    }

    /// The number of values. `None` if it overflows.
    const fn checked_len(&self) -> Option<usize> {
        let (mut len, mut rest) = (1usize, self.shape());
        while let [size, others @ ..] = rest {
            len = match len.checked_mul(*size) {
                Some(len) => len,
                None => return None,
            };
            rest = others;
        }
        Some(len)
    }

    /// The number of values.
    #[allow(clippy::len_without_is_empty)]
    pub const fn len(&self) -> usize {
        match self.checked_len() {
            Some(len) => len,
            None => 0,
        }
    }

    /// The name, as the converter wrote it. Empty if it is not UTF-8.
    pub const fn name(&self) -> &'a str {
        match core::str::from_utf8(self.name) {
            Ok(name) => name,
            Err(_) => "",
        }
    }

    /// The type of the values.
    pub const fn numbers(&self) -> Numbers {
        self.numbers
    }

    /// The sizes, outermost first.
    pub const fn shape(&self) -> &[usize] {
        match self.sizes.split_at_checked(self.dimensions) {
            Some((sizes, _)) => sizes,
            None => &[],
        }
    }

    /// The constant values as bytes. Empty for a value between operators.
    pub const fn data(&self) -> &'a [u8] {
        self.data
    }

    /// The number of scales: 0 without a quantization, 1 for the whole tensor, or one for each channel.
    pub const fn scales(&self) -> usize {
        self.scales.len
    }

    /// The scale at an index.
    pub const fn scale(&self, index: usize) -> Option<f32> {
        self.scales.float(index)
    }

    /// The zero point at an index.
    pub const fn zero_point(&self, index: usize) -> Option<i64> {
        self.zero_points.long(index)
    }

    /// The dimension whose channels have scales of their own.
    pub const fn quantized_dimension(&self) -> usize {
        self.axis
    }

    /// The constant 32-bit integer at an index.
    pub const fn int(&self, index: usize) -> Option<i32> {
        if index >= self.data.len() / 4 {
            return None;
        }
        match (self.numbers, word!(self.data, 4 * index)) {
            (Numbers::Int32, Some(number)) => Some(number as i32),
            _ => None,
        }
    }
}

/// Reads the sizes and their number.
const fn shape(table: &Table<'_>) -> Result<([usize; MOST_DIMENSIONS], usize), TfliteError> {
    let list = attempt!(table.list(SHAPE, 4, "the shape of a tensor"));
    if list.len > MOST_DIMENSIONS {
        return Err(TfliteError::TooMany {
            at: list.at,
            what: "dimensions",
            found: list.len,
            most: MOST_DIMENSIONS,
        });
    }
    let (mut sizes, mut index) = ([0; MOST_DIMENSIONS], 0);
    while index < list.len {
        match list.int(index) {
            Some(size) if size < 0 || size as usize as i32 != size => {
                return Err(TfliteError::Shape { at: table.at });
            }
            Some(size) => sizes[index] = size as usize,
            None => {}
        }
        index += 1;
    }
    Ok((sizes, list.len))
}

/// The constant values of a tensor.
const fn data<'a>(table: &Table<'a>, buffers: List<'a>) -> Result<&'a [u8], TfliteError> {
    let index = attempt!(table.int(BUFFER, 0)) as u32;
    if index as usize >= buffers.len {
        return Err(TfliteError::Index {
            at: table.at,
            what: "buffer",
            index: index as i64,
            count: buffers.len,
        });
    }
    let buffer = attempt!(buffers.table(index as usize, "a buffer"));
    if attempt!(buffer.long(1)) > 1 {
        let what = "a buffer after the model";
        return Err(TfliteError::Unsupported {
            at: buffer.at,
            what,
        });
    }
    Ok(attempt!(buffer.list(0, 1, "the values of a buffer")).bytes)
}
