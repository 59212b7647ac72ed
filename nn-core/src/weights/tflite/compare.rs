//! Compares one layer with its operator.

use super::error::{Difference, ModelError, ModelText, Part};
use super::kind::{Kind, channels_last, is_integer, kind, rounds_twice, weights};
use super::matcher::{Flow, Matcher, Roles};
use super::sliding::Found;
use crate::attempt::attempt;
use crate::state::StateLayer;
use crate::tensor::Shape;
use crate::tflite::{Code, Fused, ModelTensor, Numbers, Operator, Options};
use crate::weights::shape::push_shape;

impl<'a> Matcher<'a, '_> {
    /// Matches a layer and its activation.
    pub(super) const fn layer(
        &mut self,
        layer: &'static StateLayer,
        flow: Flow,
    ) -> Result<Flow, ModelError> {
        self.at.layer += 1;
        attempt!(self.settle(flow));
        let flow = match kind(layer) {
            // Reshaping comes before the next operator, if it is there at all.
            Kind::Flatten => {
                let (sizes, dimensions) = channels_last(layer.input, self.is_integer);
                if dimensions > 1 {
                    self.at.flattened = Some(if dimensions == 2 {
                        [1, sizes[0], sizes[1]]
                    } else {
                        sizes
                    });
                }
                flow
            }
            Kind::Pass => flow,
            Kind::Other => {
                let flow = self.advance(flow);
                return match self.next(flow) {
                    Some((index, _)) => self.other(index),
                    None => self.ended(),
                };
            }
            _ => return self.operator(layer, flow),
        };
        let roles = Roles {
            operator: flow.operator,
            input: flow.tensor,
            second: flow.tensor,
            linear: flow.tensor,
        };
        self.finish(layer, roles, flow)
    }

    /// Matches a layer with an operator of its own.
    const fn operator(
        &mut self,
        layer: &'static StateLayer,
        flow: Flow,
    ) -> Result<Flow, ModelError> {
        let flow = self.advance(flow);
        let (mut inner, mut pads) = (flow, [0, 0]);
        let is_convolution = matches!(kind(layer), Kind::Conv | Kind::DepthwiseConv);
        if let Some((index, operator)) = self.next(inner)
            && matches!(operator.code(), Code::PAD)
            && is_convolution
        {
            (inner.tensor, pads) = attempt!(self.pad(index, &operator));
            inner.operator = index;
            self.mark(index);
        }
        let Some((index, operator)) = self.next(inner) else {
            return self.ended();
        };
        let found = Found {
            index,
            operator,
            input: attempt!(self.tensor(index, Some(inner.tensor))).1,
            output: attempt!(self.tensor(index, operator.output(0))).1,
            pads,
        };
        attempt!(self.compare(layer, &found, flow.tensor));
        let (linear, _) = attempt!(self.tensor(index, operator.output(0)));
        self.mark(index);
        let roles = Roles {
            operator: index,
            input: flow.tensor,
            second: flow.tensor,
            linear,
        };
        let flow = Flow {
            tensor: linear,
            operator: index,
            fused: match operator.options() {
                Options::Sliding(sliding) => sliding.activation,
                Options::Fused { activation, .. } => activation,
                _ => Fused::Identity,
            },
        };
        self.finish(layer, roles, flow)
    }

    /// Matches the activation, and reads the numbers of the layer.
    pub(super) const fn finish(
        &mut self,
        layer: &'static StateLayer,
        roles: Roles,
        flow: Flow,
    ) -> Result<Flow, ModelError> {
        let flow = attempt!(self.activation(&layer.activation, flow));
        attempt!(self.read(layer, roles, flow.tensor));
        if !layer.tensors.is_empty() && matches!(kind(layer), Kind::Dense) {
            self.at.flattened = None;
        }
        Ok(flow)
    }

    /// Compares a layer with an operator.
    const fn compare(
        &self,
        layer: &'static StateLayer,
        found: &Found<'_>,
        input: usize,
    ) -> Result<(), ModelError> {
        let index = found.index;
        attempt!(self.compare_numbers(layer, found, input));
        match (kind(layer), found.operator.code()) {
            (Kind::Dense, Code::FULLY_CONNECTED) => {
                let (_, found) = attempt!(self.tensor(index, found.operator.input(1)));
                if !same_sizes(found.shape(), &dense(layer)) {
                    return self.other(index);
                }
            }
            (Kind::Conv, Code::CONV_2D)
            | (Kind::DepthwiseConv, Code::DEPTHWISE_CONV_2D)
            | (Kind::MaxPool, Code::MAX_POOL_2D)
            | (Kind::AvgPool, Code::AVERAGE_POOL_2D) => {
                attempt!(self.compare_window(layer, found));
            }
            // One channel with several filters is a convolution.
            (Kind::Conv, Code::DEPTHWISE_CONV_2D)
                if channels_of(layer) == 1 && last(found.input.shape()) == 1 =>
            {
                attempt!(self.compare_window(layer, found));
            }
            (Kind::GlobalAvgPool, Code::AVERAGE_POOL_2D) => {
                attempt!(self.compare_whole_window(found));
            }
            (Kind::GlobalAvgPool, Code::MEAN) => attempt!(self.compare_axes(found)),
            _ => return self.other(index),
        }
        attempt!(self.compare_shape(layer, index, input, false));
        match found.operator.output(0) {
            Some(output) => self.compare_shape(layer, index, output, true),
            None => Ok(()),
        }
    }

    /// Compares the types of numbers.
    const fn compare_numbers(
        &self,
        layer: &'static StateLayer,
        found: &Found<'_>,
        tensor: usize,
    ) -> Result<(), ModelError> {
        let difference = match (found.input.numbers(), self.is_integer) {
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
                tensor,
                found: other.name(),
            },
        };
        self.differs(found.index, difference)
    }

    /// Compares the shape of a tensor with that of a layer's input or output. Sizes of 1 do not count. The dimensions of a vector may
    /// still be those before `Flatten`.
    const fn compare_shape(
        &self,
        layer: &'static StateLayer,
        index: usize,
        tensor: usize,
        is_output: bool,
    ) -> Result<(), ModelError> {
        let (_, found) = attempt!(self.tensor(index, Some(tensor)));
        let shape = if is_output { layer.output } else { layer.input };
        let is_same = match shape {
            Shape::Vector(size) => size == found.len(),
            shape => {
                let (sizes, _) = channels_last(shape, self.is_integer);
                same_sizes(found.shape(), &sizes)
            }
        };
        if is_same {
            return Ok(());
        }
        let mut text = Part::new();
        push_shape(found.shape(), found.shape().len(), &mut text);
        let difference = Difference::Shape {
            tensor,
            found: ModelText(text),
            is_output,
        };
        self.differs(index, difference)
    }

    /// Compares a mean over a window that must be the whole image.
    const fn compare_whole_window(&self, found: &Found<'_>) -> Result<(), ModelError> {
        if let ([_, rows, columns, _], Options::Sliding(sliding)) =
            (found.input.shape(), found.operator.options())
            && let [_, 1, 1, _] = found.output.shape()
            && sliding.window[0] == *rows
            && sliding.window[1] == *columns
        {
            return Ok(());
        }
        self.other(found.index)
    }

    /// Compares a mean over some axes, which must be those of the image.
    const fn compare_axes(&self, found: &Found<'_>) -> Result<(), ModelError> {
        let dimensions = found.input.shape().len();
        let (_, axes) = attempt!(self.tensor(found.index, found.operator.input(1)));
        let (mut seen, mut index) = (0u32, 0);
        while let Some(axis) = axes.int(index) {
            let axis = if axis < 0 {
                axis + dimensions as i32
            } else {
                axis
            };
            if axis < 0 || axis >= 8 {
                return self.other(found.index);
            }
            seen |= 1 << axis;
            index += 1;
        }
        // All axes but the batch and the channels.
        if dimensions < 3 || seen != (1 << (dimensions - 1)) - 2 {
            return self.other(found.index);
        }
        Ok(())
    }

    /// The output of `PAD`, and the rows and columns of zeros before the input.
    const fn pad(
        &self,
        index: usize,
        operator: &Operator<'a>,
    ) -> Result<(usize, [usize; 2]), ModelError> {
        let (output, _) = attempt!(self.tensor(index, operator.output(0)));
        let (_, paddings) = attempt!(self.tensor(index, operator.input(1)));
        match (paddings.int(2), paddings.int(4), paddings.shape()) {
            (Some(rows), Some(columns), [4, 2]) if rows >= 0 && columns >= 0 => {
                Ok((output, [rows as usize, columns as usize]))
            }
            _ => {
                let what = "a padding that is not constant";
                self.differs(index, Difference::Unsupported { what })
            }
        }
    }

    /// The tensor of weights, which must be constant.
    pub(super) const fn constant(
        &self,
        index: usize,
        input: usize,
    ) -> Result<Option<(usize, ModelTensor<'a>)>, ModelError> {
        let Some(operator) = self.file.operator(index) else {
            return Ok(None);
        };
        let Some(number) = operator.input(input) else {
            return Ok(None);
        };
        let (number, tensor) = attempt!(self.tensor(index, Some(number)));
        if tensor.data().is_empty() && tensor.len() > 0 {
            let what = "weights that are not constant";
            return self.differs(index, Difference::Unsupported { what });
        }
        Ok(Some((number, tensor)))
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
