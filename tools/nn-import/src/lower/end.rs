//! The ends of a network: what is checked at its output, and the order of the axes of both ends.

use super::position::UNIT;
use super::{Lowering, Position};
use crate::layer::{Layer, Stage};
use crate::refusal::Refusal;

impl Lowering<'_> {
    /// Checks the end of the network, and records the order of the axes of its ends.
    pub(super) fn end(&mut self, stages: &[Stage], end: &Position) {
        let is_understood = self.found.refusals.is_empty();
        if stages.is_empty() && is_understood {
            self.refuse_end(
                end,
                "the model returns its input, so it has no layers",
                "export the trained model itself, or select another output with `--output`",
            );
        }
        if end.order.is_some() && is_understood {
            let reason = "it is flattened with its channels last";
            self.refuse_end(end, reason, "end the model before it is flattened");
        }
        if let Some(value) = &self.found.logarithm
            && *value != end.value
            && is_understood
        {
            let reason = "a log-softmax is inside of the model";
            self.refuse_end(end, reason, "use `Softmax` inside of a model");
        }
        let is_recurrent = |stage: &Stage| matches!(stage.layer, Layer::Recurrent { .. });
        self.note_axes(end, stages.iter().any(is_recurrent));
    }

    fn refuse_end(&mut self, end: &Position, reason: &str, advice: &str) {
        self.found.refusals.push(Refusal {
            node: format!("the output `{}`", end.value),
            shapes: None,
            reason: reason.to_owned(),
            advice: advice.to_owned(),
        });
    }

    /// Records the order of the axes of both ends.
    fn note_axes(&mut self, end: &Position, is_recurrent: bool) {
        if let Some(axes) = &self.found.input_axes {
            let mut model = self.found.input.clone();
            for (axis, size) in axes.iter().skip(1).zip(&self.found.input) {
                if let Some(place) = model.get_mut(axis.wrapping_sub(1)) {
                    *place = *size;
                }
            }
            self.found.notes.push(match (is_recurrent, &model[..]) {
                (true, [steps, features]) => format!(
                    "The model takes {model:?}: {steps} steps of {features} features. The network takes {:?}: the steps of each feature.",
                    self.found.input
                ),
                _ => format!(
                    "The model takes {model:?} with its channels last. The network takes {:?}: channels first.",
                    self.found.input
                ),
            });
        }
        let axes = end.axes.iter().flatten();
        let own: Vec<usize> = axes.copied().filter(|axis| *axis != UNIT).collect();
        if own.iter().copied().ne(0..own.len()) {
            self.found.notes.push(match is_recurrent && end.shape.len() == 2 {
                true => format!(
                    "The model returns the outputs of one step after the other. The network returns {:?}: the steps of each output.",
                    end.shape
                ),
                false => format!(
                    "The model returns its channels last. The network returns {:?}: channels first.",
                    end.shape
                ),
            });
            self.found.output_axes = Some(own);
        }
    }
}
