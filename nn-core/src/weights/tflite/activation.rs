//! Compares activations.

use super::kind::same;
use super::matcher::{Flow, Matcher};
use crate::state::StateActivation;
use crate::tflite::{Code, Fused, Operator, Options};

/// Whether an operator computes an activation, and nothing else.
pub(super) const fn matches(operator: &Operator<'_>, activation: &StateActivation) -> bool {
    match (operator.code(), operator.options()) {
        (Code::RELU, _) => same(activation.name, "Relu"),
        (Code::RELU6, _) => same(activation.name, "Relu6"),
        (Code::HARD_SWISH, _) => same(activation.name, "HardSwish"),
        (Code::LOGISTIC, _) => same(activation.name, "Sigmoid"),
        (Code::TANH, _) => same(activation.name, "Tanh"),
        (Code::ELU, _) => same(activation.name, "Elu") && is(activation, 1.0),
        (Code::LEAKY_RELU, Options::Factor(slope)) => {
            same(activation.name, "LeakyRelu") && is(activation, slope)
        }
        (Code::GELU, Options::Approximate(false)) => same(activation.name, "Gelu"),
        (Code::SOFTMAX, Options::Factor(1.0)) => same(activation.name, "Softmax"),
        _ => false,
    }
}

/// Whether the setting of an activation, a fraction, is this number in `f32`.
const fn is(activation: &StateActivation, number: f32) -> bool {
    matches!(activation.settings, [high, low] if (*high as u32) << 16 | *low as u32 == number.to_bits())
}

impl Matcher<'_, '_> {
    /// Whether the activation is part of the operator before.
    pub(super) const fn has_fused(&self, activation: &StateActivation, flow: &Flow) -> bool {
        match flow.fused {
            Fused::RELU => same(activation.name, "Relu"),
            Fused::RELU6 => {
                same(activation.name, "Relu6")
                    || same(activation.name, "Relu") && self.holds_no_6(flow.tensor)
            }
            Fused::TANH => same(activation.name, "Tanh") && !self.is_integer,
            _ => false,
        }
    }

    /// Whether the integers of a tensor represent no numbers beyond 6, so that `RELU6` is `RELU`.
    const fn holds_no_6(&self, tensor: usize) -> bool {
        if let Some(tensor) = self.file.tensor(tensor)
            && let (Some(scale), Some(zero)) = (tensor.scale(0), tensor.zero_point(0))
        {
            // As TensorFlow Lite rounds it: half away from zero.
            let six = (6.0 / scale as f64 + 0.5) as i64;
            return self.is_integer && zero.saturating_add(six) >= 127;
        }
        false
    }
}
