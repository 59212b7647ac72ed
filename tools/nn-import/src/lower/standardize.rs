//! Arithmetic with constants at the input: the standardization of the data.

use super::scale::unit_batch_norm;
use super::{Lowering, Position, Refused, refused};
use crate::graph::Node;
use crate::layer::{Activation, Layer, Stage};
use crate::tensor::Tensor;

/// What a graph has computed of the input: `scale * input + shift`, in the shape of the value.
#[derive(Debug, Clone)]
pub(super) struct Scaling {
    scale: Tensor,
    shift: Tensor,
    /// The last node that changed it.
    node: usize,
}

impl Lowering<'_> {
    /// `Add`, `Sub`, `Mul` or `Div` of the input and a constant.
    pub(super) fn collect(
        &self,
        index: usize,
        constant: &Tensor,
        is_first: bool,
        at: &mut Position,
    ) -> Result<(), Refused> {
        let shape = self.values.get(&at.value).map(|value| &value.tensor.shape);
        let shape = shape.cloned().unwrap_or_default();
        let node = self.graph.nodes.get(index);
        let operator = node.map_or("", |node| &*node.operator);
        let filled = |value: f64| Tensor::filled(shape.clone(), value);
        let (scale, shift) = match at.scaling.take() {
            Some(Scaling { scale, shift, .. }) => (Ok(scale), Ok(shift)),
            None => (filled(1.0), filled(0.0)),
        };
        let with = |tensor: Result<Tensor, String>, work: fn(f64, f64) -> f64| {
            let tensor = tensor.and_then(|tensor| tensor.zip(constant, work));
            tensor.map_err(|reason| (reason, ""))
        };
        let keep = |tensor: Result<Tensor, String>| tensor.map_err(|reason| (reason, ""));
        let (scale, shift) = match (operator, is_first) {
            ("Add", _) => (keep(scale)?, with(shift, |own, other| own + other)?),
            ("Sub", true) => (keep(scale)?, with(shift, |own, other| own - other)?),
            ("Sub", false) => (
                keep(scale)?.map(|own| -own),
                with(shift, |own, other| other - own)?,
            ),
            ("Mul", _) => (
                with(scale, |own, other| own * other)?,
                with(shift, |own, other| own * other)?,
            ),
            ("Div", true) => (
                with(scale, |own, other| own / other)?,
                with(shift, |own, other| own / other)?,
            ),
            _ => return refused("it divides a constant by the input", ""),
        };
        if scale.shape != shape || shift.shape != shape {
            return refused(
                format!("its constant has the shape {:?}", constant.shape),
                "a constant is a number, or one number per channel",
            );
        }
        at.scaling = Some(Scaling {
            scale,
            shift,
            node: index,
        });
        Ok(())
    }

    /// Moves what was computed of the input as a `Transpose` or a `Reshape` moves the input.
    pub(super) fn move_scaling(&self, node: &Node, at: &mut Position) {
        let Some(scaling) = at.scaling.take() else {
            return;
        };
        let output = node.outputs.first().and_then(|name| self.values.get(name));
        let shape = output.map(|value| value.tensor.shape.clone());
        let order = match &*node.operator {
            "Transpose" => node.ints("perm"),
            _ => None,
        };
        let moved = |tensor: &Tensor| match order {
            Some(order) => {
                let order: Vec<usize> = order.iter().map(|axis| *axis as usize).collect();
                tensor.transposed(&order)
            }
            None => tensor.reshaped(shape.clone().unwrap_or_default()),
        };
        if let (Ok(scale), Ok(shift)) = (moved(&scaling.scale), moved(&scaling.shift)) {
            at.scaling = Some(Scaling {
                scale,
                shift,
                node: scaling.node,
            });
        }
    }

    /// Adds the layer that computes what was computed of the input, before the first other layer.
    pub(super) fn standardize(&mut self, at: &mut Position, stages: &mut Vec<Stage>) {
        let Some(Scaling { scale, shift, node }) = at.scaling.take() else {
            return;
        };
        let channels = at.shape.first().copied().unwrap_or_default();
        let lists = per_channel(&scale, channels).zip(per_channel(&shift, channels));
        let Some((scale, shift)) = lists else {
            if let Some(node) = self.graph.nodes.get(node) {
                let reason = "it differs within a channel".to_owned();
                let hint = "the language standardizes each channel by one mean and one deviation";
                self.refuse(node, at.shape.clone(), (reason, hint));
            }
            return;
        };
        if scale.is_all(1.0) && shift.is_all(0.0) {
            return;
        }
        let layer = if scale
            .values
            .iter()
            .all(|scale| *scale > 0.0 && scale.is_finite())
        {
            let mean = scale.zip(&shift, |scale, shift| -shift / scale);
            Layer::Standardize {
                mean: mean
                    .unwrap_or_else(|_| shift.clone())
                    .map(|mean| mean + 0.0),
                scale: scale.map(f64::recip),
            }
        } else {
            unit_batch_norm(scale, shift)
        };
        stages.push(Stage {
            name: Some("standardization".to_owned()),
            layer,
            activation: Activation::Identity,
            output: at.shape.clone(),
        });
    }
}

impl Position {
    /// Moves what was computed of the input to the order of these axes of the value.
    pub(super) fn move_scaling_to(&mut self, order: &[usize]) {
        if let Some(scaling) = &mut self.scaling
            && let (Ok(scale), Ok(shift)) = (
                scaling.scale.transposed(order),
                scaling.shift.transposed(order),
            )
        {
            (scaling.scale, scaling.shift) = (scale, shift);
        }
    }
}

/// The number of each channel, if there is one.
fn per_channel(tensor: &Tensor, channels: usize) -> Option<Tensor> {
    let length = tensor.values.len() / channels.max(1);
    let mut values = Vec::new();
    for channel in tensor.values.chunks(length.max(1)) {
        let first = *channel.first()?;
        if channel.iter().any(|value| *value != first) {
            return None;
        }
        values.push(first);
    }
    Tensor::new(vec![channels], values).ok()
}
