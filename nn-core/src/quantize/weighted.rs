//! Calibration and quantization of layers with weights.

use super::calibration::is_finite;
use super::channel::{Channel, Sums, Weighted};
use super::means::Means;
use super::{Incoming, Row, Statistic, scale_of};
use crate::activation::Formula;
use crate::arena::Arena;
use crate::layer::int8::{Form, Packed, QuantizedActivation, Requantize, Rounding};
use crate::layer::{Layer, Scale};
use crate::tensor::{Cell, Tensor};
use crate::zero::Zero;

/// The statistics of a layer with weights.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Observed<S, const N: usize> {
    /// The values whose scale is chosen: the outputs, or the inputs of the activation if it has a scale of its own.
    pub values: S,
    /// The means of the inputs.
    pub inputs: Means<N>,
}

impl<S: Zero, const N: usize> Zero for Observed<S, N> {
    const ZERO: Self = Observed {
        values: S::ZERO,
        inputs: Means::ZERO,
    };
}

/// Whether the input of the activation has a scale of its own.
const fn has_linear<A: QuantizedActivation>() -> bool {
    A::Form::STORED > 0
}

/// Computes a layer with an activation. Adds the values to the statistics, if there are some. Returns whether all values are finite.
pub(super) fn observe<A: QuantizedActivation, L: Layer<Element = f32>, S: Statistic>(
    layer: &L,
    input: &L::Input,
    arena: Arena<'_>,
    values: Option<&mut S>,
) -> bool {
    let Some(output) = arena.place::<L::Output>() else {
        return false;
    };
    layer.infer(input, output);
    activate::<A, S>(output.as_mut_slice(), values)
}

/// Applies an activation, with the values before or after it added to the statistic. Returns whether all values are finite.
pub(super) fn activate<A: QuantizedActivation, S: Statistic>(
    output: &mut [f32],
    mut values: Option<&mut S>,
) -> bool {
    let is_linear_finite = is_finite(output);
    if let Some(values) = values.as_deref_mut().filter(|_| has_linear::<A>()) {
        add_linear::<A, S>(output, values);
    }
    A::apply(output);
    if let Some(values) = values.filter(|_| !has_linear::<A>()) {
        values.add(output);
    }
    is_linear_finite && is_finite(output)
}

/// Adds the inputs of an activation to the statistic.
///
/// Softmax depends on the differences to the largest input. If one is below `-ln 1024`, the output is less than a quarter of a step and
/// becomes 0. So the range ends there, and the inputs in it get smaller steps. (With `-ln 512`, half a step, the last
/// number became 0 or 1 by its rounding.)
fn add_linear<A: QuantizedActivation, S: Statistic>(inputs: &[f32], values: &mut S) {
    const LOG_1024: f32 = 10.0 * core::f32::consts::LN_2;
    if !matches!(A::FORMULA, Some(Formula::NormalizedExponential)) {
        values.add(inputs);
        return;
    }
    let largest = inputs.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    for input in inputs {
        values.add(&[input.max(largest - LOG_1024)]);
    }
}

/// The scale of the output of an activation, and that of its input.
pub(super) fn scales<A: QuantizedActivation, S: Statistic>(values: &S) -> (Scale, Scale) {
    let range = values.range();
    if !has_linear::<A>() {
        let scale = scale_of(range);
        return (scale, scale);
    }
    let output = A::OUTPUT.unwrap_or_else(|| scale_of(image::<A>(range)));
    (output, scale_of(distinguished::<A>(range, output)))
}

/// The range of the outputs of an elementwise activation for inputs in a range.
fn image<A: QuantizedActivation>(inputs: [f32; 2]) -> [f32; 2] {
    let (scale, mut range) = (scale_of(inputs), [0.0_f32; 2]);
    for number in -128..=127 {
        let mut value = [scale.to_real(number)];
        A::apply(&mut value);
        range = [range[0].min(value[0]), range[1].max(value[0])];
    }
    range
}

/// The part of a range of inputs whose outputs are different numbers: beyond it, the activation is saturated.
fn distinguished<A: QuantizedActivation>(inputs: [f32; 2], output: Scale) -> [f32; 2] {
    if !A::ELEMENTWISE {
        return inputs;
    }
    let number = |input: f32| {
        let mut value = [input];
        A::apply(&mut value);
        output.to_i8(value[0])
    };
    inputs.map(|end| {
        const PLACES: u16 = 256;
        let at = |place: u16| end * (f32::from(place) / f32::from(PLACES));
        let last = (1..=PLACES)
            .rev()
            .find(|place| number(at(place - 1)) != number(end));
        at(last.unwrap_or(PLACES))
    })
}

/// The parts of a quantized layer with weights.
pub(super) struct Target<'a, W, F, const O: usize> {
    pub(super) weights: &'a mut Packed<W>,
    pub(super) bias: &'a mut [i32; O],
    pub(super) requantize: &'a mut Requantize<O>,
    pub(super) input: &'a mut Scale,
    pub(super) output: &'a mut Scale,
    pub(super) activation: &'a mut F,
}

/// Writes everything that is not derived into a quantized layer. Returns the scale of the output, and the row of the report.
pub(super) fn quantize<A, R, L, W, S, const O: usize, const N: usize>(
    layer: &L,
    statistics: &Observed<S, N>,
    input: Incoming,
    target: Target<'_, W, A::Form, O>,
) -> (Scale, Row)
where
    A: QuantizedActivation,
    R: Rounding,
    L: Weighted,
    W: Cell<Element = i8>,
    S: Statistic,
{
    let (output, linear) = scales::<A, S>(&statistics.values);
    let Target {
        weights,
        bias,
        requantize,
        ..
    } = target;
    (*target.input, *target.output) = (input.scale, output);
    target.activation.set_linear(linear);
    let mut sums = Sums::ZERO;
    let channels = bias.iter_mut().zip(&mut requantize.weight_scale);
    for (index, (bias, weight_scale)) in channels.enumerate() {
        let channel = Channel::new(layer, index);
        *weight_scale = channel.scale::<R>(input.scale, linear);
        let (order, means) = (input.order, &statistics.inputs.means);
        let shift = channel.write(*weight_scale, means, order, weights, &mut sums);
        let shift = if input.corrects_bias { shift } else { 0.0 };
        *bias = channel.bias(input.scale.factor, *weight_scale, shift);
    }
    let values = &statistics.values;
    let row = Row {
        name: L::FACTS.name,
        activation: A::NAME,
        output,
        weights: Some(sums.fidelity()),
        values: values.fidelity(scale_of(values.range())),
        ..Row::ZERO
    };
    (output, row)
}
