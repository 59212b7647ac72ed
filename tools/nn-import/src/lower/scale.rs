//! Sums and products with constants: biases, and scales of channels.

use super::position::UNIT;
use super::{Lowering, Position, Refused, Step, affine, refused};
use crate::graph::Node;
use crate::layer::{Activation, Layer, Stage};
use crate::tensor::Tensor;

impl Lowering<'_> {
    /// `Add`, `Sub`, `Mul` or `Div` with a constant.
    pub(super) fn scale(
        &mut self,
        index: usize,
        node: &Node,
        at: &mut Position,
        stages: &mut [Stage],
    ) -> Result<Step, Refused> {
        let is_first = node.inputs.first() == Some(&at.value);
        let Some(constant) = self.constant(node, usize::from(is_first)) else {
            return refused(
                "both inputs depend on the input of the network",
                "`Residual` adds the input of a branch, or a projection of it",
            );
        };
        if at.is_input && stages.is_empty() {
            self.collect(index, constant, is_first, at)?;
            return Ok(Step::Done);
        }
        let list = self.per_channel(constant, at)?;
        let (scale, shift) = match (&*node.operator, is_first) {
            ("Add", _) => (None, Some(list)),
            ("Sub", true) => (None, Some(list.map(|value| -value))),
            ("Mul", _) => (Some(list), None),
            ("Div", true) => (Some(list.map(f64::recip)), None),
            ("Sub", false) => (Some(list.map(|_| -1.0)), Some(list)),
            _ => return refused("it divides a constant", ""),
        };
        let filled = |value: f64| list_of(&at.shape, value);
        let scale = scale.map_or_else(|| filled(1.0), Ok)?;
        let shift = shift.map_or_else(|| filled(0.0), Ok)?;
        if absorb(&scale, &shift, stages) {
            return Ok(Step::Done);
        }
        Ok(Step::Layer(unit_batch_norm(scale, shift)))
    }

    /// A constant as a list with one number per channel.
    pub(super) fn per_channel(&self, constant: &Tensor, at: &Position) -> Result<Tensor, Refused> {
        let channels = at.shape.first().copied().unwrap_or_default();
        let layout = at.layout();
        let missing = layout.len().saturating_sub(constant.shape.len());
        let is_vector = at.shape.len() == 1 && constant.values.len() == channels;
        let mut sizes = constant.shape.iter().enumerate();
        let is_channel = |(axis, size): (usize, &usize)| {
            *size == 1 || layout.get(axis + missing).is_some_and(|own| *own == 1)
        };
        if !is_vector && !sizes.all(is_channel) {
            return refused(
                format!("its constant has the shape {:?}", constant.shape),
                "a constant is a number, or one number per channel",
            );
        }
        let mut list = affine::vector(constant, channels, 1.0)?;
        if let Some(order) = &at.order {
            let given = list.values.clone();
            for (value, place) in given.iter().zip(order) {
                if let Some(own) = list.values.get_mut(*place) {
                    *own = *value;
                }
            }
        }
        Ok(list)
    }

    /// The shape in the network of a value with this layout.
    pub(super) fn shape_in(&self, at: &Position) -> Vec<usize> {
        let value = self.shape(&at.value);
        let Some(layout) = &at.axes else {
            let is_row = at.has_row && value.len() == 3;
            let sizes = value.iter().enumerate();
            let own = sizes.filter(|(axis, _)| !(is_row && *axis == 1));
            return own.map(|(_, size)| *size).collect();
        };
        let tensor = self.values.get(&at.value).map(|value| &value.tensor.shape);
        let mut shape = vec![1; layout.iter().filter(|axis| **axis != UNIT).count() - 1];
        for (own, size) in layout.iter().zip(tensor.into_iter().flatten()) {
            if let Some(place) = shape.get_mut(own.wrapping_sub(1)) {
                *place = *size;
            }
        }
        shape
    }
}

/// A number for each channel.
fn list_of(shape: &[usize], value: f64) -> Result<Tensor, Refused> {
    let channels = shape.first().copied().unwrap_or_default();
    Tensor::filled(vec![channels], value).map_err(|reason| (reason, ""))
}

/// Merges a scale and a shift of each channel into the layer with weights before, if nothing between them depends on it. A positive scale
/// changes places with a ReLU and with a maximum.
fn absorb(scale: &Tensor, shift: &Tensor, stages: &mut [Stage]) -> bool {
    let first = scale.values.first().copied().unwrap_or(1.0);
    let is_positive = scale.values.iter().all(|scale| *scale > 0.0);
    let (is_uniform, has_shift) = (scale.is_all(first), !shift.is_all(0.0));
    for stage in stages.iter_mut().rev() {
        let changes_places = match &stage.layer {
            Layer::Flatten => is_uniform,
            Layer::GlobalAvgPool => true,
            Layer::Pool { is_max, .. } => is_positive || !is_max,
            _ => false,
        };
        if changes_places && !has_shift {
            continue;
        }
        let (Layer::Dense { weight, bias } | Layer::Conv { weight, bias, .. }) = &mut stage.layer
        else {
            return false;
        };
        let is_possible = match stage.activation {
            Activation::Identity => true,
            Activation::Relu | Activation::LeakyRelu(_) => is_positive && !has_shift,
            _ => false,
        };
        let filters = weight.shape.first().copied().unwrap_or_default();
        let scale = match is_uniform {
            true => Tensor::filled(vec![filters], first),
            false => scale.reshaped(vec![filters]),
        };
        return match scale {
            Ok(scale) if is_possible => change(weight, bias, &scale, has_shift.then_some(shift)),
            _ => false,
        };
    }
    false
}

/// Changes the weights of a layer by a scale and a shift of each output.
fn change(
    weight: &mut Tensor,
    bias: &mut Option<Tensor>,
    scale: &Tensor,
    shift: Option<&Tensor>,
) -> bool {
    let scaled = match bias.as_ref() {
        Some(bias) => bias.zip(scale, |bias, scale| bias * scale).map(Some),
        None => Ok(None),
    };
    let sum = scaled.and_then(|bias| match (bias, shift) {
        (Some(bias), Some(shift)) => bias.zip(shift, |bias, shift| bias + shift).map(Some),
        (None, Some(shift)) => Ok(Some(shift.clone())),
        (bias, None) => Ok(bias),
    });
    let Ok(sum) = sum else {
        return false;
    };
    let length = weight.values.len() / scale.values.len().max(1);
    let rows = weight.values.chunks_mut(length.max(1));
    for (row, scale) in rows.zip(&scale.values) {
        row.iter_mut().for_each(|value| *value *= scale);
    }
    *bias = sum;
    true
}

/// A scale and a shift of each channel, as a batch normalization.
pub(super) fn unit_batch_norm(scale: Tensor, shift: Tensor) -> Layer {
    let epsilon = 1e-5_f32;
    // A variance of `1 - epsilon` makes the deviation 1.
    let mean = scale.map(|_| 0.0);
    let variance = scale.map(|_| 1.0 - f64::from(epsilon));
    Layer::BatchNorm {
        parameters: [scale, shift, mean, variance],
        epsilon,
    }
}
