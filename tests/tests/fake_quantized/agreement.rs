//! The fake-quantized network computes what the network of `i8` does.

use nn_core::prelude::*;

use crate::samples;

/// The sums of the squared differences of the outputs to those of the network of `i8`: of the network of `f32`, and of its
/// fake-quantized form.
macro_rules! differences {
    ($net:ty) => {{
        type Whole = $net;
        type Folded = folded![Whole];
        let mut whole = Whole::boxed();
        whole.initialize(&mut Random::seed(1));
        let mut net = Folded::boxed();
        whole.fold_into(&mut net);
        let mut calibration = Calibration::<Folded>::boxed();
        calibration
            .observe(&net, &samples(200, 3))
            .expect("finite samples");
        let mut net8 = <quantized![Whole]>::boxed();
        let _ = net
            .quantize_into(&calibration, &mut net8)
            .expect("there are samples");
        let mut fake = <fake_quantized![Whole]>::boxed();
        net.fake_quantize_into(&net8, &mut fake);
        // Parameters that are not those of the fake-quantized network, which has a copy.
        let mut other = Folded::boxed();
        let _ = other
            .quantize_trained_into(&fake, &calibration, &mut net8)
            .expect("there are samples");
        assert_eq!(other, net);
        let mut differences = [0.0; 2];
        for sample in &samples(50, 4) {
            let exact = net8.predict(sample);
            let outputs = [net.predict(sample), fake.predict(sample)];
            for (difference, output) in differences.iter_mut().zip(&outputs) {
                let pairs = Tensor::as_slice(&exact)
                    .iter()
                    .zip(Tensor::as_slice(output));
                *difference += pairs.map(|(a, b)| (a - b).powi(2)).sum::<f32>();
            }
        }
        println!("{differences:?} {}", stringify!($net));
        differences
    }};
}

/// The fake-quantized network computes what the network of `i8` does, except for sums that are rounded to different sides. The outputs
/// of `Tanh` and `LeakyRelu`, which are tables, are not rounded. The mean of
/// two numbers is often a half, which is rounded to either side.
macro_rules! check {
    ($($most:literal, $net:ty;)+) => { $(
        let [real, fake] = differences!($net);
        assert!(fake < $most * real, "{fake} of {real} for {}", stringify!($net));
    )+ };
}

#[test]
fn vectors_agree() {
    check! {
        0.1, network![20 => Dense<10>];
        0.1, network![20 => Dense<30> => BatchNorm<Relu> => Dropout<0.5> => Dense<10, Relu> => Dense<4>];
        1.0, network![20 => Dense<30, Tanh> => Dense<10, LeakyRelu<0.1>> => Dense<4>];
        0.1, network![20 => Dense<30> => BatchNorm<Relu6> => Dense<10, Relu6> => Dense<4>];
        1.0, network![20 => Dense<30, HardSwish> => Dense<10, HardSigmoid> => Dense<4>];
        0.1, network![8 => 2 x Residual<Dense<8, Relu> => Dense<8>, Relu> => Dense<2>];
        0.1, network![8 => Residual<Dense<8, Relu>> => Dense<2>];
    }
}

#[test]
fn images_agree() {
    check! {
        0.1, network![[3, 8, 7] => Conv2d<filters = 6, kernel = 3, padding = 1, Relu> => MaxPool2d<2> => Flatten => Dense<5>];
        0.3, network![[3, 30] => Conv1d<filters = 6, kernel = 3, Relu> => AvgPool1d<2> => Flatten => Dense<5>];
        0.1, network![[3, 8, 7]
            => Conv2d<filters = 6, kernel = 3> => BatchNorm<Relu>
            => DepthwiseConv2d<3, padding = 1> => BatchNorm<Relu>
            => Conv2d<filters = 8, kernel = 1, Relu> => GlobalAvgPool => Dense<4>];
        0.1, network![[3, 8, 7]
            => ZeroPad2d<1, top = 0> => Conv2d<filters = 6, kernel = 3, stride = 2, bias = false, Relu>
            => Upsample2d<2> => DepthwiseConv2d<3, bias = false> => BatchNorm<affine = false, Relu>
            => ZeroPad2d<bottom = 1> => Conv2d<filters = 8, kernel = 2, bias = false> => GlobalMaxPool => Dense<4, bias = false>];
        0.1, network![[4, 8, 8] => Residual<
            Conv2d<filters = 8, kernel = 3, stride = 2, padding = 1, Relu> => Conv2d<filters = 8, kernel = 3, padding = 1>,
            projection = Conv2d<filters = 8, kernel = 1, stride = 2>,
            Relu
        > => Flatten => Dense<6>];
        0.1, network![[3, 8, 8] => Concat<
            [Conv2d<filters = 4, kernel = 1, Relu>],
            [Conv2d<filters = 4, kernel = 3, padding = 1, Relu>],
            [MaxPool2d<3, stride = 1, padding = 1>]
        > => Flatten => Dense<6>];
    }
}
