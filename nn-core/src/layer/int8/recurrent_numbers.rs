//! The scales and the tensors of recurrent layers of `i8`.

use super::Requantize;
use crate::kernel::integer::{ARGUMENT_BITS, Rounding};
use crate::layer::{Domain, EXPONENTS, Kind, Scale, StateTensor};

/// What a step of a gate's sum represents.
pub(crate) const STEP: f32 = 1.0 / (1_u32 << ARGUMENT_BITS) as f32;

/// The exponents of a state.
const EXPONENT: Domain = Domain::Between {
    least: EXPONENTS[0],
    most: EXPONENTS[1],
    text: "from -8 to 15",
};

/// The scales of a rule.
const SCALES: Domain = Domain::Between {
    least: 0,
    most: 32_767,
    text: "from 0 to 32,767",
};

/// The scale of states from `-2^exponent` to `2^exponent`.
pub(crate) const fn state_scale(exponent: i32) -> Scale {
    let [least, most] = EXPONENTS;
    let exponent = if exponent < least {
        least
    } else if exponent > most {
        most
    } else {
        exponent
    };
    // the exponent of an `f32` is stored with 127 added
    Scale::new(f32::from_bits(((exponent + 127 - 7) as u32) << 23), 0)
}

/// Biases whose sum with others cannot be far beyond the range of a gate.
const BIAS: Domain = Domain::Between {
    least: -1 << 24,
    most: 1 << 24,
    text: "from -16,777,216 to 16,777,216",
};

/// Computes the multipliers and shifts of products of `I` numbers with this scale. The factors are at most so large that no requantized sum
/// is beyond `2^28`.
pub(crate) const fn derive<R: Rounding, const I: usize, const O: usize>(
    requantize: &mut Requantize<O>,
    scale: f32,
) {
    // a product has 15 bits and a sign
    let most = (1 << 13) as f64 / if I > 0 { I } else { 1 } as f64;
    requantize.derive_limited::<R>(scale, STEP, most);
}

/// The number of tensors of every recurrent layer.
pub(super) const OWN: usize = 12;

/// The tensors of a recurrent layer with these shapes: of the weights, of the biases, of the other biases, and of the scales of the rule.
pub(super) const fn tensors(
    [weight_ih, weight_hh, gates]: [&'static [usize]; 3],
    other_bias: &'static [usize],
    scales: &'static [usize],
) -> [StateTensor; OWN + 2] {
    let outputs = gates[0];
    [
        StateTensor::packed("weight_ih_l0", weight_ih, outputs),
        StateTensor::packed("weight_hh_l0", weight_hh, outputs),
        StateTensor::new("bias", gates).of(Kind::I32).within(BIAS),
        StateTensor::scale("weight_scale_ih", gates),
        StateTensor::new("multiplier_ih", gates)
            .of(Kind::I32)
            .derived(),
        StateTensor::new("shift_ih", gates).of(Kind::I8).derived(),
        StateTensor::scale("weight_scale_hh", gates),
        StateTensor::new("multiplier_hh", gates)
            .of(Kind::I32)
            .derived(),
        StateTensor::new("shift_hh", gates).of(Kind::I8).derived(),
        StateTensor::scale("input_scale", &[1]),
        StateTensor::zero_point("input_zero_point"),
        StateTensor::new("state_exponent", &[1])
            .of(Kind::I32)
            .within(EXPONENT),
        StateTensor::new("other_bias", other_bias)
            .of(Kind::I32)
            .within(BIAS),
        StateTensor::new("scales", scales)
            .of(Kind::I32)
            .within(SCALES),
    ]
}
