//! Layers of `i8` that the compiler makes from the constant weights of layers of `f32`.

use nn_core::kernel::integer::raised;
use nn_core::layer::Scale;
use nn_core::layer::int8::{
    ConvI8, DenseI8, Exponents, Normalized, Packed, Requantize, Single, Table,
};
use nn_core::prelude::*;

/// The scales of a layer: of its input, and of the sums before the activation.
pub(super) struct Scales {
    pub(super) input: Scale,
    pub(super) sums: Scale,
}

/// What a layer of `i8` has of one of `f32`: weights, one row for each output, and biases.
struct Rounded<const O: usize> {
    requantize: Requantize<O>,
    bias: [i32; O],
}

/// The requantization and the biases of a layer whose weights have these largest magnitudes.
const fn rounded<const O: usize>(
    largest: [f32; O],
    bias: &[f32; O],
    scales: &Scales,
) -> Rounded<O> {
    let mut all = Rounded {
        requantize: Requantize::ZERO,
        bias: [0; O],
    };
    let (input, sums) = (scales.input.factor as f64, scales.sums.factor as f64);
    let mut output = 0;
    while output < O {
        let exact = raised::<Single>(input * (largest[output] as f64 / 127.0) / sums);
        all.requantize.weight_scale[output] = (exact * sums / input) as f32;
        let steps = bias[output] as f64 / (exact * sums);
        all.bias[output] = (steps + if steps < 0.0 { -0.5 } else { 0.5 }) as i32;
        output += 1;
    }
    all.requantize
        .derive::<Single>(scales.input.factor, scales.sums.factor);
    all
}

/// The larger of a number and a magnitude.
const fn larger(number: f32, other: f32) -> f32 {
    if other.abs() > number {
        other.abs()
    } else {
        number
    }
}

/// A dense layer whose activation is set by the caller.
macro_rules! dense {
    ($name:ident, $activation:ty, $doc:literal) => {
        #[doc = $doc]
        pub(super) const fn $name<const I: usize, const O: usize>(
            weights: &[[f32; O]; I],
            bias: &[f32; O],
            scales: Scales,
        ) -> DenseI8<I, O, $activation> {
            let mut largest = [0.0; O];
            let mut index = 0;
            while index < I * O {
                largest[index % O] = larger(largest[index % O], weights[index / O][index % O]);
                index += 1;
            }
            let Rounded { requantize, bias } = rounded(largest, bias, &scales);
            let mut all = [[0; I]; O];
            index = 0;
            while index < I * O {
                let scale = Scale::new(requantize.weight_scale[index % O], 0);
                all[index % O][index / O] = scale.to_i8(weights[index / O][index % O]);
                index += 1;
            }
            let mut layer = DenseI8::<I, O, $activation>::ZERO;
            layer.weights = Packed::new(all);
            layer.bias = bias;
            layer.requantize = requantize;
            layer.input = scales.input;
            layer.output = scales.sums;
            layer
        }
    };
}

dense!(relu, Relu, "A dense layer with ReLU.");
dense!(
    linear_sigmoid,
    Sigmoid,
    "A dense layer with sigmoid, without its table."
);
dense!(
    linear_softmax,
    Softmax,
    "A dense layer with softmax, without its exponents."
);

/// A dense layer with sigmoid.
pub(super) const fn sigmoid<const I: usize, const O: usize>(
    weights: &[[f32; O]; I],
    bias: &[f32; O],
    scales: Scales,
) -> DenseI8<I, O, Sigmoid> {
    let sums = scales.sums;
    let mut layer = linear_sigmoid(weights, bias, scales);
    layer.output = Scale::new(1.0 / 256.0, -128);
    layer.activation = Table::of::<Sigmoid>(sums, layer.output);
    layer
}

/// A dense layer with softmax.
pub(super) const fn softmax<const I: usize, const O: usize>(
    weights: &[[f32; O]; I],
    bias: &[f32; O],
    scales: Scales,
) -> DenseI8<I, O, Softmax> {
    let sums = scales.sums;
    let mut layer = linear_softmax(weights, bias, scales);
    layer.output = Scale::new(1.0 / 256.0, -128);
    layer.activation = Normalized {
        linear: sums,
        exponents: Exponents::of(sums.factor),
    };
    layer
}

/// A convolution with a square kernel and ReLU.
pub(super) const fn conv<const C: usize, const F: usize, const K: usize, G>(
    weights: &[[[[f32; F]; K]; K]; C],
    bias: &[f32; F],
    scales: Scales,
) -> ConvI8<C, F, G, Relu>
where
    G: nn_core::geometry::Geometry<Kernel<[i8; C]> = [[[i8; C]; K]; K]>,
{
    let mut largest = [0.0; F];
    let mut index = 0;
    while index < C * K * K * F {
        let (filter, place) = (index % F, index / F);
        let weight = weights[place / (K * K)][place / K % K][place % K][filter];
        largest[filter] = larger(largest[filter], weight);
        index += 1;
    }
    let Rounded { requantize, bias } = rounded(largest, bias, &scales);
    let mut all = [[[[0; C]; K]; K]; F];
    index = 0;
    while index < C * K * K * F {
        let (filter, place) = (index % F, index / F);
        let (channel, row, column) = (place / (K * K), place / K % K, place % K);
        let scale = Scale::new(requantize.weight_scale[filter], 0);
        all[filter][row][column][channel] = scale.to_i8(weights[channel][row][column][filter]);
        index += 1;
    }
    let mut layer = ConvI8::ZERO;
    layer.weights = Packed::new(all);
    layer.bias = bias;
    layer.requantize = requantize;
    layer.input = scales.input;
    layer.output = scales.sums;
    layer
}

/// The rows of the weights after a flattened image of `H x W` positions and `C` channels, which are the last dimension in `i8`.
pub(super) const fn channels_last<const I: usize, const O: usize>(
    rows: [[f32; O]; I],
    channels: usize,
) -> [[f32; O]; I] {
    let mut moved = rows;
    let positions = I / channels;
    let mut index = 0;
    while index < I {
        moved[index % positions * channels + index / positions] = rows[index];
        index += 1;
    }
    moved
}
