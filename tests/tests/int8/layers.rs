//! Layers of `i8` agree with plain loops.

use nn_core::layer::Scale;
use nn_core::layer::int8::{
    ActivationI8, ConvI8, DenseI8, DepthwiseConvI8, Double, GlobalMaxPoolI8, Packed,
    QuantizedActivation, Rounding, Single, UpsampleI8, ZeroPadI8,
};
use nn_core::prelude::*;
use nn_core::{geometry::Geometry, rng::Rng};

use crate::networks::tensor;
use crate::oracle::{Setting, convolved};

const INPUT: Scale = Scale::new(0.05, 11);
const OUTPUT: Scale = Scale::new(0.5, -3);

/// Sets arbitrary weights, biases and scales of a layer with weights.
macro_rules! fill {
    ($layer:ident, $seed:expr) => {
        let mut rng = Random::seed($seed);
        let weights = $layer.weights.stored_mut();
        weights.fill_with(|| (rng.next_u64() % 255) as i8);
        // Pairs that hold their weights.
        $layer.weights = Packed::new($layer.weights.unpacked());
        let bias = &mut $layer.bias;
        bias.fill_with(|| (rng.next_u64() % 20_001) as i32 - 10_000);
        let scales = &mut $layer.requantize.weight_scale;
        scales.fill_with(|| 0.001 * (1 + rng.next_u64() % 100) as f32);
        ($layer.input, $layer.output) = (INPUT, OUTPUT);
        $layer.derive();
    };
}

/// The parts of a layer that follow its sums.
macro_rules! setting {
    ($layer:ident, $activation:ty) => {
        Setting {
            bias: &$layer.bias,
            requantize: &$layer.requantize,
            input: INPUT,
            output: OUTPUT,
            least: <$activation as QuantizedActivation>::range(OUTPUT)[0],
        }
    };
}

fn convolution<const C: usize, const F: usize, G: Geometry, A: QuantizedActivation, R: Rounding>() {
    let mut layer = ConvI8::<C, F, G, A, R>::ZERO;
    for seed in 0..8 {
        fill!(layer, seed);
        let input = tensor::<<ConvI8<C, F, G, A, R> as Layer>::Input>(seed);
        let mut output = Zero::ZERO;
        layer.infer(&input, &mut output);
        let weight = |filter, place, channel| layer.weights.get(filter, place, channel);
        let setting = setting!(layer, A);
        let want = convolved::<R, G, F>(Tensor::as_slice(&input), C, weight, &setting);
        assert_eq!(Tensor::as_slice(&output), want);
    }
}

fn depthwise<const C: usize, G: Geometry, A: QuantizedActivation, R: Rounding>() {
    let mut layer = DepthwiseConvI8::<C, G, A, R>::ZERO;
    for seed in 0..8 {
        fill!(layer, seed);
        let input = tensor::<<DepthwiseConvI8<C, G, A, R> as Layer>::Input>(seed);
        let mut output = Zero::ZERO;
        layer.infer(&input, &mut output);
        let weight = |output: usize, place, channel| {
            let own = layer.weights.get(0, place, channel);
            if output == channel { own } else { 0 }
        };
        let setting = setting!(layer, A);
        let want = convolved::<R, G, C>(Tensor::as_slice(&input), C, weight, &setting);
        assert_eq!(Tensor::as_slice(&output), want);
    }
}

#[test]
fn convolutions_are_sums_over_windows() {
    convolution::<3, 5, (Slide<7, 3, 7, 1, 1>, Slide<6, 3, 6, 1, 1>), Relu, Single>();
    convolution::<3, 5, (Slide<7, 3, 7, 1, 1>, Slide<6, 3, 6, 1, 1>), Identity, Double>();
    // Padding at the end only, different strides and kernels, a dilation.
    convolution::<2, 4, (Slide<8, 3, 4, 2, 0>, Slide<9, 2, 3, 3, 0>), Relu, Double>();
    convolution::<1, 3, (Slide<9, 3, 5, 1, 0, 2>, Slide<5, 1, 5>), Identity, Single>();
    convolution::<6, 7, (Slide<4, 1, 4>, Slide<4, 1, 4>), Relu, Single>();
    convolution::<4, 2, Slide<11, 5, 4, 2, 0>, Relu, Single>();
    convolution::<4, 2, Slide<11, 3, 11, 1, 4, 2>, Identity, Double>();
}

#[test]
fn depthwise_convolutions_have_a_filter_for_each_channel() {
    depthwise::<5, (Slide<7, 3, 7, 1, 1>, Slide<6, 3, 6, 1, 1>), Relu, Single>();
    depthwise::<4, (Slide<8, 3, 4, 2, 0>, Slide<9, 2, 3, 3, 0>), Identity, Double>();
    depthwise::<3, Slide<11, 3, 11, 1, 4, 2>, Relu, Double>();
    depthwise::<1, Slide<30, 15, 16>, Identity, Single>();
}

fn dense<const I: usize, const O: usize, A: QuantizedActivation, R: Rounding>() {
    let mut layer = DenseI8::<I, O, A, R>::ZERO;
    for seed in 0..8 {
        fill!(layer, seed);
        let input: [i8; I] = tensor(seed);
        let mut output = [0; O];
        layer.infer(&input, &mut output);
        let weight = |output, _, input| layer.weights.get(output, 0, input);
        let setting = setting!(layer, A);
        let want = convolved::<R, Slide<1, 1, 1>, O>(&input, I, weight, &setting);
        assert_eq!(output, want[..]);
    }
}

