//! Reads and checks the numbers of one layer.

use super::error::{Difference, ModelError};
use super::kind::{Kind, has_bias, is_integer, kind, same, weights, window};
use super::matcher::{Matcher, Numbered, Parts};
use super::order::{Order, scale, write_bytes, write_reals};
use crate::attempt::attempt;
use crate::safetensors::is_all_finite;
use crate::state::{StateLayer, StateTensor};
use crate::tensor::Shape;
use crate::tflite::{Code, ModelTensor, Numbers};

/// The bound of biases, which leaves room for the sum of products.
const MOST_BIAS: u32 = 1 << 30;

impl<'a> Matcher<'a, '_> {
    /// Reads all tensors of a layer, in the order in which it stores them.
    pub(super) const fn read(
        &mut self,
        layer: &'static StateLayer,
        parts: &Parts<'a>,
        output: &Numbered<'a>,
    ) -> Result<(), ModelError> {
        let mut rest = layer.tensors;
        if let (true, Some(bias)) = (has_weights(layer) && !has_bias(layer), &parts.bias)
            && !is_zero(bias.tensor.data())
        {
            return self.differs(parts.operator, Difference::Bias);
        }
        while let [tensor, others @ ..] = rest {
            attempt!(self.read_tensor(layer, tensor, parts, output));
            self.at.word += tensor.kind.words(tensor.len());
            rest = others;
        }
        Ok(())
    }

    const fn read_tensor(
        &mut self,
        layer: &'static StateLayer,
        tensor: &StateTensor,
        parts: &Parts<'a>,
        output: &Numbered<'a>,
    ) -> Result<(), ModelError> {
        let of = match (tensor.name.as_bytes(), &parts.weights, &parts.bias) {
            (b"weight", Some(weights), _) => return self.read_weights(layer, parts, weights),
            (b"weight_scale", Some(weights), _) => {
                return self.read_scales(tensor, parts.operator, weights);
            }
            (b"weight" | b"weight_scale", None, _) => return self.other(parts.operator),
            (b"bias", _, Some(bias)) => return self.read_bias(tensor, parts.operator, bias),
            ([b'i', b'n', b'p', b'u', b't', b'_', ..], ..)
            | ([b'f', b'i', b'r', b's', b't', b'_', ..], ..) => &parts.input,
            ([b'b', b'r', b'a', b'n', b'c', b'h', b'_', ..], ..)
            | ([b'l', b'a', b's', b't', b'_', ..], ..) => &parts.second,
            ([b'l', b'i', b'n', b'e', b'a', b'r', b'_', ..], ..) => &parts.linear,
            ([b'o', b'u', b't', b'p', b'u', b't', b'_', ..], ..) => output,
            // A bias that is left out is 0, and the others follow from these.
            _ => return Ok(()),
        };
        let word = match tensor.name.as_bytes() {
            [.., b'_', b's', b'c', b'a', b'l', b'e'] => {
                attempt!(self.scale(parts.operator, of, 0)).to_bits()
            }
            [.., b'_', b'p', b'o', b'i', b'n', b't'] => {
                attempt!(self.zero_point(parts.operator, of)) as u32
            }
            _ => return Ok(()),
        };
        if let Some([place, ..]) = self.words(1) {
            *place = word;
        }
        Ok(())
    }

    /// The place of the next words. `None` if nothing is written.
    const fn words(&mut self, len: usize) -> Option<&mut [u32]> {
        let Some(words) = &mut self.words else {
            return None;
        };
        match words.split_at_mut_checked(self.at.word) {
            Some((_, rest)) => match rest.split_at_mut_checked(len) {
                Some((words, _)) => Some(words),
                None => None,
            },
            None => None,
        }
    }

    /// The positive scale of a channel.
    const fn scale(
        &self,
        operator: usize,
        found: &Numbered<'_>,
        channel: usize,
    ) -> Result<f32, ModelError> {
        let tensor = found.number;
        match scale(&found.tensor, channel) {
            Some(scale) if scale > 0.0 && scale.is_finite() => Ok(scale),
            _ => {
                let needed = "quantized with a positive scale";
                self.differs(operator, Difference::Value { tensor, needed })
            }
        }
    }

    /// The zero point of a tensor of `i8`.
    const fn zero_point(&self, operator: usize, found: &Numbered<'_>) -> Result<i32, ModelError> {
        let tensor = found.number;
        match found.tensor.zero_point(0) {
            Some(zero @ -128..=127) => Ok(zero as i32),
            _ => {
                let needed = "quantized with a zero point from -128 to 127";
                self.differs(operator, Difference::Value { tensor, needed })
            }
        }
    }

    /// Checks the weights, and writes them in the order of memory.
    const fn read_weights(
        &mut self,
        layer: &'static StateLayer,
        parts: &Parts<'a>,
        weights: &Numbered<'a>,
    ) -> Result<(), ModelError> {
        let found = &weights.tensor;
        attempt!(self.check_weights(parts.operator, weights));
        let order = self.order(layer, parts.code);
        let Some(words) = self.words(if is_integer(layer) {
            found.len().div_ceil(4)
        } else {
            found.len()
        }) else {
            return Ok(());
        };
        if is_integer(layer) {
            write_bytes(bytemuck::must_cast_slice_mut(words), found.data(), order);
        } else if let Some(order) = order {
            write_reals(words, found, order);
        }
        Ok(())
    }

    /// Checks the type and the values of weights.
    const fn check_weights(
        &self,
        operator: usize,
        weights: &Numbered<'_>,
    ) -> Result<(), ModelError> {
        let (tensor, found) = (weights.number, &weights.tensor);
        // The second comparison finds nothing else.
        if self.words.is_some() {
            return Ok(());
        }
        let difference = match (found.numbers(), self.is_integer) {
            (Numbers::Float32, false) => {
                if is_all_finite(found.data()) {
                    return Ok(());
                }
                let needed = "finite";
                Difference::Value { tensor, needed }
            }
            (Numbers::Int8, false) if found.scales() > 0 => return Ok(()),
            (Numbers::Int8, true) => {
                if has_zeros_only(found) && !has_smallest(found.data()) {
                    return Ok(());
                }
                let needed = "from -127 to 127, with the zero point 0";
                Difference::Value { tensor, needed }
            }
            (other, _) => Difference::Numbers {
                tensor,
                found: other.name(),
            },
        };
        self.differs(operator, difference)
    }

    /// The order of a layer's weights in memory. `None` if it is that of the model.
    const fn order(&self, layer: &'static StateLayer, code: Code) -> Option<Order> {
        let is_depthwise = matches!(code, Code::DEPTHWISE_CONV_2D);
        let [rows, columns] = window(layer).kernel;
        let (shape, is_integer) = (weights(layer), is_integer(layer));
        match (kind(layer), layer.input, shape) {
            (Kind::Dense, Shape::Vector(inputs), [outputs, ..]) if !is_integer => {
                Some(match self.at.flattened {
                    Some(sizes) => Order::flattened(sizes, *outputs),
                    None => Order::dense(inputs, *outputs),
                })
            }
            (Kind::Conv, _, [filters, ..]) if is_integer => match is_depthwise {
                true => Some(Order::filters_first(rows * columns, *filters)),
                false => None,
            },
            (Kind::Conv, _, [filters, channels, ..]) => Some(if is_depthwise {
                Order::single(rows * columns, *filters)
            } else {
                Order::convolution([rows, columns], *channels, *filters)
            }),
            (Kind::DepthwiseConv, _, [channels, ..]) if !is_integer => {
                Some(Order::filters_first(rows * columns, *channels))
            }
            _ => None,
        }
    }

    /// Checks the bias, and writes it.
    const fn read_bias(
        &mut self,
        needed: &StateTensor,
        operator: usize,
        bias: &Numbered<'_>,
    ) -> Result<(), ModelError> {
        let (tensor, found) = (bias.number, &bias.tensor);
        if found.len() != needed.len() {
            return self.other(operator);
        }
        let difference = match (found.numbers(), self.is_integer) {
            (Numbers::Float32, false) if is_all_finite(found.data()) => None,
            (Numbers::Float32, false) => Some(Difference::Value {
                tensor,
                needed: "finite",
            }),
            (Numbers::Int32, true) if is_small(found) => None,
            (Numbers::Int32, true) => Some(Difference::Value {
                tensor,
                needed: "less than 1,073,741,824 in size",
            }),
            (other, _) => Some(Difference::Numbers {
                tensor,
                found: other.name(),
            }),
        };
        if let Some(difference) = difference {
            return self.differs(operator, difference);
        }
        if let Some(words) = self.words(found.len()) {
            write_words(words, found.data());
        }
        Ok(())
    }

    /// Writes the scales of the weights, one for each output.
    const fn read_scales(
        &mut self,
        needed: &StateTensor,
        operator: usize,
        weights: &Numbered<'_>,
    ) -> Result<(), ModelError> {
        let found = &weights.tensor;
        if found.scales() != 1 && found.scales() != needed.len() {
            return self.other(operator);
        }
        let mut channel = 0;
        while channel < found.scales() {
            attempt!(self.scale(operator, weights, channel));
            channel += 1;
        }
        let (mut rest, mut channel) = match self.words(needed.len()) {
            Some(words) => (words, 0),
            None => return Ok(()),
        };
        while let [word, others @ ..] = rest {
            if let Some(scale) = scale(found, channel) {
                *word = scale.to_bits();
            }
            channel += 1;
            rest = others;
        }
        Ok(())
    }
}

