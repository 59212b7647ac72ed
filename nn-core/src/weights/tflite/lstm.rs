//! Compares an LSTM of integers with an operator, and reads its numbers.

use super::error::{Difference, ModelError};
use super::kind::{channels_last, rounds_twice};
use super::matcher::{Flow, Matcher, Parts};
use crate::attempt::attempt;
use crate::state::StateLayer;
use crate::tensor::Shape;
use crate::tflite::{Code, Fused, Operator, Options};

/// The inputs of an LSTM with peepholes, with a projection, or with normalized gates.
const OTHERS: [usize; 9] = [9, 10, 11, 16, 17, 20, 21, 22, 23];

impl<'a> Matcher<'a, '_> {
    /// Matches an LSTM, and the operator that takes its last state.
    pub(super) const fn lstm(
        &mut self,
        layer: &'static StateLayer,
        flow: Flow,
    ) -> Result<Flow, ModelError> {
        let flow = self.advance(flow);
        let Some((index, operator)) = self.next(flow) else {
            return self.ended();
        };
        if !matches!(operator.code(), Code::UNIDIRECTIONAL_SEQUENCE_LSTM) {
            return self.other(index);
        }
        let parts = attempt!(self.parts_of(index, &operator, flow.tensor));
        attempt!(self.compare_numbers(layer, &parts));
        if !rounds_twice(layer) {
            let what = "an LSTM of real numbers";
            return self.differs(index, Difference::Unsupported { what });
        }
        let axis = attempt!(self.compare_lstm(layer, &operator, &parts));
        self.mark(index);
        attempt!(self.read_lstm(layer, &operator, &parts));
        let flow = Flow {
            tensor: parts.linear.number,
            operator: index,
            fused: Fused::NONE,
        };
        match layer.output {
            Shape::Vector(_) => self.last_step(layer, flow, axis),
            _ => Ok(flow),
        }
    }

    /// Compares the settings and the shapes. Returns the axis of the steps.
    const fn compare_lstm(
        &self,
        layer: &'static StateLayer,
        operator: &Operator<'_>,
        parts: &Parts<'_>,
    ) -> Result<usize, ModelError> {
        let index = parts.operator;
        let mut other = 0;
        while other < OTHERS.len() {
            if operator.input(OTHERS[other]).is_some() {
                let what = "peepholes, a projection or normalized gates";
                return self.differs(index, Difference::Unsupported { what });
            }
            other += 1;
        }
        let Options::Lstm {
            activation: Fused::TANH,
            is_time_major,
            ..
        } = operator.options()
        else {
            let what = "a cell with another activation than TANH";
            return self.differs(index, Difference::Unsupported { what });
        };
        attempt!(self.compare_shape(layer, index, &parts.input, false));
        let axis = !is_time_major as usize;
        let (input, output) = (parts.input.tensor.shape(), parts.linear.tensor.shape());
        let (steps, units) = sizes(layer);
        match (input, output) {
            ([_, _, _], [_, _, last]) if input[1 - axis] == 1 && *last == units => {}
            _ => return self.other(index),
        }
        if input[axis] != steps || output[axis] != steps || output[1 - axis] != 1 {
            return self.other(index);
        }
        Ok(axis)
    }

    /// Matches the slice of the last state.
    const fn last_step(
        &mut self,
        layer: &'static StateLayer,
        flow: Flow,
        axis: usize,
    ) -> Result<Flow, ModelError> {
        let ((steps, units), Some((index, operator))) = (sizes(layer), self.next(flow)) else {
            return self.ended();
        };
        let Options::Slice(begins) = operator.options() else {
            return if steps == 1 {
                Ok(flow)
            } else {
                self.other(index)
            };
        };
        let (first, stride) = (
            attempt!(self.tensor(index, operator.input(1))).tensor,
            attempt!(self.tensor(index, operator.input(3))).tensor,
        );
        let output = attempt!(self.tensor(index, operator.output(0)));
        let is_last = match (first.int(axis), stride.int(axis)) {
            (Some(first), Some(1)) => first == -1 || first as usize == steps - 1,
            _ => false,
        };
        let is_free = begins >> axis & 1 != 0 && steps > 1;
        let is_whole = matches!(
            (stride.int(0), stride.int(1), stride.int(2)),
            (Some(1), Some(1), Some(1))
        );
        if !is_last || is_free || !is_whole || output.tensor.len() != units {
            return self.other(index);
        }
        self.mark(index);
        Ok(Flow {
            tensor: output.number,
            operator: index,
            fused: Fused::NONE,
        })
    }
}

/// The number of steps and of units.
const fn sizes(layer: &StateLayer) -> (usize, usize) {
    let (input, _) = channels_last(layer.input, true);
    let units = match layer.output {
        Shape::Vector(units) => units,
        output => channels_last(output, true).0[1],
    };
    (input[0], units)
}
