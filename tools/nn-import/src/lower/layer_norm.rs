//! Layer normalization that a file writes as several nodes.

use std::collections::BTreeSet;

use super::{Lowering, Position};
use crate::graph::Node;
use crate::tensor::Tensor;

/// The last node of a normalization, its scale, its shift and its epsilon.
pub(super) type Found<'a> = (&'a Node, Tensor, Option<Tensor>, f32);

impl<'a> Lowering<'a> {
    /// The layer normalization that starts at a value.
    pub(super) fn layer_norm_of(&self, at: &Position) -> Option<Found<'a>> {
        let is_plain = at.axes.is_none() && !at.has_row && at.order.is_none();
        let found = is_plain.then(|| self.by_quotient(at).or_else(|| self.by_product(at)));
        found.flatten()
    }

    /// Whether a node is the mean over all axes but the batch.
    fn is_whole_mean(&self, node: &Node, axes: usize) -> bool {
        let reduced = match self.constant(node, 1) {
            Some(axes) => axes.integers(),
            None => node.ints("axes").unwrap_or_default().to_vec(),
        };
        let from_start = reduced.iter().map(|axis| axis.rem_euclid(axes as i64));
        let from_start: BTreeSet<i64> = from_start.collect();
        node.operator == "ReduceMean" && from_start.into_iter().eq(1..axes as i64)
    }

    /// `(x - mean) / sqrt(mean((x - mean)^2) + epsilon) * scale + shift` over all values.
    fn by_quotient(&self, at: &Position) -> Option<Found<'a>> {
        let users = self.nodes(&at.value);
        let axes = at.shape.len() + 1;
        if users.len() != 2 {
            return None;
        }
        let mean = users.iter().find(|node| self.is_whole_mean(node, axes))?;
        let centered = self.after(mean, "Sub")?;
        let [square, quotient] = self.nodes(centered.outputs.first()?)[..] else {
            return None;
        };
        let (square, quotient) = match &*quotient.operator {
            "Div" => (square, quotient),
            _ => (quotient, square),
        };
        let is_square = match &*square.operator {
            "Pow" => self.number(square) == Some(2.0),
            "Mul" => square.inputs.first() == square.inputs.get(1),
            _ => false,
        };
        if !is_square || quotient.operator != "Div" {
            return None;
        }
        let variance = self.after(square, "ReduceMean")?;
        if !self.is_whole_mean(variance, axes) {
            return None;
        }
        let shifted = self.after(variance, "Add")?;
        let epsilon = self.number(shifted)?;
        let is_root = self.after(self.after(shifted, "Sqrt")?, "Div")? == quotient;
        let product = self.after(quotient, "Mul").filter(|_| is_root)?;
        let scale = [0, 1]
            .iter()
            .find_map(|index| self.constant(product, *index))?;
        let sum = self.after(product, "Add");
        let shift = sum.and_then(|sum| [0, 1].iter().find_map(|index| self.constant(sum, *index)));
        let last = if shift.is_some() { sum? } else { product };
        Some((last, scale.clone(), shift.cloned(), epsilon as f32))
    }

    /// `x s + (shift - mean s)` with `s = scale / sqrt(mean((x - mean)^2) + epsilon)`, as Keras computes it.
    fn by_product(&self, at: &Position) -> Option<Found<'a>> {
        let users = self.nodes(&at.value);
        let axes = at.shape.len() + 1;
        let with = |operator: &str| users.iter().copied().find(|node| node.operator == operator);
        let (mean, centered, product) = (with("ReduceMean")?, with("Sub")?, with("Mul")?);
        let mean_value = mean.outputs.first()?;
        let is_centered = centered.inputs == [at.value.clone(), mean_value.clone()];
        let square = self.after(centered, "Mul")?;
        let variance = self.after(square, "ReduceMean")?;
        let is_variance = square.inputs.first() == square.inputs.get(1)
            && self.is_whole_mean(mean, axes)
            && self.is_whole_mean(variance, axes);
        let shifted = self.after(variance, "Add")?;
        let epsilon = self.number(shifted)?;
        let root = self.after(self.after(shifted, "Sqrt")?, "Reciprocal")?;
        let factor = self.after(root, "Mul")?;
        let factor_value = factor.outputs.first()?;
        let negative = self.nodes(mean_value);
        let negative = negative.iter().find(|node| node.operator == "Neg")?;
        let offset = self.after(negative, "Mul")?;
        let sum = self.after(offset, "Add")?;
        let last = self.after(product, "Add")?;
        let is_whole = users.len() == 3
            && product.inputs.contains(factor_value)
            && offset.inputs.contains(factor_value)
            && last.inputs.contains(sum.outputs.first()?);
        let either = |node: &Node| [0, 1].iter().find_map(|index| self.constant(node, *index));
        let (scale, shift) = (either(factor)?, either(sum)?);
        let is_found = is_centered && is_variance && is_whole;
        is_found.then(|| (last, scale.clone(), Some(shift.clone()), epsilon as f32))
    }
}
