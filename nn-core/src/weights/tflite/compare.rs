//! Compares one layer with its operator.

use super::error::{Difference, ModelError, ModelText, Part};
use super::kind::{Kind, channels_last, is_integer, kind, rounds_twice, weights};
use super::matcher::{Flow, Matcher, Numbered, Parts};
use super::sliding::Found;
use crate::attempt::attempt;
use crate::state::StateLayer;
use crate::tensor::Shape;
use crate::tflite::{Code, Fused, Numbers, Operator, Options};
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
        if layer.tensors.is_empty() {
            return self.finish(layer, None, flow);
        }
        let tensors = [flow.tensor, flow.tensor, flow.tensor];
        let parts = attempt!(self.parts(flow.operator, Code::RELU, tensors));
        self.finish(layer, Some(parts), flow)
    }

    /// Matches a layer with an operator of its own.
    const fn operator(
        &mut self,
        layer: &'static StateLayer,
        flow: Flow,
    ) -> Result<Flow, ModelError> {
        let flow = self.advance(flow);
        let (mut inner, mut pads) = (flow, [0, 0]);
        let mut next = self.next(inner);
        if let Some((index, operator)) = next
            && matches!(operator.code(), Code::PAD)
            && matches!(kind(layer), Kind::Conv | Kind::DepthwiseConv)
        {
            (inner.tensor, pads) = attempt!(self.pad(index, &operator));
            inner.operator = index;
            self.mark(index);
            next = self.next(inner);
        }
        let Some((index, operator)) = next else {
            return self.ended();
        };
        let mut parts = attempt!(self.parts_of(index, &operator, inner.tensor));
        attempt!(self.compare(
            layer,
            &Found {
                parts,
                operator,
                pads
            }
        ));
        if inner.tensor != flow.tensor {
            parts.input = attempt!(self.tensor(index, Some(flow.tensor)));
            attempt!(self.compare_shape(layer, index, &parts.input, false));
        }
        self.mark(index);
        let flow = Flow {
            tensor: parts.linear.number,
            operator: index,
            fused: match operator.options() {
                Options::Sliding(sliding) => sliding.activation,
                Options::Fused { activation, .. } => activation,
                _ => Fused::Identity,
            },
        };
        self.finish(layer, Some(parts), flow)
    }

    /// The parts of an operator that may have weights and a bias.
    const fn parts_of(
        &self,
        index: usize,
        operator: &Operator<'a>,
        input: usize,
    ) -> Result<Parts<'a>, ModelError> {
        let input = attempt!(self.tensor(index, Some(input)));
        let (weights, bias) = match operator.code() {
            Code::CONV_2D | Code::DEPTHWISE_CONV_2D | Code::FULLY_CONNECTED => (
                attempt!(self.constant(index, operator.input(1))),
                attempt!(self.constant(index, operator.input(2))),
            ),
            _ => (None, None),
        };
        Ok(Parts {
            operator: index,
            code: operator.code(),
            input,
            second: input,
            linear: attempt!(self.tensor(index, operator.output(0))),
            weights,
            bias,
        })
    }

    /// Matches the activation, and reads the numbers of the layer.
    pub(super) const fn finish(
        &mut self,
        layer: &'static StateLayer,
        parts: Option<Parts<'a>>,
        flow: Flow,
    ) -> Result<Flow, ModelError> {
        let flow = attempt!(self.activation(&layer.activation, flow));
        let Some(parts) = parts else {
            return Ok(flow);
        };
        let output = if flow.tensor == parts.linear.number {
            parts.linear
        } else {
            attempt!(self.tensor(parts.operator, Some(flow.tensor)))
        };
        attempt!(self.read(layer, &parts, &output));
        if matches!(kind(layer), Kind::Dense) {
            self.at.flattened = None;
        }
        Ok(flow)
    }

    /// Compares a layer with an operator.
    const fn compare(
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
    const fn compare_numbers(
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
    const fn compare_shape(
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

    /// The output of `PAD`, and the rows and columns of zeros before the input.
    const fn pad(
        &self,
        index: usize,
        operator: &Operator<'a>,
    ) -> Result<(usize, [usize; 2]), ModelError> {
        let Some(output) = operator.output(0) else {
            return self.other(index);
        };
        let paddings = attempt!(self.tensor(index, operator.input(1))).tensor;
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
