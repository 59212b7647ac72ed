//! Checks the weights of a layer, and writes them in the order of memory.

use super::error::{Difference, ModelError};
use super::kind::{Kind, is_integer, kind, weights, window};
use super::matcher::{Matcher, Numbered, Parts};
use super::order::{Order, write_bytes, write_reals};
use crate::attempt::attempt;
use crate::safetensors::is_all_finite;
use crate::state::StateLayer;
use crate::tensor::Shape;
use crate::tflite::{Code, ModelTensor, Numbers};

impl<'a> Matcher<'a, '_> {
    /// Checks the weights, and writes them in the order of memory.
    pub(super) const fn read_weights(
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
