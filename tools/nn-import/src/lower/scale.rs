//! Sums and products with constants: biases, and scales of channels.

use super::{Lowering, Position, Refused, Step, affine, refused};
use crate::graph::Node;
use crate::layer::{Activation, Layer, Stage};
use crate::tensor::Tensor;

impl Lowering<'_> {
    /// `Add`, `Sub`, `Mul` or `Div` with a constant.
    pub(super) fn scale(
        &mut self,
        node: &Node,
        at: &Position,
        stages: &mut [Stage],
    ) -> Result<Step, Refused> {
        let is_first = node.inputs.first() == Some(&at.value);
        let Some(constant) = self.constant(node, usize::from(is_first)) else {
            return refused(
                "both inputs depend on the input of the network",
                "`Residual` adds the input of a branch, or a projection of it",
            );
        };
        let channels = at.shape.first().copied().unwrap_or_default();
        let list = self.per_channel(constant, at)?;
        let (scale, shift) = match (&*node.operator, is_first) {
            ("Add", _) => (None, Some(list)),
            ("Sub", true) => (None, Some(list.map(|value| -value))),
            ("Mul", _) => (Some(list), None),
            ("Div", true) => (Some(list.map(f64::recip)), None),
            ("Sub", false) => (
                Some(Tensor::filled(vec![channels], -1.0).map_err(|reason| (reason, ""))?),
                Some(list),
            ),
            _ => return refused("it divides a constant", ""),
        };
        let is_merged = match (&scale, &shift) {
            (None, Some(shift)) => add_bias(shift, stages),
            (Some(scale), None) => multiply(scale, stages),
            _ => false,
        };
        if is_merged {
            return Ok(Step::Done);
        }
        scaled(channels, scale, shift)
    }

    /// A constant as a list with one number per channel.
    pub(super) fn per_channel(&self, constant: &Tensor, at: &Position) -> Result<Tensor, Refused> {
        let channels = at.shape.first().copied().unwrap_or_default();
        let axes = at.shape.len() + 1;
        let missing = axes.saturating_sub(constant.shape.len());
        let sizes = constant.shape.iter().enumerate();
        let is_channel =
            |(axis, size): (usize, &usize)| *size == 1 || at.is_channel((axis + missing) as i64);
        match sizes.clone().all(is_channel) {
            true => affine::vector(constant, channels, 1.0)
                .map(|list| affine::ordered(&list, at.order.as_deref())),
            false => refused(
                format!("its constant has the shape {:?}", constant.shape),
                "a constant is a number, or one number per channel",
            ),
        }
    }
}

/// Adds to the bias of the last layer, if nothing is between.
fn add_bias(shift: &Tensor, stages: &mut [Stage]) -> bool {
    let Some(Stage {
        layer,
        activation: Activation::Identity,
        ..
    }) = stages.last_mut()
    else {
        return false;
    };
    let bias = match layer {
        Layer::Dense { bias, .. } | Layer::Conv { bias, .. } => bias,
        Layer::BatchNorm {
            parameters: [_, bias, _, _],
            ..
        } => {
            let sum = bias.zip(shift, |bias, shift| bias + shift);
            let is_added = sum.is_ok();
            *bias = sum.unwrap_or_else(|_| bias.clone());
            return is_added;
        }
        _ => return false,
    };
    let sum = match &bias {
        Some(bias) => bias.zip(shift, |bias, shift| bias + shift),
        None => Ok(shift.clone()),
    };
    match sum {
        Ok(sum) => {
            *bias = Some(sum);
            true
        }
        Err(_) => false,
    }
}

/// Multiplies the last layer, if it is a batch normalization and nothing is between.
fn multiply(scale: &Tensor, stages: &mut [Stage]) -> bool {
    let Some(Stage {
        layer:
            Layer::BatchNorm {
                parameters: [weight, bias, _, _],
                ..
            },
        activation: Activation::Identity,
        ..
    }) = stages.last_mut()
    else {
        return false;
    };
    let products = [&*weight, &*bias].map(|tensor| tensor.zip(scale, |value, scale| value * scale));
    let [Ok(new_weight), Ok(new_bias)] = products else {
        return false;
    };
    (*weight, *bias) = (new_weight, new_bias);
    true
}

/// A scale and a shift of each channel, as a batch normalization.
fn scaled(channels: usize, scale: Option<Tensor>, shift: Option<Tensor>) -> Result<Step, Refused> {
    let filled = |value: f64| Tensor::filled(vec![channels], value).map_err(|reason| (reason, ""));
    let epsilon = 1e-5_f32;
    let scale = match scale {
        Some(scale) => scale,
        None => filled(1.0)?,
    };
    let shift = match shift {
        Some(shift) => shift,
        None => filled(0.0)?,
    };
    // A variance of `1 - epsilon` makes the deviation 1.
    let parameters = [
        scale,
        shift,
        filled(0.0)?,
        filled(1.0 - f64::from(epsilon))?,
    ];
    Ok(Step::Layer(Layer::BatchNorm {
        parameters,
        epsilon,
    }))
}
