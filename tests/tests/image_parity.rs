//! PyTorch's values for networks over images and sequences: forward pass, loss, every gradient, and ten steps of two optimizers.

use nn_core::prelude::*;

use tests::parity::{Case, Statistics, classes, numbers};
use tests::reference;

type LeNet = network![[1, 28, 28]
    => Conv2d<filters = 3, kernel = 5, padding = 2, Relu> => MaxPool2d<2>
    => Conv2d<filters = 4, kernel = 5, Relu> => MaxPool2d<2>
    => Flatten => Dense<14, Relu> => Dense<12, Relu> => Dense<10, Softmax>];

type Separable = network![[2, 11, 12]
    => Conv2d<filters = 4, kernel = 3, stride = 2, padding = 1, Relu>
    => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 6, kernel = 1, Relu>
    => DepthwiseConv2d<3, stride = 2, padding = 1, Relu> => Conv2d<filters = 8, kernel = 1, Relu>
    => GlobalAvgPool => Dense<4, Softmax>];

type Residuals = network![[2, 8, 8]
    => Conv2d<filters = 4, kernel = 3, padding = 1, Relu>
    => Residual<
        Conv2d<filters = 4, kernel = 3, padding = 1, Relu> => Conv2d<filters = 4, kernel = 3, padding = 1>,
        Relu
    >
    => Residual<
        Conv2d<filters = 6, kernel = 3, stride = 2, padding = 1, Relu> => Conv2d<filters = 6, kernel = 3, padding = 1>,
        projection = Conv2d<filters = 6, kernel = 1, stride = 2>,
        Relu
    >
    => GlobalAvgPool => Dense<4, Softmax>];

type Normed = network![[1, 6, 5]
    => Conv2d<filters = 3, kernel = 3> => BatchNorm<Relu>
    => Flatten => Dense<5> => BatchNorm<Tanh> => Dense<3, Softmax>];

type NormedEnds = network![[2, 6]
    => BatchNorm<Silu>
    => Conv1d<filters = 3, kernel = 3, padding = 1> => BatchNorm<momentum = 0.25, epsilon = 0.001, Silu>
    => Flatten => Dense<3> => BatchNorm<Tanh>];

type Sequence = network![[3, 20]
    => Conv1d<filters = 6, kernel = 5, stride = 2, padding = 2, Relu> => MaxPool1d<2>
    => Conv1d<filters = 5, kernel = 3, padding = 1, Tanh> => AvgPool1d<3, stride = 2, padding = 1>
    => LayerNorm<Gelu> => Flatten => Dense<4, Softmax>];

type LearnedSlopes = network![[2, 6, 7]
    => Conv2d<filters = 3, kernel = 3> => PRelu<per_channel = true>
    => Conv2d<filters = 4, kernel = [2, 3]> => PRelu
    => Flatten => Dense<5> => PRelu<per_channel = true> => Dense<3, Softmax>];

type Branches = network![[2, 9, 8]
    => Concat<
        [Conv2d<filters = 2, kernel = 1, Relu>],
        [Conv2d<filters = 3, kernel = [4, 3], padding = Same, Relu>],
        [AvgPool2d<3, stride = 1, padding = 1> => Conv2d<filters = 2, kernel = 1>],
        []
    >
    => MaxPool2d<3, stride = 2, padding = 1>
    => Conv2d<filters = 3, kernel = [2, 4], stride = [1, 3], padding = Same, Tanh>
    => AvgPool2d<[2, 3], stride = [2, 1], padding = Same>
    => Concat<[GlobalAvgPool], [Flatten => Dense<3, Tanh>]>
    => Dense<4, Softmax>];

type Pools = network![[2, 7, 8]
    => MaxPool2d<[2, 3], stride = 2, padding = Same>
    => Conv2d<filters = 3, kernel = [2, 3], stride = [2, 1], padding = [1, 0], Tanh>
    => AvgPool2d<[3, 2], stride = 1, padding = 1>
    => LayerNorm => Flatten => Dense<3, Softmax>];

type Unbiased = network![[2, 7, 6]
    => Conv2d<filters = 3, kernel = 3, bias = false> => BatchNorm<Silu>
    => Residual<
        DepthwiseConv2d<3, padding = 1, bias = false, Silu> => Conv2d<filters = 4, kernel = 1, bias = false>,
        projection = Conv2d<filters = 4, kernel = 1, bias = false>
    >
    => BatchNorm<affine = false, Tanh>
    => Flatten => Dense<4, bias = false> => LayerNorm<affine = false> => Dense<3, Softmax>];

