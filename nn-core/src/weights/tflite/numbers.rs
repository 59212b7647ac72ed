//! Reads and checks the numbers of one layer.

use super::error::{Difference, ModelError};
use super::kind::{has_bias, same};
use super::matcher::{Matcher, Numbered, Parts};
use super::order::scale;
use crate::attempt::attempt;
use crate::kernel::integer::MOST_BIAS;
use crate::safetensors::is_all_finite;
use crate::state::{StateLayer, StateTensor};
use crate::tflite::{ModelTensor, Numbers};

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
        self.put(word);
        Ok(())
    }

    /// Writes the next word.
    pub(super) const fn put(&mut self, word: u32) {
        if let Some([place, ..]) = self.words(1) {
            *place = word;
        }
    }

    /// The place of the next words. `None` if nothing is written.
    pub(super) const fn words(&mut self, len: usize) -> Option<&mut [u32]> {
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
    pub(super) const fn scale(
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
    pub(super) const fn zero_point(
        &self,
        operator: usize,
        found: &Numbered<'_>,
    ) -> Result<i32, ModelError> {
        let tensor = found.number;
        match found.tensor.zero_point(0) {
            Some(zero @ -128..=127) => Ok(zero as i32),
            _ => {
                let needed = "quantized with a zero point from -128 to 127";
                self.differs(operator, Difference::Value { tensor, needed })
            }
        }
    }

    /// Checks the bias, and writes it.
    pub(super) const fn read_bias(
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
                needed: "at most 1,074,790,400 in size",
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
    pub(super) const fn read_scales(
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

/// Whether all biases leave room for the sum of products.
const fn is_small(tensor: &ModelTensor<'_>) -> bool {
    let mut index = 0;
    while let Some(bias) = tensor.int(index) {
        if bias.unsigned_abs() > MOST_BIAS as u32 {
            return false;
        }
        index += 1;
    }
    true
}
