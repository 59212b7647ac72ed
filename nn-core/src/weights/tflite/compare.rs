//! Compares one layer with an operator.

use super::error::{Difference, ModelError, ModelText, Part};
use super::kind::{Kind, channels_last, is_integer, kind, rounds_twice, weights};
use super::matcher::{Matcher, Numbered, Parts};
use super::sliding::Found;
use crate::attempt::attempt;
use crate::state::StateLayer;
use crate::tensor::Shape;
use crate::tflite::{Code, Numbers, Options};
use crate::weights::shape::push_shape;

impl Matcher<'_, '_> {
    /// Compares a layer with an operator.
    pub(super) const fn compare(
        &self,
        layer: &'static StateLayer,
        found: &Found<'_>,
    ) -> Result<(), ModelError> {
        let (parts, index) = (&found.parts, found.parts.operator);
        attempt!(self.compare_numbers(layer, parts));
        match (kind(layer), parts.code) {
            (Kind::Dense, Code::FULLY_CONNECTED) => match &parts.weights {
                Some(weights) if same_sizes(weights.tensor.shape(), &dense(layer)) => {}
                _ => return self.other(index),
            },
            (Kind::Conv, Code::CONV_2D)
            | (Kind::DepthwiseConv, Code::DEPTHWISE_CONV_2D)
            | (Kind::MaxPool, Code::MAX_POOL_2D)
            | (Kind::AvgPool, Code::AVERAGE_POOL_2D) => {
                attempt!(self.compare_window(layer, found));
            }
            // One channel with several filters is a convolution.
            (Kind::Conv, Code::DEPTHWISE_CONV_2D)
                if channels_of(layer) == 1 && last(parts.input.tensor.shape()) == 1 =>
            {
                attempt!(self.compare_window(layer, found));
            }
            (Kind::GlobalAvgPool, Code::AVERAGE_POOL_2D) => {
                attempt!(self.compare_whole_window(found));
            }
            (Kind::GlobalAvgPool, Code::MEAN) => attempt!(self.compare_axes(found)),
            _ => return self.other(index),
        }
        if found.pads[0] == 0 && found.pads[1] == 0 {
            attempt!(self.compare_shape(layer, index, &parts.input, false));
        }
        self.compare_shape(layer, index, &parts.linear, true)
    }

    /// Compares the types of numbers.
    pub(super) const fn compare_numbers(
        &self,
        layer: &'static StateLayer,
        parts: &Parts<'_>,
    ) -> Result<(), ModelError> {
        let difference = match (parts.input.tensor.numbers(), self.is_integer) {
            (Numbers::Float32, false) => return Ok(()),
            (Numbers::Int8, true) => {
                if weights(layer).is_empty() || rounds_twice(layer) {
                    return Ok(());
                }
                Difference::Rounding
            }
            (Numbers::Int8, false) => Difference::Integers,
            (Numbers::Float32, true) => Difference::Reals,
            (other, _) => Difference::Numbers {
                tensor: parts.input.number,
                found: other.name(),
            },
        };
        self.differs(parts.operator, difference)
    }

    /// Compares the shape of a tensor with that of a layer's input or output. Sizes of 1 do not count. The dimensions of a vector may
    /// still be those before `Flatten`.
    pub(super) const fn compare_shape(
        &self,
        layer: &'static StateLayer,
        index: usize,
        found: &Numbered<'_>,
        is_output: bool,
    ) -> Result<(), ModelError> {
        let shape = if is_output { layer.output } else { layer.input };
        let is_same = match shape {
            Shape::Vector(size) => size == found.tensor.len(),
            shape => {
                let (sizes, _) = channels_last(shape, self.is_integer);
                same_sizes(found.tensor.shape(), &sizes)
            }
        };
        if is_same {
            return Ok(());
        }
        let mut text = Part::new();
        let sizes = found.tensor.shape();
        push_shape(sizes, sizes.len(), &mut text);
        let difference = Difference::Shape {
            tensor: found.number,
            found: ModelText(text),
            is_output,
        };
        self.differs(index, difference)
    }

    /// Compares a mean over a window that must be the whole image.
    const fn compare_whole_window(&self, found: &Found<'_>) -> Result<(), ModelError> {
        let parts = &found.parts;
        if let ([_, rows, columns, _], Options::Sliding(sliding)) =
            (parts.input.tensor.shape(), found.operator.options())
            && let [_, 1, 1, _] = parts.linear.tensor.shape()
            && sliding.window[0] == *rows
            && sliding.window[1] == *columns
            // The mean of an even number of integers may be in the middle of two, and both operators round it in their own way.
            && (!self.is_integer || (*rows * *columns) % 2 == 1)
        {
            return Ok(());
        }
        self.other(parts.operator)
    }

    /// Compares a mean over some axes, which must be those of the image.
    const fn compare_axes(&self, found: &Found<'_>) -> Result<(), ModelError> {
        let index = found.parts.operator;
        let dimensions = found.parts.input.tensor.shape().len();
        let axes = attempt!(self.tensor(index, found.operator.input(1)));
        let (mut seen, mut place) = (0u32, 0);
        while let Some(axis) = axes.tensor.int(place) {
            let axis = if axis < 0 {
                axis.saturating_add(dimensions as i32)
            } else {
                axis
            };
            if axis < 0 || axis >= 8 {
                return self.other(index);
            }
            seen |= 1 << axis;
            place += 1;
        }
        // All axes but the batch and the channels.
        if dimensions < 3 || seen != (1 << (dimensions - 1)) - 2 {
            return self.other(index);
        }
        Ok(())
    }
}

/// The sizes of the weights of a dense layer in a model: outputs, inputs.
const fn dense(layer: &StateLayer) -> [usize; 2] {
    match (layer.input, layer.output) {
        (Shape::Vector(inputs), Shape::Vector(outputs)) => [outputs, inputs],
        _ => [0, 0],
    }
}

/// The channels of a layer's input.
const fn channels_of(layer: &StateLayer) -> usize {
    let (sizes, dimensions) = channels_last(layer.input, is_integer(layer));
    if dimensions == 0 {
        0
    } else {
        sizes[dimensions - 1]
    }
}

/// The last size.
const fn last(shape: &[usize]) -> usize {
    match shape {
        [.., last] => *last,
        [] => 1,
    }
}

/// Whether two lists of sizes are equal, apart from sizes of 1.
const fn same_sizes(mut one: &[usize], mut other: &[usize]) -> bool {
    loop {
        match (one, other) {
            ([1, rest @ ..], _) => one = rest,
            (_, [1, rest @ ..]) => other = rest,
            ([a, rest @ ..], [b, others @ ..]) if *a == *b => (one, other) = (rest, others),
            ([], []) => return true,
            _ => return false,
        }
    }
}
