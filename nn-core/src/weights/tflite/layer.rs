//! Finds the operator of one layer, and its activation.

use super::error::{Difference, ModelError};
use super::kind::{Kind, channels_last, kind};
use super::matcher::{Flow, Matcher, Parts};
use super::sliding::Found;
use crate::attempt::attempt;
use crate::state::StateLayer;
use crate::tflite::{Code, Fused, Operator, Options};

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
            Kind::Lstm => return self.lstm(layer, flow),
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
        let (mut inner, mut pads, mut next) = (flow, [0, 0], self.next(flow));
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
        let found = Found {
            parts,
            operator,
            pads,
        };
        attempt!(self.compare(layer, &found));
        if inner.tensor != flow.tensor {
            parts.input = attempt!(self.tensor(index, Some(flow.tensor)));
            attempt!(self.compare_shape(layer, index, &parts.input, false));
        }
        self.mark(index);
        let flow = Flow {
            tensor: parts.linear.number,
            fused: fused(&operator),
            operator: index,
        };
        self.finish(layer, Some(parts), flow)
    }

    /// The parts of an operator that may have weights and a bias.
    pub(super) const fn parts_of(
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

/// The activation that is part of an operator.
pub(super) const fn fused(operator: &Operator<'_>) -> Fused {
    match operator.options() {
        Options::Sliding(sliding) => sliding.activation,
        Options::Fused { activation, .. } => activation,
        _ => Fused::NONE,
    }
}
