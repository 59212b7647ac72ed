//! Networks of `f32` at random, from `tests/reference/streams.py`: for every phase, each output has the bits of the network.

use nn_core::prelude::*;

use super::{equals_every_window, equals_the_beginning};

#[test]
fn network_1() {
    type Net = network![[2, 25] => Conv1d<filters = 2, kernel = 1, stride = 2, Relu6>
        => Residual<Conv1d<filters = 2, kernel = 1, Relu6>, Relu> => Flatten => Dense<2, Softmax>];
    equals_every_window::<Net, 2, 25>(25, 2);
}

#[test]
fn network_2() {
    type Net = network![[3, 27] => BatchNorm<Relu> => Conv1d<filters = 7, kernel = 1, stride = 3, bias = false, Relu6>
        => Flatten => Dense<2>];
    equals_every_window::<Net, 3, 27>(25, 3);
}

#[test]
fn network_3() {
    type Net = network![[4, 23] => Conv1d<filters = 7, kernel = 3, Gelu> => Dropout<0.5>
        => Conv1d<filters = 5, kernel = 3, Relu6> => Conv1d<filters = 7, kernel = 4, stride = 3, dilation = 3, HardSwish>
        => GlobalMaxPool => Dense<4>];
    equals_every_window::<Net, 4, 23>(23, 3);
}

#[test]
fn network_4() {
    type Net = network![[3, 24] => AvgPool1d<2, stride = 3> => Concat<[Conv1d<filters = 4, kernel = 1>], []>
        => Conv1d<filters = 9, kernel = 4> => Flatten => Dense<2, Softmax>];
    equals_every_window::<Net, 3, 24>(23, 3);
}

#[test]
fn network_5() {
    type Net = network![[5, 21] => MaxPool1d<3, stride = 3> => Dropout<0.5>
        => Concat<[Conv1d<filters = 4, kernel = 1, Sigmoid>], []> => Dropout<0.5> => Flatten => Dense<3, Softmax>];
    equals_every_window::<Net, 5, 21>(21, 3);
}

#[test]
fn network_6() {
    type Net = network![[3, 22] => Conv1d<filters = 9, kernel = 3, stride = 3, dilation = 3, bias = false, Silu> => Flatten
        => Dense<2>];
    equals_every_window::<Net, 3, 22>(22, 3);
}

#[test]
fn network_7() {
    type Net = network![[5, 28] => Conv1d<filters = 5, kernel = 1, Gelu>
        => DepthwiseConv1d<2, dilation = 2, bias = false, Tanh> => BatchNorm<Relu> => Flatten => Dense<4, Softmax>];
    equals_every_window::<Net, 5, 28>(28, 1);
}

#[test]
fn network_8() {
    type Net = network![[4, 27] => Residual<Conv1d<filters = 4, kernel = 1>, Relu>
        => Residual<Conv1d<filters = 4, kernel = 1, Silu>, Relu> => Conv1d<filters = 1, kernel = 3, stride = 3>
        => GlobalMaxPool => Dense<2>];
    equals_every_window::<Net, 4, 27>(27, 3);
}

#[test]
fn network_9() {
    type Net = network![[2, 23] => Dropout<0.5> => BatchNorm<Relu> => Conv1d<filters = 5, kernel = 1, stride = 3, Relu6>
        => DepthwiseConv1d<2, bias = false, Relu> => GlobalMaxPool => Dense<4>];
    equals_every_window::<Net, 2, 23>(22, 3);
}

#[test]
fn network_10() {
    type Net = network![[4, 25] => Conv1d<filters = 9, kernel = 1, stride = 3, HardSwish>
        => Conv1d<filters = 8, kernel = 4, bias = false, Relu6> => GlobalAvgPool => Dense<4, Softmax>];
    equals_every_window::<Net, 4, 25>(25, 3);
}

#[test]
fn network_11() {
    type Net = network![[3, 24] => DepthwiseConv1d<3, dilation = 3, bias = false, Silu> => BatchNorm<Relu>
        => Residual<Conv1d<filters = 3, kernel = 1, Relu>, Relu> => Flatten => Dense<3, Softmax>];
    equals_every_window::<Net, 3, 24>(24, 1);
}

#[test]
fn network_12() {
    type Net = network![[5, 19] => DepthwiseConv1d<1, bias = false, Silu>
        => Conv1d<filters = 8, kernel = 3, dilation = 2, Gelu> => GlobalAvgPool => Dense<4>];
    equals_every_window::<Net, 5, 19>(19, 1);
}

#[test]
fn network_13() {
    type Net = network![[3, 16] => Conv1d<filters = 9, kernel = 4, Relu6> => AvgPool1d<2, stride = 1>
        => Conv1d<filters = 7, kernel = 1> => GlobalAvgPool => Dense<2>];
    equals_every_window::<Net, 3, 16>(16, 1);
}

