//! Calibration and quantization of networks of `f32`: what is observed, what is refused, how close the outputs are, and files.

mod files;
mod ranges;
mod refused;

use nn_core::prelude::*;
use nn_core::quantize::{MinMax, Percentile, QuantizeError};
use nn_core::rng::uniform;

/// Random samples.
fn samples<T: Tensor<Element = f32>>(count: usize, seed: u64) -> Vec<T> {
    let mut rng = Random::seed(seed);
    let sample = |_| {
        let mut sample = T::ZERO;
        for value in sample.as_mut_slice() {
            *value = uniform(&mut rng, -1.0, 1.5);
        }
        sample
    };
    (0..count).map(sample).collect()
}

/// Quantizes a random network, and returns the signal-to-noise ratio of its outputs for samples of the calibration, in decibels.
macro_rules! ratio {
    ($net:ty, $statistic:ty, $rounding:ident) => {{
        type Whole = $net;
        type Folded = folded![Whole];
        type Folded8 = quantized![Whole, $rounding];
        let mut whole = Whole::boxed();
        whole.initialize(&mut Random::seed(1));
        // Biases and statistics that are not 0.
        let mut rng = Random::seed(2);
        whole.state_mut(&mut |values| {
            if let nn_core::layer::ValuesMut::F32(values) = values {
                values
                    .iter_mut()
                    .for_each(|value| *value += uniform(&mut rng, 0.0, 0.1));
            }
        });
        let mut net = Folded::boxed();
        whole.fold_into(&mut net);
        let mut calibration = Calibration::<Folded, $statistic>::boxed();
        calibration
            .observe(&net, &samples(200, 3))
            .expect("finite samples");
        let mut net8 = Folded8::boxed();
        let mut report = net
            .quantize_into(&calibration, &mut net8)
            .expect("there are samples");
        net.compare(&net8, &samples(50, 3), &mut report);
        println!("{report}");
        let (mut power, mut error) = (0.0, 0.0);
        for sample in &samples(50, 3) {
            let (exact, rounded) = (net.predict(sample), net8.predict(sample));
            for (exact, rounded) in Tensor::as_slice(&exact)
                .iter()
                .zip(Tensor::as_slice(&rounded))
            {
                power += exact * exact;
                error += (exact - rounded).powi(2);
            }
        }
        let ratio = 10.0 * f32::log10(power / error);
        let mut last = None;
        report.each(&mut |row| last = row.ratio());
        let last = last.expect("samples were compared");
        assert!((last - ratio).abs() < 0.01, "{last} instead of {ratio} dB");
        ratio
    }};
}

macro_rules! check {
    ($($least:literal, $net:ty;)+) => { $(
        for ratio in [
            ratio!($net, MinMax, Single),
            ratio!($net, nn_core::quantize::LeastSquares, Single),
            ratio!($net, Percentile<9_999, 10_000>, Double),
        ] {
            println!("{ratio} dB");
            assert!(ratio > $least, "{ratio} dB for {}", stringify!($net));
        }
    )+ };
}

#[test]
fn vectors() {
    check! {
        35.0, network![20 => Dense<10>];
        30.0, network![20 => Dense<10, bias = false> => Dense<3>];
        30.0, network![20 => Dense<30, Relu> => Dense<10, Tanh> => Dense<4, Sigmoid>];
        30.0, network![20 => Dense<30, Gelu> => Dense<10, LeakyRelu<0.1>> => Dense<4, Softmax>];
        30.0, network![20 => Dense<30> => BatchNorm<Silu> => Dropout<0.5> => Dense<10> => BatchNorm<Elu> => Dense<4, Softplus>];
        30.0, network![20 => Dense<30, Relu6> => Dense<10, HardSwish> => Dense<4, HardSigmoid>];
    }
}

#[test]
fn images() {
    check! {
        30.0, network![[3, 8, 7] => Conv2d<filters = 6, kernel = 3, padding = 1, Relu> => MaxPool2d<2> => Flatten => Dense<5>];
        30.0, network![[3, 30] => Conv1d<filters = 6, kernel = 3, Relu> => AvgPool1d<2> => Flatten => Dense<5>];
        28.0, network![[3, 8, 7]
            => Conv2d<filters = 6, kernel = 3> => BatchNorm<Relu>
            => DepthwiseConv2d<3, padding = 1> => BatchNorm<Relu>
            => Conv2d<filters = 8, kernel = 1, Tanh> => GlobalAvgPool => Dense<4, Softmax>];
        30.0, network![[3, 8, 7]
            => ZeroPad2d<1, top = 0> => Conv2d<filters = 6, kernel = 3, stride = 2, bias = false, Relu>
            => Upsample2d<2> => DepthwiseConv2d<3, bias = false> => BatchNorm<affine = false, Relu>
            => ZeroPad2d<bottom = 1> => Conv2d<filters = 8, kernel = 2, bias = false> => GlobalMaxPool => Dense<4, bias = false>];
        30.0, network![[3, 9] => ZeroPad1d<before = 2> => Conv1d<filters = 4, kernel = 3, bias = false, Tanh> => Upsample1d<3>
            => DepthwiseConv1d<4, bias = false> => GlobalMaxPool => Dense<3>];
    }
}

