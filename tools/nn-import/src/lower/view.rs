//! Nodes that change the shape or the order of axes, and compute nothing.

use super::{Lowering, Position, Refused, Step, refused};
use crate::graph::Node;
use crate::layer::{Layer, Stage};
use crate::tensor::Tensor;

impl Lowering<'_> {
    /// `Flatten`, `Reshape`, `Squeeze` or `Unsqueeze`.
    pub(super) fn reshape(
        &mut self,
        node: &Node,
        at: &mut Position,
        stages: &[Stage],
    ) -> Result<Step, Refused> {
        let output = node.outputs.first().map(String::as_str).unwrap_or_default();
        let all = self
            .values
            .get(output)
            .map(|value| value.tensor.shape.clone())
            .unwrap_or_default();
        let Some((1, wanted)) = all.split_first() else {
            return refused(format!("it returns {all:?}, which has no batch of 1"), "");
        };
        let before = node.inputs.first().and_then(|name| self.values.get(name));
        if before.is_some_and(|before| before.tensor.shape == all) {
            return Ok(Step::Done);
        }
        if at.is_input && stages.is_empty() && at.axes.is_none() && !wanted.is_empty() {
            // Nothing was computed yet: the network takes its input in this shape.
            at.shape = wanted.to_vec();
            self.found.input = wanted.to_vec();
            return Ok(Step::Done);
        }
        let length: usize = at.shape.iter().product();
        if at.axes.is_none() && *wanted == at.shape[..] {
            return Ok(Step::Done);
        }
        // A sequence as an image of one row, for pools that exist for images only.
        if let [channels, 1, length] = wanted
            && at.axes.is_none()
            && at.shape == [*channels, *length]
        {
            at.has_row = true;
            return Ok(Step::Done);
        }
        if at.has_row && *wanted == at.shape[..] {
            at.has_row = false;
            return Ok(Step::Done);
        }
        let is_vector = *wanted == [length];
        // The mean of each channel is a vector in the network, and may have axes of 1 in the graph.
        if at.shape == [length]
            && wanted.iter().product::<usize>() == length
            && wanted.first() == Some(&length)
        {
            return Ok(Step::Done);
        }
        if !is_vector {
            return refused(
                format!("it returns {wanted:?}"),
                "only a vector can be made of an image",
            );
        }
        at.order = match at.axes.take() {
            Some(axes) => order(&at.shape, &axes)?,
            None => None,
        };
        Ok(Step::Layer(Layer::Flatten))
    }

    /// `Transpose`: at the input the network takes the new order, and elsewhere the next dense layer.
    pub(super) fn transpose(
        &mut self,
        node: &Node,
        at: &mut Position,
        stages: &[Stage],
    ) -> Result<Step, Refused> {
        let before = node.inputs.first().and_then(|name| self.values.get(name));
        let sizes = before.map_or(&[][..], |before| &before.tensor.shape);
        let is_vector = at.shape.len() == 1 && sizes.len() > 2;
        let total = if is_vector {
            sizes.len()
        } else {
            at.shape.len() + 1
        };
        let reversed = || (0..total as i64).rev().collect();
        let order: Vec<i64> = node.ints("perm").map_or_else(reversed, <[i64]>::to_vec);
        let order: Option<Vec<usize>> = order
            .into_iter()
            .map(|axis| usize::try_from(axis).ok())
            .collect();
        let Some(order) = order.filter(|order| order.len() == total && order.first() == Some(&0))
        else {
            return refused("it moves the batch", "");
        };
        if is_vector {
            // All other axes have the size 1.
            return Ok(Step::Done);
        }
        if at.is_input && stages.is_empty() && at.axes.is_none() && self.found.input_axes.is_none()
        {
            let before = at.shape.clone();
            at.shape = order[1..]
                .iter()
                .filter_map(|axis| at.shape.get(axis - 1).copied())
                .collect();
            self.found.input.clone_from(&at.shape);
            self.found.notes.push(format!(
                "The model takes {:?} with its channels last. The network takes {:?}: channels first.",
                before, at.shape
            ));
            self.found.input_axes = Some(order);
            return Ok(Step::Done);
        }
        let before = at.axes.take().unwrap_or_else(|| (0..total).collect());
        let axes: Vec<usize> = order
            .iter()
            .filter_map(|axis| before.get(*axis).copied())
            .collect();
        let is_moved = axes.iter().copied().ne(0..total);
        at.axes = is_moved.then_some(axes);
        Ok(Step::Done)
    }
}

/// For each element of a value with its axes in this order its place in the network's vector. `None` if it is the same.
fn order(shape: &[usize], axes: &[usize]) -> Result<Option<Vec<usize>>, Refused> {
    let length = shape.iter().product();
    let places = Tensor::list(0..length).reshaped([&[1], shape].concat());
    let moved = places.and_then(|places| places.transposed(axes));
    match moved {
        Ok(moved) => {
            let places = moved.values.into_iter().map(|place| place as usize);
            let places: Vec<usize> = places.collect();
            let is_moved = places.iter().copied().ne(0..places.len());
            Ok(is_moved.then_some(places))
        }
        Err(reason) => refused(reason, ""),
    }
}