#[test]
fn network_14() {
    type Net = network![[2, 28] => Residual<Conv1d<filters = 2, kernel = 1, HardSwish>>
        => DepthwiseConv1d<2, stride = 2, Relu6> => PRelu<per_channel = true> => DepthwiseConv1d<1, bias = false>
        => Flatten => Dense<4, Softmax>];
    equals_every_window::<Net, 2, 28>(28, 2);
}

#[test]
fn network_15() {
    type Net = network![[4, 22] => Residual<Conv1d<filters = 4, kernel = 1, padding = Causal, Sigmoid>, Relu>
        => DepthwiseConv1d<3, stride = 3, padding = Causal, HardSwish>
        => Conv1d<filters = 5, kernel = 2, padding = Causal, bias = false, Sigmoid>
        => Conv1d<filters = 5, kernel = 2, padding = Causal>];
    equals_the_beginning::<Net, 4, 22, 5, 8>(3);
}

#[test]
fn network_16() {
    type Net = network![[1, 28] => DepthwiseConv1d<3, stride = 2, padding = Causal>
        => Conv1d<filters = 4, kernel = 3, dilation = 2, padding = Causal, Relu>
        => Conv1d<filters = 1, kernel = 2, dilation = 3, padding = Causal, Relu>
        => Conv1d<filters = 1, kernel = 2, padding = Causal>];
    equals_the_beginning::<Net, 1, 28, 1, 14>(2);
}

#[test]
fn network_17() {
    type Net = network![[1, 20] => Concat<[Conv1d<filters = 2, kernel = 2, padding = Causal, Relu>], []>
        => PRelu<per_channel = true> => Dropout<0.5> => Conv1d<filters = 3, kernel = 2, padding = Causal>];
    equals_the_beginning::<Net, 1, 20, 3, 20>(1);
}

#[test]
fn network_18() {
    type Net = network![[2, 28] => Conv1d<filters = 4, kernel = 3, dilation = 2, padding = Causal, Gelu>
        => Conv1d<filters = 5, kernel = 1, stride = 3, padding = Causal, Silu>
        => Conv1d<filters = 5, kernel = 2, padding = Causal>];
    equals_the_beginning::<Net, 2, 28, 5, 10>(3);
}

#[test]
fn network_19() {
    type Net = network![[4, 24] => Conv1d<filters = 9, kernel = 2, dilation = 2, padding = Causal, HardSwish>
        => Conv1d<filters = 5, kernel = 4, dilation = 3, padding = Causal, Sigmoid>
        => Conv1d<filters = 5, kernel = 2, padding = Causal>];
    equals_the_beginning::<Net, 4, 24, 5, 24>(1);
}

#[test]
fn network_20() {
    type Net = network![[4, 16] => Residual<Conv1d<filters = 4, kernel = 3, padding = Causal, Sigmoid>> => BatchNorm
        => Conv1d<filters = 8, kernel = 3, stride = 3, dilation = 3, padding = Causal, Relu>
        => Conv1d<filters = 4, kernel = 2, stride = 3, dilation = 2, padding = Causal, HardSwish>
        => Conv1d<filters = 4, kernel = 2, padding = Causal>];
    equals_the_beginning::<Net, 4, 16, 4, 2>(9);
}

#[test]
fn network_21() {
    type Net = network![[3, 23] => Concat<[Conv1d<filters = 3, kernel = 1, padding = Causal, Gelu>], []>
        => Gru<2, sequences = true> => DepthwiseConv1d<3, stride = 3, padding = Causal, Silu>
        => Conv1d<filters = 2, kernel = 3, dilation = 2, padding = Causal, HardSwish>
        => Conv1d<filters = 2, kernel = 2, padding = Causal>];
    equals_the_beginning::<Net, 3, 23, 2, 8>(3);
}

#[test]
fn network_22() {
    type Net = network![[5, 24] => Residual<Conv1d<filters = 5, kernel = 1, padding = Causal, Relu6>> => Dropout<0.5>
        => Residual<Conv1d<filters = 5, kernel = 3, padding = Causal, Sigmoid>, Relu> => BatchNorm
        => Conv1d<filters = 5, kernel = 2, padding = Causal>];
    equals_the_beginning::<Net, 5, 24, 5, 24>(1);
}

#[test]
fn network_23() {
    type Net = network![[5, 17] => MinGru<1, sequences = true> => Lstm<1, sequences = true> => Dropout<0.5>
        => Conv1d<filters = 1, kernel = 2, padding = Causal>];
    equals_the_beginning::<Net, 5, 17, 1, 17>(1);
}

#[test]
fn network_24() {
    type Net = network![[4, 29] => Residual<Conv1d<filters = 4, kernel = 2, padding = Causal, Sigmoid>, Relu>
        => Conv1d<filters = 5, kernel = 4, padding = Causal, Relu6> => Conv1d<filters = 5, kernel = 2, padding = Causal>];
    equals_the_beginning::<Net, 4, 29, 5, 29>(1);
}