#[test]
fn dense_layers_are_sums_over_inputs() {
    dense::<17, 5, Relu, Single>();
    dense::<784, 10, Identity, Double>();
    dense::<1, 1, Identity, Single>();
    dense::<64, 33, Relu, Double>();
}

/// Layers that only move values, against the definition of each output.
#[test]
fn values_are_moved() {
    type Rows = Slide<3, 1, 5, 1, 1>;
    type Columns = Slide<4, 1, 6, 1, 2>;
    let image: [[[i8; 5]; 4]; 3] = tensor(1);
    let mut pad = ZeroPadI8::<5, (Rows, Columns)>::ZERO;
    pad.scale = INPUT;
    let mut padded = [[[0; 5]; 6]; 5];
    pad.infer(&image, &mut padded);
    for (y, row) in padded.iter().enumerate() {
        for (x, cell) in row.iter().enumerate() {
            let inside = (1..4).contains(&y) && (2..6).contains(&x);
            let want = if inside { image[y - 1][x - 2] } else { [11; 5] };
            assert_eq!(*cell, want, "{y} {x}");
        }
    }
    let mut larger = [[[0; 5]; 12]; 6];
    UpsampleI8::<5, (Slide<6, 2, 3, 2>, Slide<12, 3, 4, 3>)>::ZERO.infer(&image, &mut larger);
    for (y, row) in larger.iter().enumerate() {
        for (x, cell) in row.iter().enumerate() {
            assert_eq!(*cell, image[y / 2][x / 3], "{y} {x}");
        }
    }
    let mut largest = [0; 5];
    GlobalMaxPoolI8::<5, [[[i8; 5]; 4]; 3]>::ZERO.infer(&image, &mut largest);
    for (channel, number) in largest.iter().enumerate() {
        let numbers = image.as_flattened().iter().map(|cell| cell[channel]);
        assert_eq!(Some(*number), numbers.max());
    }
}

/// Every packing holds each weight once.
#[test]
fn weights_are_packed_and_unpacked() {
    let weights: [[[[i8; 3]; 5]; 4]; 7] = core::array::from_fn(|filter| tensor(filter as u64));
    let packed = Packed::new(weights);
    assert_eq!(packed.unpacked(), weights);
    for (filter, rows) in weights.iter().enumerate() {
        for (place, inputs) in rows.as_flattened().iter().enumerate() {
            for (input, weight) in inputs.iter().enumerate() {
                assert_eq!(packed.get(filter, place, input), *weight);
            }
        }
    }
    let mut other = Packed::<[[[[i8; 3]; 5]; 4]; 7]>::ZERO;
    for filter in 0..7 {
        for place in 0..20 {
            for input in 0..3 {
                other.set(filter, place, input, packed.get(filter, place, input));
            }
        }
    }
    assert_eq!(other, packed);
}

/// A table gives the activation of the real number within half a step.
fn table<A: QuantizedActivation<Form: Clone>>(output: Scale) {
    let mut layer = DenseI8::<1, 1, A>::ZERO;
    layer.weights = Packed::new([[1]]);
    layer.requantize.weight_scale = [1.0];
    let input = Scale::new(0.04, 9);
    (layer.input, layer.output) = (input, output);
    nn_core::layer::int8::Form::set_linear(&mut layer.activation, input);
    layer.derive();
    for x in i8::MIN..=i8::MAX {
        let mut number = [0];
        layer.infer(&[x], &mut number);
        let mut real = [input.to_real(x.into())];
        A::apply(&mut real);
        let want = output.to_i8(real[0]);
        assert!(
            number[0].abs_diff(want) <= 1,
            "{} of {}: {} {want}",
            A::NAME,
            real[0],
            number[0]
        );
    }
}

#[test]
fn relu6_is_a_limit_of_the_output() {
    let mut layer = ActivationI8::<[i8; 4], Relu6>::ZERO;
    layer.input = Scale::new(0.1, 0);
    layer.output = Scale::new(0.1, -128);
    layer.derive();
    let mut output = [0; 4];
    layer.infer(&[-5, 30, 60, 100], &mut output);
    assert_eq!(output, [-128, -98, -68, -68]);
}

#[test]
fn tables_hold_activations() {
    table::<Sigmoid>(Sigmoid::OUTPUT.expect("it has one scale"));
    table::<Tanh>(Tanh::OUTPUT.expect("it has one scale"));
    table::<Gelu>(Scale::new(0.03, -100));
    table::<Silu>(Scale::new(0.03, -100));
    table::<Softplus>(Scale::new(0.03, -128));
    table::<LeakyRelu<1, 10>>(Scale::new(0.03, -100));
    table::<Elu>(Scale::new(0.03, -90));
    table::<Relu>(Scale::new(0.04, 9));
    table::<Relu6>(Scale::new(0.04, 9));
    table::<HardSwish>(Scale::new(0.03, -100));
    table::<HardSigmoid>(HardSigmoid::OUTPUT.expect("it has one scale"));
}
