//! Converts the bytes of a file to `f32`.

use super::Dtype;

/// The value at an index.
pub(super) const fn get(data: &[u8], dtype: Dtype, index: usize) -> Option<f32> {
    match dtype {
        Dtype::F32 => match data.as_chunks::<4>().0.split_at_checked(index) {
            Some((_, [bytes, ..])) => Some(f32::from_le_bytes(*bytes)),
            _ => None,
        },
        Dtype::F16 | Dtype::Bf16 => match data.as_chunks::<2>().0.split_at_checked(index) {
            Some((_, [bytes, ..])) => Some(widened(*bytes, dtype)),
            _ => None,
        },
        Dtype::F64 => match wide(data, index) {
            Some(number) => Some(number as f32),
            None => None,
        },
        Dtype::Other(..) => None,
    }
}

/// The value at an index, in `f64`.
const fn wide(data: &[u8], index: usize) -> Option<f64> {
    match data.as_chunks::<8>().0.split_at_checked(index) {
        Some((_, [bytes, ..])) => Some(f64::from_le_bytes(*bytes)),
        _ => None,
    }
}

/// Whether the value at an index is finite, but overflows `f32`.
pub(super) const fn is_too_large(data: &[u8], dtype: Dtype, index: usize) -> bool {
    match (dtype, wide(data, index)) {
        (Dtype::F64, Some(number)) => number.is_finite() && !(number as f32).is_finite(),
        _ => false,
    }
}

/// The value of two bytes.
const fn widened(bytes: [u8; 2], dtype: Dtype) -> f32 {
    let half = u16::from_le_bytes(bytes);
    match dtype {
        Dtype::F16 => from_f16(half),
        _ => f32::from_bits((half as u32) << 16),
    }
}

/// Converts 5 exponent bits and 10 fraction bits. Every value is exact in `f32`.
const fn from_f16(half: u16) -> f32 {
    let sign = (half as u32 & 0x8000) << 16;
    let (exponent, fraction) = (half as u32 >> 10 & 0x1F, half as u32 & 0x3FF);
    let magnitude = match exponent {
        0 => (fraction as f32 * (1.0 / (1 << 24) as f32)).to_bits(),
        0x1F => 0x7F80_0000 | fraction << 13,
        _ => (exponent + (127 - 15)) << 23 | fraction << 13,
    };
    f32::from_bits(sign | magnitude)
}

/// The number of bytes that are converted at once. At compile time, this is much faster than converting single values.
const BLOCK: usize = 256;

/// The values of a block.
const fn floats(block: [u8; BLOCK]) -> [f32; BLOCK / 4] {
    let mut words: [u32; BLOCK / 4] = bytemuck::must_cast(block);
    if cfg!(target_endian = "big") {
        let mut index = 0;
        while index < words.len() {
            words[index] = words[index].swap_bytes();
            index += 1;
        }
    }
    bytemuck::must_cast(words)
}

/// Maps the values of a file to their places in memory. In memory, `outputs` consecutive values belong to different outputs, which are
/// the first dimension in the file.
struct Places {
    outputs: usize,
    output: usize,
    at: usize,
}

impl Places {
    const fn new(outputs: usize) -> Self {
        Places {
            outputs,
            output: 0,
            at: 0,
        }
    }

    /// Writes the next value.
    #[inline]
    const fn write(&mut self, values: &mut [f32], value: f32) {
        if self.at < values.len() {
            values[self.at] = value;
        }
        self.at += self.outputs;
        if self.at >= values.len() {
            self.output += 1;
            self.at = self.output;
        }
    }

    /// Writes the next values. Those of one output are written in one loop, which is faster at compile time.
    const fn write_all(&mut self, values: &mut [f32], mut numbers: &[f32]) {
        let (outputs, end) = (self.outputs, values.len());
        while !numbers.is_empty() {
            let mut at = self.at;
            while let [number, others @ ..] = numbers
                && at < end
            {
                values[at] = *number;
                at += outputs;
                numbers = others;
            }
            self.at = at;
            if at >= end {
                self.output += 1;
                self.at = self.output;
            }
            if self.output >= outputs {
                return;
            }
        }
    }
}

/// Writes the values of a tensor in memory order, in which `outputs` consecutive values belong to different outputs.
pub(super) const fn fill(values: &mut [f32], outputs: usize, data: &[u8], dtype: Dtype) {
    let mut places = Places::new(outputs);
    match dtype {
        Dtype::F32 => {
            let (mut blocks, rest) = data.as_chunks::<BLOCK>();
            while let [block, others @ ..] = blocks {
                places.write_all(values, &floats(*block));
                blocks = others;
            }
            let mut rest = rest.as_chunks::<4>().0;
            while let [bytes, others @ ..] = rest {
                places.write(values, f32::from_le_bytes(*bytes));
                rest = others;
            }
        }
        Dtype::F64 => {
            let mut rest = data.as_chunks::<8>().0;
            while let [bytes, others @ ..] = rest {
                places.write(values, f64::from_le_bytes(*bytes) as f32);
                rest = others;
            }
        }
        dtype => {
            let mut rest = data.as_chunks::<2>().0;
            while let [bytes, others @ ..] = rest {
                places.write(values, widened(*bytes, dtype));
                rest = others;
            }
        }
    }
}

/// The index of the first value that is not finite as `f32`.
pub(super) const fn first_not_finite(data: &[u8], dtype: Dtype) -> Option<usize> {
    let mut index = 0;
    if let Dtype::F32 = dtype {
        let mut blocks = data.as_chunks::<BLOCK>().0;
        while let [block, others @ ..] = blocks {
            if has_not_finite(*block) {
                break;
            }
            index += BLOCK / 4;
            blocks = others;
        }
    }
    while let Some(number) = get(data, dtype, index) {
        if !number.is_finite() {
            return Some(index);
        }
        index += 1;
    }
    None
}

/// Whether all values of 32 bits are finite.
pub(crate) const fn is_all_finite(data: &[u8]) -> bool {
    first_not_finite(data, Dtype::F32).is_none()
}

/// Whether the exponent of a value has all bits set. Four values are tested together: the sign bits are cleared, and adding 1 to such
/// an exponent carries into the sign bit.
const fn has_not_finite(block: [u8; BLOCK]) -> bool {
    let numbers: [u128; BLOCK / 16] = bytemuck::must_cast(block);
    let (mut rest, mut carries): (&[u128], u128) = (&numbers, 0);
    while let [four, others @ ..] = rest {
        let four = u128::from_le(*four) & 0x7F80_0000_7F80_0000_7F80_0000_7F80_0000;
        carries |= four + 0x0080_0000_0080_0000_0080_0000_0080_0000;
        rest = others;
    }
    carries & 0x8000_0000_8000_0000_8000_0000_8000_0000 != 0
}