/// Whether a layer has weights, and not only scales.
const fn has_weights(layer: &StateLayer) -> bool {
    match layer.tensors {
        [weight, ..] => same(weight.name, "weight"),
        [] => false,
    }
}

/// Copies words.
const fn write_words(mut words: &mut [u32], data: &[u8]) {
    let mut rest = data.as_chunks::<4>().0;
    while let ([word, others @ ..], [bytes, remaining @ ..]) = (words, rest) {
        *word = u32::from_le_bytes(*bytes);
        (words, rest) = (others, remaining);
    }
}

/// Whether all bytes are 0.
const fn is_zero(mut data: &[u8]) -> bool {
    while let [byte, rest @ ..] = data {
        if *byte != 0 {
            return false;
        }
        data = rest;
    }
    true
}

/// Whether all zero points are 0.
const fn has_zeros_only(tensor: &ModelTensor<'_>) -> bool {
    let mut index = 0;
    while let Some(zero) = tensor.zero_point(index) {
        if zero != 0 {
            return false;
        }
        index += 1;
    }
    index > 0
}

/// Whether a byte is -128. Sixteen are tested together: the difference to -128 is 0, and subtracting 1 from it borrows.
const fn has_smallest(data: &[u8]) -> bool {
    const ONES: u128 = u128::from_le_bytes([1; 16]);
    const TOPS: u128 = u128::from_le_bytes([0x80; 16]);
    let (mut blocks, mut rest) = data.as_chunks::<16>();
    while let [block, others @ ..] = blocks {
        let differences = u128::from_le_bytes(*block) ^ TOPS;
        if differences.wrapping_sub(ONES) & !differences & TOPS != 0 {
            return true;
        }
        blocks = others;
    }
    while let [byte, others @ ..] = rest {
        if *byte == 0x80 {
            return true;
        }
        rest = others;
    }
    false
}

/// Whether all biases leave room for the sum of products.
const fn is_small(tensor: &ModelTensor<'_>) -> bool {
    let mut index = 0;
    while let Some(bias) = tensor.int(index) {
        if bias.unsigned_abs() >= MOST_BIAS {
            return false;
        }
        index += 1;
    }
    true
}
