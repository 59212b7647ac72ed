//! Quantization of the weights of one output channel.

use super::{Fidelity, Order};
use crate::kernel::integer::{MOST_BIAS, raised};
use crate::layer::int8::{Packed, Rounding};
use crate::layer::{Layer, Scale};
use crate::tensor::Cell;
use crate::zero::zeroed;

/// The place of a weight: output, place in the window, input.
pub type Place = [usize; 3];

/// A layer of `f32` with weights.
pub trait Weighted: Layer<Element = f32> {
    /// The number of outputs, of places, and of inputs of each output.
    const SIZES: Place;

    /// All weights.
    fn weights(&self) -> &[f32];

    /// All weights, mutably.
    fn weights_mut(&mut self) -> &mut [f32];

    /// The index of a weight.
    fn index(place: Place) -> usize;

    /// A weight.
    fn weight(&self, place: Place) -> f32 {
        let weight = self.weights().get(Self::index(place));
        weight.copied().unwrap_or_default()
    }

    /// The biases.
    fn bias(&self) -> &[f32];

    /// The place of a weight among the quantized ones.
    fn packed(place: Place, order: Order) -> Place;

    /// The index of the mean of the input that has this weight.
    fn mean(place: Place) -> usize;
}

/// The sums of the squares of the weights and of their errors.
pub(super) struct Sums {
    power: f32,
    error: f32,
}

zeroed!(Sums { power, error });

impl Sums {
    /// Adds a weight and the number that represents it.
    pub(super) fn add(&mut self, weight: f32, quantized: f32) {
        let error = quantized - weight;
        self.power += weight * weight;
        self.error += error * error;
    }

    /// How well the quantized weights represent the weights.
    pub(super) fn fidelity(&self) -> Fidelity {
        Fidelity::of(self.power, self.error, 0.0)
    }
}

/// An output channel.
pub(super) struct Channel<'a, L> {
    layer: &'a L,
    index: usize,
    bias: f32,
}

impl<'a, L: Weighted> Channel<'a, L> {
    /// The output channel with this index.
    pub(super) fn new(layer: &'a L, index: usize) -> Self {
        let bias = layer.bias().get(index).copied().unwrap_or_default();
        Channel { layer, index, bias }
    }

    /// The quantized bias, corrected by the mean change of the output.
    pub(super) fn bias(&self, input: f32, weight_scale: f32, change: f32) -> i32 {
        let unit = f64::from(input) * f64::from(weight_scale);
        let bias = (f64::from(self.bias) - f64::from(change)) / unit;
        // `as` rounds toward zero and saturates.
        let bias = bias + if bias < 0.0 { -0.5 } else { 0.5 };
        (bias as i32).clamp(-MOST_BIAS, MOST_BIAS)
    }

    /// The places of the weights.
    fn places(&self) -> impl Iterator<Item = Place> {
        let ([_, places, inputs], output) = (L::SIZES, self.index);
        (0..places).flat_map(move |place| (0..inputs).map(move |input| [output, place, input]))
    }

    /// The largest magnitude of a weight.
    fn largest(&self) -> f32 {
        let magnitude = |place| self.layer.weight(place).abs();
        self.places().map(magnitude).fold(0.0, f32::max)
    }

    /// The smallest scale for which all weights are at most 127 and the bias at most half of the largest, and for which the multiplier
    /// is exact.
    pub(super) fn scale<R: Rounding>(&self, input: Scale, linear: Scale) -> f32 {
        let largest = self.largest();
        let (from, to) = (f64::from(input.factor), f64::from(linear.factor));
        let by_weights = from * f64::from(largest) / 127.0;
        let by_bias = f64::from(self.bias.abs()) / f64::from(MOST_BIAS / 2);
        (raised::<R>(by_weights.max(by_bias) / to) * to / from) as f32
    }

    /// Writes the weights. Returns the mean change of the output that their rounding causes.
    pub(super) fn write<W: Cell<Element = i8>>(
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
            let quantized = scale.to_real(number.into());
            let mean = means.get(L::mean(place)).copied().unwrap_or_default();
            shift += (quantized - weight) * mean;
            sums.add(weight, quantized);
            let [output, window, input] = L::packed(place, order);
            weights.set(output, window, input, number);
        }
        shift
    }
}

/// Writes the weights that 8 bits represent into a copy of a layer.
pub(super) fn round_weights<L: Weighted>(layer: &L, rounded: &mut L) {
    for index in 0..L::SIZES[0] {
        let channel = Channel::new(layer, index);
        let largest = channel.largest();
        if largest == 0.0 {
            continue;
        }
        let scale = Scale::new(largest / 127.0, 0);
        for place in channel.places() {
            let number = scale.to_i8(layer.weight(place));
            if let Some(weight) = rounded.weights_mut().get_mut(L::index(place)) {
                *weight = scale.to_real(number.into());
            }
        }
    }
}