#[test]
fn branches() {
    check! {
        30.0, network![8 => 2 x Residual<Dense<8, Relu> => Dense<8>, Relu> => Dense<2>];
        28.0, network![[4, 8, 8] => Residual<
            Conv2d<filters = 8, kernel = 3, stride = 2, padding = 1, Relu> => Conv2d<filters = 8, kernel = 3, padding = 1>,
            projection = Conv2d<filters = 8, kernel = 1, stride = 2>,
            Relu
        > => Flatten => Dense<6>];
        28.0, network![[3, 8, 8] => Concat<
            [Conv2d<filters = 4, kernel = 1, Relu>],
            [Conv2d<filters = 4, kernel = 3, padding = 1, Tanh>],
            [MaxPool2d<3, stride = 1, padding = 1>]
        > => Flatten => Dense<6>];
    }
}

type Small = network![4 => Dense<5, Relu> => Dense<3>];
type Small8 = quantized![Small];

#[test]
fn a_flattened_output_is_refused() {
    type Flat = network![[2, 3, 3] => Conv2d<filters = 2, kernel = 1> => Flatten];
    let net = Flat::random(&mut Random::seed(1));
    let mut calibration = Calibration::<Flat>::ZERO;
    calibration
        .observe(&net, &samples(9, 1))
        .expect("finite samples");
    let mut net8 = <quantized![Flat]>::ZERO;
    let result = net.quantize_into(&calibration, &mut net8);
    assert_eq!(result.unwrap_err(), QuantizeError::Flattened);
}

#[test]
fn zeros_are_quantized() {
    let (net, mut net8) = (Small::ZERO, Small8::ZERO);
    let mut calibration = Calibration::<Small>::ZERO;
    calibration
        .observe(&net, &[[0.0; 4]; 3])
        .expect("finite samples");
    let _ = net
        .quantize_into(&calibration, &mut net8)
        .expect("there are samples");
    assert_eq!(net8.predict(&[1.0; 4]), [0.0; 3]);
}

#[test]
fn large_biases_fit() {
    let mut net = Small::ZERO;
    net.layers.first.weights = [[1e-12; 5]; 4];
    net.layers.first.bias = [3.0; 5];
    net.layers.last.weights = [[1.0; 3]; 5];
    net.layers.last.bias = [-1e3, 0.0, 1e3];
    let mut calibration = Calibration::<Small>::ZERO;
    calibration
        .observe(&net, &samples(9, 1))
        .expect("finite samples");
    let mut net8 = Small8::ZERO;
    let _ = net
        .quantize_into(&calibration, &mut net8)
        .expect("there are samples");
    for (exact, rounded) in net
        .predict(&[1.0; 4])
        .into_iter()
        .zip(net8.predict(&[1.0; 4]))
    {
        assert!((exact - rounded).abs() < 5.0, "{exact} {rounded}");
    }
}

/// The mean error of the outputs is smaller with the correction than the rounding of the weights alone would make it.
#[test]
fn biases_are_corrected() {
    type Wide = network![400 => Dense<8>];
    let net = Wide::random(&mut Random::seed(1));
    let inputs: Vec<[f32; 400]> = samples(100, 1);
    let mut calibration = Calibration::<Wide, MinMax>::boxed();
    calibration.observe(&net, &inputs).expect("finite samples");
    let mut errors = [0.0; 2];
    for (corrects, error) in [false, true].into_iter().zip(&mut errors) {
        if !corrects {
            calibration.layers.inputs.means = [0.0; 400];
        } else {
            calibration.observe(&net, &inputs).expect("finite samples");
            calibration.layers.inputs.means = [0.25; 400];
        }
        let mut net8 = <quantized![Wide]>::boxed();
        let _ = net
            .quantize_into(&calibration, &mut net8)
            .expect("there are samples");
        // The real numbers that the weights and biases represent, at the mean of the inputs.
        let layer = &net8.layers;
        for output in 0..8 {
            let scale = layer.requantize.weight_scale[output];
            let weights = layer.weights.unpacked()[output];
            let rounded: f32 = weights
                .iter()
                .map(|weight| 0.25 * scale * f32::from(*weight))
                .sum();
            let exact: f32 = net
                .layers
                .weights
                .iter()
                .map(|row| 0.25 * row[output])
                .sum();
            let bias = layer.bias[output] as f32 * layer.input.factor * scale;
            *error += (rounded + bias - exact).powi(2);
        }
    }
    assert!(errors[1] < 1e-3 * errors[0], "{errors:?}");
}

type Image = network![[2, 6, 6]
    => Conv2d<filters = 3, kernel = 3, Relu> => MaxPool2d<2> => Flatten
    => Residual<Dense<12, Tanh> => Dense<12>> => Dense<4, Softmax>];

#[test]
fn a_residual_layer_does_not_take_a_flattened_image() {
    let net = Image::random(&mut Random::seed(1));
    let mut calibration = Calibration::<Image>::boxed();
    calibration
        .observe(&net, &samples(9, 1))
        .expect("finite samples");
    let mut net8 = <quantized![Image]>::boxed();
    let result = net.quantize_into(&calibration, &mut net8);
    assert_eq!(result.unwrap_err(), QuantizeError::Flattened);
}
