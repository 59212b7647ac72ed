//! Predictions of whole networks.

use nn_core::layer::Scale;
use nn_core::prelude::*;

use crate::networks::{All8, SCALE, filled, tensor};

/// The arena gives the bits of a layer after the other.
#[test]
fn the_arena_holds_what_layers_return() {
    for seed in 0..20 {
        let mut net = All8::ZERO;
        filled(&mut net, seed);
        let input = tensor::<[[[i8; 3]; 8]; 8]>(seed);
        let mut output = [0; 5];
        net.infer(&input, &mut output);
        let mut workspace = Workspace::<All8>::ZERO;
        assert_eq!(net.predict_quantized_in(&input, &mut workspace), &output);
        assert_eq!(net.predict_quantized(&input), output);
        assert_eq!(net.clone(), net);
    }
}

/// Real numbers have the channels first, and become integers by the scale of the input.
#[test]
fn real_inputs_are_converted() {
    let mut net = All8::ZERO;
    filled(&mut net, 1);
    let image: [[[f32; 8]; 8]; 3] = core::array::from_fn(|channel| {
        core::array::from_fn(|row| {
            core::array::from_fn(|column| {
                ((channel * 64 + row * 8 + column) as f32 * 0.7).sin()
                    * net.input_scale().factor
                    * 100.0
            })
        })
    });
    let mut quantized = [[[0; 3]; 8]; 8];
    for (row, pixels) in quantized.iter_mut().enumerate() {
        for (column, pixel) in pixels.iter_mut().enumerate() {
            for (channel, number) in pixel.iter_mut().enumerate() {
                *number = net.input_scale().to_i8(image[channel][row][column]);
            }
        }
    }
    let numbers = net.predict_quantized(&quantized);
    let reals = numbers.map(|number| net.output_scale().to_real(number.into()));
    assert_eq!(net.predict(&image), reals);
    assert_eq!(net.output_scale(), Scale::new(1.0 / 256.0, -128));
    let largest = (0..5).fold(0, |best, class| {
        if numbers[class] > numbers[best] {
            class
        } else {
            best
        }
    });
    assert_eq!(net.classify(&image), largest);
}

/// The output of an image network has its channels first, too.
#[test]
fn real_outputs_are_converted() {
    type Net = network![[2, 2, 3] => Conv2d<filters = 2, kernel = 1>];
    let mut net = <quantized![Net]>::ZERO;
    net.layers.weights = nn_core::layer::Packed::new([[[[1, 0]]], [[[0, 1]]]]);
    net.layers.requantize.weight_scale = [1.0; 2];
    (net.layers.input, net.layers.output) = (SCALE, SCALE);
    net.derive();
    let step = SCALE.factor;
    let image = [
        [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]],
        [[-1.0, -2.0, -3.0], [-4.0, -5.0, 0.0]],
    ];
    let image = image.map(|rows| rows.map(|row| row.map(|x: f32| x * step)));
    assert_eq!(net.predict(&image), image);
}

#[test]
fn a_single_output_is_compared_with_a_threshold() {
    type Net = network![1 => Dense<1>];
    let mut net = <quantized![Net]>::ZERO;
    net.layers.weights = nn_core::layer::Packed::new([[1]]);
    net.layers.requantize.weight_scale = [1.0];
    (net.layers.input, net.layers.output) = (SCALE, SCALE);
    net.derive();
    assert_eq!([1.0, -1.0].map(|x| net.classify(&[x])), [1, 0]);
}

/// The threshold of sigmoid is 0.5, although the activation is inside of the layer.
#[test]
fn a_sigmoid_is_compared_with_a_half() {
    type Net = network![1 => Dense<1, Sigmoid>];
    let mut real = Net::ZERO;
    real.layers.weights = [[1.0]];
    let inputs: [[f32; 1]; 17] = core::array::from_fn(|index| [index as f32 - 8.5]);
    let mut calibration = Calibration::<Net>::ZERO;
    calibration.observe(&real, &inputs).expect("good data");
    let mut net = <quantized![Net]>::ZERO;
    real.quantize_into(&calibration, &mut net)
        .expect("a calibration");
    for input in &inputs {
        let class = usize::from(input[0] > 0.0);
        assert_eq!((net.classify(input), real.classify(input)), (class, class));
        assert_eq!(net.classify_at(input, 0.5), Some(class));
        assert_eq!(
            net.classify_at(input, 0.99),
            Some(usize::from(input[0] > 5.0))
        );
    }
}

/// Without scales every output is 0, as in a network of zeros.
#[test]
fn zeros_predict() {
    assert_eq!(All8::ZERO.predict(&[[[0.5; 8]; 8]; 3]), [0.0; 5]);
}

/// A real number becomes the nearest integer, and halves are rounded away from the real 0 for every zero.
#[test]
fn halves_are_rounded_before_the_zero_is_added() {
    for zero in [-128, -3, 0, 5, 127] {
        let scale = Scale::new(0.25, zero);
        for halves in -600_i16..600 {
            let real = f32::from(halves) * 0.125;
            let nearest = (f64::from(real) / 0.25).round() + f64::from(zero);
            let expected = nearest.clamp(-128.0, 127.0) as i8;
            assert_eq!(scale.to_i8(real), expected, "{real} with zero {zero}");
        }
    }
    let scale = Scale::new(1.0, 7);
    let almost = [
        0.5_f32.next_down(),
        0.5,
        -0.5,
        (-0.5_f32).next_up(),
        f32::NAN,
    ];
    assert_eq!(almost.map(|real| scale.to_i8(real)), [7, 8, 6, 7, 7]);
    let beyond = [f32::INFINITY, f32::MAX, f32::MIN, f32::NEG_INFINITY];
    assert_eq!(beyond.map(|real| scale.to_i8(real)), [127, 127, -128, -128]);
}
