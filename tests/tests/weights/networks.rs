//! The networks of these tests.

use nn_core::prelude::*;

pub(crate) type Mlp = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
pub(crate) type LeNet = network![[1, 28, 28]
    => Conv2d<filters = 6, kernel = 5, padding = 2, Relu> => MaxPool2d<2>
    => Conv2d<filters = 16, kernel = 5, Relu> => MaxPool2d<2>
    => Flatten => Dense<120, Relu> => Dense<84, Relu> => Dense<10, Softmax>];
pub(crate) type Normed = network![[2, 8, 8]
    => Conv2d<filters = 4, kernel = 3> => BatchNorm<Relu>
    => Flatten => Dense<5> => BatchNorm];
pub(crate) type Sequence = network![[3, 32]
    => Conv1d<filters = 8, kernel = 5, stride = 2, Relu> => MaxPool1d<2>
    => Flatten => Dense<6, Softmax>];
pub(crate) type Separable = network![[3, 8, 8]
    => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 6, kernel = 1, Relu>
    => LayerNorm => GlobalAvgPool => Dense<4>];
pub(crate) type Unbiased = network![[2, 8, 8]
    => Conv2d<filters = 4, kernel = 3, bias = false> => BatchNorm<Relu>
    => AvgPool2d<3, stride = 2, padding = 1, ceil_mode = true, count_include_pad = true>
    => DepthwiseConv2d<2, bias = false> => BatchNorm<affine = false, Relu>
    => Flatten => LayerNorm<affine = false> => Dense<5, bias = false>];
pub(crate) type Resized = network![[2, 6, 6]
    => ZeroPad2d<bottom = 1, right = 1> => Conv2d<filters = 4, kernel = 3, stride = 2, Relu>
    => Upsample2d<2> => Conv2d<filters = 3, kernel = 3, Relu> => GlobalMaxPool => Dense<2>];
pub(crate) type Dilated = network![[3, 16]
    => DepthwiseConv1d<3, padding = 2, dilation = 2, Relu> => Conv1d<filters = 4, kernel = 3, dilation = 3, Tanh>
    => Flatten => Dense<5>];
pub(crate) type Slopes = network![[2, 5, 5]
    => Conv2d<filters = 3, kernel = 3, HardSwish> => PRelu<per_channel = true> => Flatten
    => Dense<6, Relu6> => PRelu => Dense<4, HardSigmoid>];
pub(crate) type Branched = network![[2, 4, 4]
    => Residual<Conv2d<filters = 2, kernel = 3, padding = 1, Relu> => Conv2d<filters = 2, kernel = 1>, Relu>
    => Residual<
        Conv2d<filters = 4, kernel = 1>,
        projection = Conv2d<filters = 4, kernel = 1>
    >
    => Concat<
        [Conv2d<filters = 1, kernel = 1, Relu> => Conv2d<filters = 2, kernel = 1>],
        [MaxPool2d<1>],
        [Conv2d<filters = 3, kernel = 1>]
    >
    => Dropout<0.5> => Flatten => Dense<2>];

/// Branches that contain branches: alone in the first branch, alone in the last one, and before another layer.
pub(crate) type Nested = network![4
    => Concat<
        [Concat<[Dense<1>], [Dense<2, Relu>]>],
        [Concat<[Dense<3>], [Dense<4>]> => Dense<5>],
        [Concat<[Dense<6>], [Concat<[Dense<7>], [Dense<8>]>]>]
    >
    => Dense<2>];

network! {
    pub(crate) struct Encoder { 6 => hidden: Dense<5, Relu> => Dense<3> }
}
network! {
    pub(crate) struct Named {
        4 => first: Dense<6, Tanh> => 2 x Dense<6, Relu> => encoder: Encoder => last: Dense<2, Softmax>
    }
}

/// An initialized network whose running statistics have changed.
pub(crate) fn filled<N: Network + Boxed>(seed: u64) -> Box<N> {
    let mut net = N::boxed();
    let mut rng = Random::seed(seed);
    net.state_mut(&mut |values| {
        for value in values.reals() {
            *value = nn_core::rng::uniform(&mut rng, -1.0, 1.0);
        }
    });
    net
}

/// All values of a network.
pub(crate) fn numbers<N: Network>(net: &N) -> Vec<u32> {
    let mut numbers = Vec::new();
    net.state(&mut |values| numbers.extend(values.reals().iter().map(|value| value.to_bits())));
    numbers
}
