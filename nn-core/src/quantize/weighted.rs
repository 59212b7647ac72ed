//! Calibration and quantization of layers with weights.

use super::calibration::is_finite;
use super::means::Means;
use super::{Fidelity, Incoming, Order, Row, Statistic, scale_of};
use crate::arena::Arena;
use crate::kernel::integer::{MOST_BIAS, raised};
use crate::layer::int8::{Form, Packed, QuantizedActivation, Requantize, Rounding};
use crate::layer::{Layer, Scale};
use crate::tensor::{Cell, Tensor};
use crate::zero::{Zero, zeroed};

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

/// The place of a weight: output, place in the window, input.
pub(super) type Place = [usize; 3];

/// A layer of `f32` with weights.
pub(super) trait Weighted: Layer<Element = f32> {
    /// The number of outputs, of places, and of inputs of each output.
    const SIZES: Place;

    /// A weight.
    fn weight(&self, place: Place) -> f32;

    /// The biases.
    fn bias(&self) -> &[f32];

    /// The place of a weight among the quantized ones.
    fn packed(place: Place, order: Order) -> Place;

    /// The index of the mean of the input that has this weight.
    fn mean(place: Place) -> usize;
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
        values.add(output);
    }
    A::apply(output);
    if let Some(values) = values.filter(|_| !has_linear::<A>()) {
        values.add(output);
    }
    is_linear_finite && is_finite(output)
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
    (*target.input, *target.output) = (input.scale, output);
    target.activation.set_linear(linear);
    let mut sums = Sums::ZERO;
    let channels = target
        .bias
        .iter_mut()
        .zip(&mut target.requantize.weight_scale);
    for (index, (bias, weight_scale)) in channels.enumerate() {
        let channel = Channel {
            layer,
            index,
            bias: layer.bias().get(index).copied().unwrap_or_default(),
        };
        let scale = channel.scale::<R>(input.scale, linear);
        let shift = channel.write(
            scale,
            &statistics.inputs.means,
            input.order,
            target.weights,
            &mut sums,
        );
        let unit = f64::from(input.scale.factor) * f64::from(scale);
        *weight_scale = scale;
        *bias = rounded((f64::from(channel.bias) - f64::from(shift)) / unit);
    }
    let row = Row {
        name: L::FACTS.name,
        activation: A::NAME,
        output,
        weights: Some(Fidelity::of(sums.power, sums.error, 0.0)),
        values: statistics
            .values
            .fidelity(scale_of(statistics.values.range())),
        ..Row::ZERO
    };
    (output, row)
}

/// The nearest bias.
fn rounded(bias: f64) -> i32 {
    let bias = bias + if bias < 0.0 { -0.5 } else { 0.5 };
    (bias as i32).clamp(-MOST_BIAS, MOST_BIAS)
}

/// The sums of the squares of the weights and of their errors.
struct Sums {
    power: f32,
    error: f32,
}

zeroed!(Sums { power, error });

/// An output channel.
struct Channel<'a, L> {
    layer: &'a L,
    index: usize,
    bias: f32,
}

impl<L: Weighted> Channel<'_, L> {
    /// The places of the weights.
    fn places(&self) -> impl Iterator<Item = Place> {
        let ([_, places, inputs], output) = (L::SIZES, self.index);
        (0..places).flat_map(move |place| (0..inputs).map(move |input| [output, place, input]))
    }

    /// The smallest scale for which all weights are at most 127 and the bias at most half of the largest, and for which the multiplier
    /// is exact.
    fn scale<R: Rounding>(&self, input: Scale, linear: Scale) -> f32 {
        let magnitude = |place| self.layer.weight(place).abs();
        let largest = self.places().map(magnitude).fold(0.0, f32::max);
        let (from, to) = (f64::from(input.factor), f64::from(linear.factor));
        let by_weights = from * f64::from(largest) / 127.0;
        let by_bias = f64::from(self.bias.abs()) / f64::from(MOST_BIAS / 2);
        (raised::<R>(by_weights.max(by_bias) / to) * to / from) as f32
    }

    /// Writes the weights. Returns the mean change of the output that their rounding causes.
    fn write<W: Cell<Element = i8>>(
        &self,
        scale: f32,
        means: &[f32],
        order: Order,
        weights: &mut Packed<W>,
        sums: &mut Sums,
    ) -> f32 {
        let mut shift = 0.0;
        let scale = Scale::new(scale, 0);
        for place in self.places() {
            let weight = self.layer.weight(place);
            let number = scale.to_i8(weight).max(-127);
            let error = scale.to_real(number.into()) - weight;
            let mean = means.get(L::mean(place)).copied().unwrap_or_default();
            shift += error * mean;
            sums.power += weight * weight;
            sums.error += error * error;
            let [output, window, input] = L::packed(place, order);
            weights.set(output, window, input, number);
        }
        shift
    }
}
