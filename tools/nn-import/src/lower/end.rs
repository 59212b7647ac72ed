//! Where the layers end.

use super::{Lowering, Position};
use crate::refusal::Refusal;

impl Lowering<'_> {
    /// Ends at a position: the order of the output's axes may be another one than in the network.
    pub(super) fn end(&mut self, at: Position) {
        if at.order.is_some() {
            self.found.refusals.push(Refusal {
                node: "the model".to_owned(),
                shapes: None,
                reason: "it ends in a flattened image with its channels last".to_owned(),
                advice: "a network ends in a layer".to_owned(),
            });
            return;
        }
        if at.axes.is_some() {
            let shape = &at.shape;
            self.found.notes.push(format!(
                "The model returns its channels last. The network returns {shape:?}: channels first."
            ));
        }
        self.found.output_axes = at.axes;
    }

    /// The shape of the value of a position in the order of the network, without the batch.
    pub(super) fn shape_in_network(&self, at: &Position) -> Vec<usize> {
        let shape = self.shape(&at.value);
        let Some(axes) = &at.axes else {
            return shape;
        };
        let mut own = vec![0; shape.len()];
        for (axis, size) in axes.iter().skip(1).zip(shape) {
            if let Some(place) = axis.checked_sub(1).and_then(|axis| own.get_mut(axis)) {
                *place = size;
            }
        }
        own
    }
}