type RoundedUp = network![[2, 7, 8]
    => MaxPool2d<2, ceil_mode = true>
    => Conv2d<filters = 3, kernel = 2, padding = 1, Tanh>
    => AvgPool2d<4, stride = 2, padding = 1, ceil_mode = true, count_include_pad = true>
    => AvgPool2d<2, ceil_mode = true>
    => Flatten => Dense<3, Softmax>];

type Dilated = network![[2, 9, 10]
    => Conv2d<filters = 3, kernel = 3, padding = [2, 1], dilation = [2, 1], Tanh>
    => DepthwiseConv2d<[2, 3], stride = [2, 1], dilation = [1, 2], Silu>
    => Conv2d<filters = 2, kernel = 3, stride = [1, 2], padding = Same, dilation = 2, Tanh>
    => Flatten => Dense<3, Softmax>];

type DilatedSequence = network![[3, 20]
    => DepthwiseConv1d<3, padding = 2, dilation = 2, Tanh>
    => Conv1d<filters = 4, kernel = 3, stride = 2, dilation = 3, Silu>
    => Conv1d<filters = 5, kernel = 2, padding = Same, dilation = 4, Tanh>
    => Flatten => Dense<3, Softmax>];

type Resized = network![[2, 5, 6]
    => ZeroPad2d<top = 1, left = 2, right = 1>
    => Conv2d<filters = 3, kernel = 3, stride = [1, 2], Tanh>
    => Upsample2d<[2, 3]>
    => Conv2d<filters = 4, kernel = [2, 3], stride = 2, Silu>
    => GlobalMaxPool => Dense<3, Softmax>];

type ResizedSequence = network![[2, 9]
    => ZeroPad1d<before = 2, after = 1> => Conv1d<filters = 4, kernel = 4, stride = 2, Tanh>
    => Upsample1d<3> => Conv1d<filters = 5, kernel = 2, Silu>
    => GlobalMaxPool => Dense<3, Softmax>];

/// A network without running statistics.
fn none<N>(_net: &mut N) -> Vec<&mut [f32]> {
    Vec::new()
}

fn normed(net: &mut Normed) -> Vec<&mut [f32]> {
    let dense = &mut net.layers.first;
    let image = &mut dense.first.first.first;
    let (image, dense) = (&mut image.last, &mut dense.last);
    vec![
        &mut image.mean,
        &mut image.variance,
        &mut dense.mean,
        &mut dense.variance,
    ]
}

fn normed_ends(net: &mut NormedEnds) -> Vec<&mut [f32]> {
    let last = &mut net.layers.last;
    let inner = &mut net.layers.first.first.first;
    let (middle, first) = (&mut inner.last, &mut inner.first.first);
    vec![
        &mut first.mean,
        &mut first.variance,
        &mut middle.mean,
        &mut middle.variance,
        &mut last.mean,
        &mut last.variance,
    ]
}

fn without_bias(net: &mut Unbiased) -> Vec<&mut [f32]> {
    let inner = &mut net.layers.first.first.first.first;
    let (last, first) = (&mut inner.last, &mut inner.first.first.last);
    vec![
        &mut first.mean,
        &mut first.variance,
        &mut last.mean,
        &mut last.variance,
    ]
}

macro_rules! cases {
    ($($name:ident: $net:ty, $loss:expr, $targets:ident, $statistics:ident;)+) => {
        $(
            #[test]
            fn $name() {
                let statistics: Statistics<$net> = $statistics;
                let file = concat!("image/", stringify!($name));
                let case = Case::<$net, _, _>::read(file, $loss, $targets::<$net>);
                case.with_statistics(statistics).check();
            }
        )+

        #[test]
        fn every_file_is_checked() {
            let mut checked = vec![$(stringify!($name)),+];
            checked.sort_unstable();
            assert_eq!(reference::names("image"), checked);
        }
    };
}

cases! {
    batch_norm: Normed, CrossEntropy, classes, normed;
    batch_norm_ends: NormedEnds, MeanSquaredError, numbers, normed_ends;
    branches: Branches, CrossEntropy, classes, none;
    dilated: Dilated, CrossEntropy, classes, none;
    dilated_sequence: DilatedSequence, CrossEntropy, classes, none;
    learned_slopes: LearnedSlopes, CrossEntropy, classes, none;
    lenet: LeNet, CrossEntropy, classes, none;
    pools: Pools, CrossEntropy, classes, none;
    residual: Residuals, CrossEntropy, classes, none;
    resized: Resized, CrossEntropy, classes, none;
    resized_sequence: ResizedSequence, CrossEntropy, classes, none;
    rounded_up: RoundedUp, CrossEntropy, classes, none;
    separable: Separable, CrossEntropy, classes, none;
    sequence: Sequence, CrossEntropy, classes, none;
    unbiased: Unbiased, CrossEntropy, classes, without_bias;
}
