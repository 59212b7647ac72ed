//! Nodes that change the shape or the order of axes, and compute nothing.

use super::position::UNIT;
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
        if at.layout().first() != Some(&0) {
            return reshape_steps(&all, at);
        }
        let Some((1, wanted)) = all.split_first() else {
            return refused(format!("it returns {all:?}, which has no batch of 1"), "");
        };
        let is_chosen = at.is_input
            && stages.is_empty()
            && at.axes.is_none()
            && !at.has_row
            && self.found.input_axes.is_none();
        if is_chosen && !wanted.is_empty() && !self.is_row(output, at, wanted) {
            // Nothing was computed yet: the network takes its input in this shape.
            at.shape = wanted.to_vec();
            self.found.input = wanted.to_vec();
            return Ok(Step::Done);
        }
        let length: usize = at.shape.iter().product();
        // A vector may have axes of 1 in the graph.
        let is_spread = |size: &usize| *size == 1 || *size == length;
        if at.shape == [length]
            && at.order.is_none()
            && wanted.iter().product::<usize>() == length
            && wanted.iter().all(is_spread)
        {
            return Ok(Step::Done);
        }
        // A sequence as an image of one row, for nodes that exist for images only.
        if let Some(layout) = at.layout_of(wanted).filter(|_| at.order.is_none()) {
            if at.is_input && stages.is_empty() {
                self.choose_order(&layout, at);
            } else {
                at.set_layout(layout);
            }
            return Ok(Step::Done);
        }
        let is_vector = *wanted == [length];
        if !is_vector {
            return refused(
                format!("it returns {wanted:?}"),
                "a shape changes only at the input and by `Flatten`: let the model take its input in the shape of the image",
            );
        }
        at.has_row = false;
        at.order = match at.axes.take() {
            Some(mut axes) => {
                axes.retain(|axis| *axis != UNIT);
                order(&at.shape, &axes)?
            }
            None => at.order.take(),
        };
        Ok(Step::Layer(Layer::Flatten))
    }

    /// Whether a new shape of the input is that of a sequence as an image of one row: the next convolution has a kernel of one row, and so
    /// has its input.
    fn is_row(&self, output: &str, at: &Position, wanted: &[usize]) -> bool {
        if at.shape.len() != 2 || at.layout_of(wanted).is_none() {
            return false;
        }
        let mut value = output;
        loop {
            let next = self.users.get(value).and_then(|users| users.first());
            let Some(node) = next.and_then(|user| self.graph.nodes.get(*user)) else {
                return false;
            };
            if node.operator == "Conv" {
                let kernel = self
                    .constant(node, 1)
                    .and_then(|weight| weight.shape.get(2));
                return self.shape(value).get(1) == Some(&1) && kernel == Some(&1);
            }
            let is_view = matches!(
                &*node.operator,
                "Transpose" | "Reshape" | "Unsqueeze" | "Pad"
            );
            match node.outputs.first().filter(|_| is_view) {
                Some(output) => value = output,
                None => return false,
            }
        }
    }

    /// `Transpose`: at the input the network takes the new order, and elsewhere the next dense layer.
    pub(super) fn transpose(
        &mut self,
        node: &Node,
        at: &mut Position,
        stages: &[Stage],
    ) -> Result<Step, Refused> {
        let before = node.inputs.first().and_then(|name| self.values.get(name));
        if at.shape.len() == 1 && before.is_some_and(|before| before.tensor.shape.len() > 2) {
            // the other axes of a vector have the size 1
            return Ok(Step::Done);
        }
        let layout = at.layout();
        let reversed = || (0..layout.len() as i64).rev().collect();
        let order: Vec<i64> = node.ints("perm").map_or_else(reversed, <[i64]>::to_vec);
        let places = order.into_iter().map(|axis| usize::try_from(axis).ok());
        let moved: Option<Vec<usize>> = places
            .map(|place| place.and_then(|place| layout.get(place).copied()))
            .collect();
        let Some(moved) = moved.filter(|moved| moved.len() == layout.len()) else {
            return refused(
                format!("its order of axes is for {} axes", layout.len()),
                "",
            );
        };
        let is_batch_first = [&layout, &moved]
            .iter()
            .all(|axes| axes.first() == Some(&0));
        if !is_batch_first && at.shape.len() != 2 {
            return refused("it moves the batch", "");
        }
        if at.is_input && stages.is_empty() && is_batch_first {
            self.choose_order(&moved, at);
        } else {
            at.set_layout(moved);
        }
        Ok(Step::Done)
    }

    /// If one of several users of the input transposes it, the network takes the input in that order. For the others it is moved.
    pub(super) fn choose_for_branches(&mut self, at: &mut Position) {
        let users = self.users.get(&*at.value).map_or(&[][..], Vec::as_slice);
        if users.len() < 2 {
            return;
        }
        let mut nodes = users.iter().filter_map(|user| self.graph.nodes.get(*user));
        let order = nodes.find(|node| node.operator == "Transpose");
        let order = order.and_then(|node| node.ints("perm")).unwrap_or_default();
        let order: Vec<usize> = order
            .iter()
            .filter_map(|axis| usize::try_from(*axis).ok())
            .collect();
        let mut sorted = order.clone();
        sorted.sort_unstable();
        if order.first() != Some(&0) || !sorted.into_iter().eq(0..=at.shape.len()) {
            return;
        }
        self.choose_order(&order, at);
        let mut layout = vec![0; order.len()];
        for (own, axis) in order.into_iter().enumerate() {
            layout[axis] = own;
        }
        at.set_layout(layout);
    }

    /// The network takes its input in the order of these axes.
    pub(super) fn choose_order(&mut self, moved: &[usize], at: &mut Position) {
        let own: Vec<usize> = moved.iter().copied().filter(|axis| *axis != UNIT).collect();
        let before = self.found.input.clone();
        let sizes = own.iter().skip(1);
        at.shape = sizes
            .filter_map(|axis| before.get(axis - 1).copied())
            .collect();
        let mut next = 0..;
        let layout = moved.iter().map(|axis| match *axis {
            UNIT => UNIT,
            _ => next.next().unwrap_or(UNIT),
        });
        let layout = layout.collect();
        at.set_layout(layout);
        self.found.input.clone_from(&at.shape);
        let axes: Vec<usize> = match &self.found.input_axes {
            Some(axes) => own
                .iter()
                .filter_map(|axis| axes.get(*axis).copied())
                .collect(),
            None => own,
        };
        let is_moved = axes.iter().copied().ne(0..axes.len());
        self.found.input_axes = is_moved.then_some(axes);
    }
}

/// A new shape of a sequence whose batch is not its first axis: axes of 1 are added or removed.
fn reshape_steps(wanted: &[usize], at: &mut Position) -> Result<Step, Refused> {
    let size = |axis: usize| at.shape.get(axis.wrapping_sub(1)).copied().unwrap_or(1);
    let own = at.layout();
    let mut own = own.into_iter().filter(|axis| *axis != UNIT).peekable();
    let mut layout = Vec::new();
    for wanted in wanted {
        match own.next_if(|axis| size(*axis) == *wanted) {
            Some(axis) => layout.push(axis),
            None if *wanted == 1 => layout.push(UNIT),
            None => break,
        }
    }
    if own.peek().is_some() || layout.len() != wanted.len() {
        return refused(
            format!("it returns {wanted:?}"),
            "the shape of a sequence changes only by axes of 1 while the steps are before the batch",
        );
    }
    at.set_layout(layout);
    Ok(Step::Done)
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
