//! Parts of values: the last step of a recurrent layer, and the windows of a causal convolution.

use super::{Lowering, Position, Refused, Step, refused};
use crate::graph::Node;
use crate::layer::{Activation, Layer, Padding, Stage};

const PARTS: &str = "a network has no parts of tensors but the last step of a recurrent layer: compute them before the network, or give \
     each part a model of its own";

impl Lowering<'_> {
    /// A `Gather` or a `Slice`: the last step of a recurrent layer, an axis of 1, or the windows of a causal convolution.
    pub(super) fn part(
        &mut self,
        node: &Node,
        at: &mut Position,
        stages: &mut [Stage],
    ) -> Result<Step, Refused> {
        let Some(Taken { axis, start, end }) = self.taken(node) else {
            return refused("it takes parts of several axes", PARTS);
        };
        let size = self.size_of(node, axis);
        if size == 1 && at.shape.len() == 1 && (start, end) == (0, 1) {
            // the last state of one layer
            return Ok(Step::Done);
        }
        let is_length = at.layout().get(axis) == Some(&2) && at.shape.len() == 2;
        let is_last = end == size && start + 1 == size;
        match stages.last_mut() {
            Some(Stage {
                layer: Layer::Recurrent { is_sequence, .. },
                activation: Activation::Identity,
                output,
                ..
            }) if is_length && is_last && *is_sequence => {
                *is_sequence = false;
                output.truncate(1);
                at.shape.truncate(1);
                at.axes = None;
                Ok(Step::Done)
            }
            Some(Stage {
                layer: Layer::Conv { window, .. },
                activation: Activation::Identity,
                output,
                ..
            }) if is_length && window.cuts_to_causal([start, end], size) => {
                window.padding = Padding::Causal;
                output[1] = end;
                at.shape[1] = end;
                Ok(Step::Done)
            }
            _ => refused(format!("it takes {start} to {end} of {size}"), PARTS),
        }
    }

    /// The size of an axis of the first input.
    fn size_of(&self, node: &Node, axis: usize) -> usize {
        let input = node.inputs.first().and_then(|name| self.values.get(name));
        let size = input.and_then(|value| value.tensor.shape.get(axis));
        size.copied().unwrap_or_default()
    }

    /// What a `Gather` of one index, or a `Slice` of one axis, takes.
    fn taken(&self, node: &Node) -> Option<Taken> {
        let input = self.values.get(node.inputs.first()?)?;
        let shape = &input.tensor.shape;
        let place = |axis: i64, size: usize| match axis < 0 {
            true => usize::try_from(axis.saturating_add(size as i64)).unwrap_or_default(),
            false => usize::try_from(axis).unwrap_or(usize::MAX).min(size),
        };
        if node.operator == "Gather" {
            let index = self.constant(node, 1)?.single()?;
            let axis = place(node.int("axis").unwrap_or_default(), shape.len());
            let start = place(index as i64, *shape.get(axis)?);
            return Some(Taken {
                axis,
                start,
                end: start + 1,
            });
        }
        let list = |index: usize, name: &str| match self.constant(node, index) {
            Some(list) => Some(list.integers()),
            None => node.ints(name).map(<[i64]>::to_vec),
        };
        let (starts, ends) = (list(1, "starts")?, list(2, "ends")?);
        let axes = list(3, "axes").unwrap_or_else(|| (0..starts.len() as i64).collect());
        let steps = list(4, "steps").unwrap_or_else(|| vec![1; starts.len()]);
        let mut cut = None;
        for (((axis, start), end), step) in axes.iter().zip(&starts).zip(&ends).zip(&steps) {
            let axis = place(*axis, shape.len());
            let size = *shape.get(axis)?;
            let (start, end) = (place(*start, size), place(*end, size));
            let is_whole = (start, end, *step) == (0, size, 1);
            match cut {
                _ if is_whole && size > 1 => {}
                None if *step == 1 => cut = Some(Taken { axis, start, end }),
                _ => return None,
            }
        }
        cut
    }
}

/// What a node takes of an axis.
struct Taken {
    axis: usize,
    start: usize,
    end: usize,
}
