//! Networks at random, from `tests/reference/streams.py`: for every phase, each output has the bits of the network.

use nn_core::prelude::*;
use nn_core::stream::Meaning;
use nn_core::streaming;

use super::integers::integers;
use super::{equals_every_window, equals_the_beginning, signal};

#[test]
fn networks_of_f32_at_random() {
    equals_every_window::<
        network![[2, 25]
            => Conv1d<filters = 2, kernel = 1, stride = 2, Relu6>
            => Residual<Conv1d<filters = 2, kernel = 1, Relu6>, Relu>
            => Flatten
            => Dense<2, Softmax>],
        2,
        25,
    >(25, 2);
    equals_every_window::<
        network![[3, 27]
            => BatchNorm<Relu>
            => Conv1d<filters = 7, kernel = 1, stride = 3, bias = false, Relu6>
            => Flatten
            => Dense<2>],
        3,
        27,
    >(25, 3);
    equals_every_window::<
        network![[4, 23]
            => Conv1d<filters = 7, kernel = 3, Gelu>
            => Dropout<0.5>
            => Conv1d<filters = 5, kernel = 3, Relu6>
            => Conv1d<filters = 7, kernel = 4, stride = 3, dilation = 3, HardSwish>
            => GlobalMaxPool
            => Dense<4>],
        4,
        23,
    >(23, 3);
    equals_every_window::<
        network![[3, 24]
            => AvgPool1d<2, stride = 3>
            => Concat<[Conv1d<filters = 4, kernel = 1>], []>
            => Conv1d<filters = 9, kernel = 4>
            => Flatten
            => Dense<2, Softmax>],
        3,
        24,
    >(23, 3);
    equals_every_window::<
        network![[5, 21]
            => MaxPool1d<3, stride = 3>
            => Dropout<0.5>
            => Concat<[Conv1d<filters = 4, kernel = 1, Sigmoid>], []>
            => Dropout<0.5>
            => Flatten
            => Dense<3, Softmax>],
        5,
        21,
    >(21, 3);
    equals_every_window::<
        network![[3, 22]
            => Conv1d<filters = 9, kernel = 3, stride = 3, dilation = 3, bias = false, Silu>
            => Flatten
            => Dense<2>],
        3,
        22,
    >(22, 3);
    equals_every_window::<
        network![[5, 28]
            => Conv1d<filters = 5, kernel = 1, Gelu>
            => DepthwiseConv1d<2, dilation = 2, bias = false, Tanh>
            => BatchNorm<Relu>
            => Flatten
            => Dense<4, Softmax>],
        5,
        28,
    >(28, 1);
    equals_every_window::<
        network![[4, 27]
            => Residual<Conv1d<filters = 4, kernel = 1>, Relu>
            => Residual<Conv1d<filters = 4, kernel = 1, Silu>, Relu>
            => Conv1d<filters = 1, kernel = 3, stride = 3>
            => GlobalMaxPool
            => Dense<2>],
        4,
        27,
    >(27, 3);
    equals_every_window::<
        network![[2, 23]
            => Dropout<0.5>
            => BatchNorm<Relu>
            => Conv1d<filters = 5, kernel = 1, stride = 3, Relu6>
            => DepthwiseConv1d<2, bias = false, Relu>
            => GlobalMaxPool
            => Dense<4>],
        2,
        23,
    >(22, 3);
    equals_every_window::<
        network![[4, 25]
            => Conv1d<filters = 9, kernel = 1, stride = 3, HardSwish>
            => Conv1d<filters = 8, kernel = 4, bias = false, Relu6>
            => GlobalAvgPool
            => Dense<4, Softmax>],
        4,
        25,
    >(25, 3);
    equals_every_window::<
        network![[3, 24]
            => DepthwiseConv1d<3, dilation = 3, bias = false, Silu>
            => BatchNorm<Relu>
            => Residual<Conv1d<filters = 3, kernel = 1, Relu>, Relu>
            => Flatten
            => Dense<3, Softmax>],
        3,
        24,
    >(24, 1);
    equals_every_window::<
        network![[5, 19]
            => DepthwiseConv1d<1, bias = false, Silu>
            => Conv1d<filters = 8, kernel = 3, dilation = 2, Gelu>
            => GlobalAvgPool
            => Dense<4>],
        5,
        19,
    >(19, 1);
    equals_every_window::<
        network![[3, 16]
            => Conv1d<filters = 9, kernel = 4, Relu6>
            => AvgPool1d<2, stride = 1>
            => Conv1d<filters = 7, kernel = 1>
            => GlobalAvgPool
            => Dense<2>],
        3,
        16,
    >(16, 1);
    equals_every_window::<
        network![[2, 28]
            => Residual<Conv1d<filters = 2, kernel = 1, HardSwish>>
            => DepthwiseConv1d<2, stride = 2, Relu6>
            => PRelu<per_channel = true>
            => DepthwiseConv1d<1, bias = false>
            => Flatten
            => Dense<4, Softmax>],
        2,
        28,
    >(28, 2);
    equals_the_beginning::<
        network![[4, 22]
            => Residual<Conv1d<filters = 4, kernel = 1, padding = Causal, Sigmoid>, Relu>
            => DepthwiseConv1d<3, stride = 3, padding = Causal, HardSwish>
            => Conv1d<filters = 5, kernel = 2, padding = Causal, bias = false, Sigmoid>
            => Conv1d<filters = 5, kernel = 2, padding = Causal>],
        4,
        22,
        5,
        8,
    >(3);
    equals_the_beginning::<
        network![[1, 28]
            => DepthwiseConv1d<3, stride = 2, padding = Causal>
            => Conv1d<filters = 4, kernel = 3, dilation = 2, padding = Causal, Relu>
            => Conv1d<filters = 1, kernel = 2, dilation = 3, padding = Causal, Relu>
            => Conv1d<filters = 1, kernel = 2, padding = Causal>],
        1,
        28,
        1,
        14,
    >(2);
    equals_the_beginning::<
        network![[1, 20]
            => Concat<[Conv1d<filters = 2, kernel = 2, padding = Causal, Relu>], []>
            => PRelu<per_channel = true>
            => Dropout<0.5>
            => Conv1d<filters = 3, kernel = 2, padding = Causal>],
        1,
        20,
        3,
        20,
    >(1);
    equals_the_beginning::<
        network![[2, 28]
            => Conv1d<filters = 4, kernel = 3, dilation = 2, padding = Causal, Gelu>
            => Conv1d<filters = 5, kernel = 1, stride = 3, padding = Causal, Silu>
            => Conv1d<filters = 5, kernel = 2, padding = Causal>],
        2,
        28,
        5,
        10,
    >(3);
    equals_the_beginning::<
        network![[4, 24]
            => Conv1d<filters = 9, kernel = 2, dilation = 2, padding = Causal, HardSwish>
            => Conv1d<filters = 5, kernel = 4, dilation = 3, padding = Causal, Sigmoid>
            => Conv1d<filters = 5, kernel = 2, padding = Causal>],
        4,
        24,
        5,
        24,
    >(1);
    equals_the_beginning::<
        network![[4, 16]
            => Residual<Conv1d<filters = 4, kernel = 3, padding = Causal, Sigmoid>>
            => BatchNorm
            => Conv1d<filters = 8, kernel = 3, stride = 3, dilation = 3, padding = Causal, Relu>
            => Conv1d<filters = 4, kernel = 2, stride = 3, dilation = 2, padding = Causal, HardSwish>
            => Conv1d<filters = 4, kernel = 2, padding = Causal>],
        4,
        16,
        4,
        2,
    >(9);
    equals_the_beginning::<
        network![[3, 23]
            => Concat<[Conv1d<filters = 3, kernel = 1, padding = Causal, Gelu>], []>
            => Gru<2, sequences = true>
            => DepthwiseConv1d<3, stride = 3, padding = Causal, Silu>
            => Conv1d<filters = 2, kernel = 3, dilation = 2, padding = Causal, HardSwish>
            => Conv1d<filters = 2, kernel = 2, padding = Causal>],
        3,
        23,
        2,
        8,
    >(3);
    equals_the_beginning::<
        network![[5, 24]
            => Residual<Conv1d<filters = 5, kernel = 1, padding = Causal, Relu6>>
            => Dropout<0.5>
            => Residual<Conv1d<filters = 5, kernel = 3, padding = Causal, Sigmoid>, Relu>
            => BatchNorm
            => Conv1d<filters = 5, kernel = 2, padding = Causal>],
        5,
        24,
        5,
        24,
    >(1);
    equals_the_beginning::<
        network![[5, 17]
            => MinGru<1, sequences = true>
            => Lstm<1, sequences = true>
            => Dropout<0.5>
            => Conv1d<filters = 1, kernel = 2, padding = Causal>],
        5,
        17,
        1,
        17,
    >(1);
    equals_the_beginning::<
        network![[4, 29]
            => Residual<Conv1d<filters = 4, kernel = 2, padding = Causal, Sigmoid>, Relu>
            => Conv1d<filters = 5, kernel = 4, padding = Causal, Relu6>
            => Conv1d<filters = 5, kernel = 2, padding = Causal>],
        4,
        29,
        5,
        29,
    >(1);
}

#[test]
fn networks_of_i8_at_random() {
    integers!(network![[3, 19]
            => Conv1d<filters = 1, kernel = 2, dilation = 3, Relu6>
            => DepthwiseConv1d<3, Relu>
            => DepthwiseConv1d<2, dilation = 2, Tanh>
            => Flatten
            => Dense<3>], 3 x 19, Meaning::Window, 19);
    integers!(network![[5, 21]
            => Concat<[Conv1d<filters = 2, kernel = 1, Relu6>], []>
            => Residual<Conv1d<filters = 7, kernel = 1>>
            => Conv1d<filters = 2, kernel = 1, HardSwish>
            => Flatten
            => Dense<3, Softmax>], 5 x 21, Meaning::Window, 21);
    integers!(network![[4, 24]
            => AvgPool1d<3, stride = 1>
            => MaxPool1d<3, stride = 1>
            => Residual<Conv1d<filters = 4, kernel = 1, Relu6>>
            => AvgPool1d<2, stride = 1>
            => Flatten
            => Dense<2, Softmax>], 4 x 24, Meaning::Window, 24);
    integers!(network![[5, 26]
            => AvgPool1d<3, stride = 1>
            => Residual<Conv1d<filters = 5, kernel = 1, Relu6>>
            => Concat<[Conv1d<filters = 2, kernel = 1, HardSwish>], []>
            => Conv1d<filters = 7, kernel = 1, HardSwish>
            => GlobalMaxPool
            => Dense<2>], 5 x 26, Meaning::Window, 26);
    integers!(network![[5, 16]
            => AvgPool1d<3, stride = 1>
            => Residual<Conv1d<filters = 5, kernel = 1, Relu6>>
            => DepthwiseConv1d<1>
            => GlobalAvgPool
            => Dense<4, Softmax>], 5 x 16, Meaning::Window, 16);
    integers!(network![[1, 18]
            => DepthwiseConv1d<1, HardSwish>
            => DepthwiseConv1d<2, Relu>
            => DepthwiseConv1d<1, HardSwish>
            => Concat<[Conv1d<filters = 1, kernel = 1, Relu>], []>
            => GlobalMaxPool
            => Dense<4, Softmax>], 1 x 18, Meaning::Window, 18);
    integers!(network![[3, 25]
            => AvgPool1d<3, stride = 1>
            => Conv1d<filters = 1, kernel = 2, dilation = 2, Relu6>
            => Residual<Conv1d<filters = 1, kernel = 1, Sigmoid>>
            => Conv1d<filters = 8, kernel = 2, HardSwish>
            => Flatten
            => Dense<4>], 3 x 25, Meaning::Window, 25);
    integers!(network![[5, 20]
            => AvgPool1d<2, stride = 1>
            => Conv1d<filters = 5, kernel = 4>
            => DepthwiseConv1d<1, Sigmoid>
            => GlobalMaxPool
            => Dense<2>], 5 x 20, Meaning::Window, 20);
    integers!(network![[1, 16]
            => Conv1d<filters = 6, kernel = 2, padding = Causal, Sigmoid>
            => Conv1d<filters = 7, kernel = 1, padding = Causal>
            => Conv1d<filters = 4, kernel = 4, dilation = 3, padding = Causal, Sigmoid>
            => Conv1d<filters = 4, kernel = 3, dilation = 3, padding = Causal, Relu6>
            => Conv1d<filters = 4, kernel = 2, padding = Causal>], 1 x 16, Meaning::Beginning, 1);
    integers!(network![[4, 27]
            => Conv1d<filters = 1, kernel = 4, padding = Causal, Relu>
            => Conv1d<filters = 5, kernel = 1, padding = Causal, Tanh>
            => Conv1d<filters = 1, kernel = 4, padding = Causal, HardSwish>
            => Conv1d<filters = 1, kernel = 2, padding = Causal>], 4 x 27, Meaning::Beginning, 1);
    integers!(network![[1, 22]
            => Conv1d<filters = 8, kernel = 4, dilation = 2, padding = Causal, Relu>
            => Conv1d<filters = 9, kernel = 1, padding = Causal, Relu6>
            => Conv1d<filters = 9, kernel = 2, padding = Causal>], 1 x 22, Meaning::Beginning, 1);
    integers!(network![[2, 16]
            => Conv1d<filters = 8, kernel = 4, padding = Causal, Relu>
            => Conv1d<filters = 7, kernel = 3, padding = Causal, HardSwish>
            => Conv1d<filters = 4, kernel = 3, dilation = 2, padding = Causal, HardSwish>
            => Conv1d<filters = 4, kernel = 2, padding = Causal>], 2 x 16, Meaning::Beginning, 1);
    integers!(network![[1, 25]
            => Conv1d<filters = 6, kernel = 3, dilation = 3, padding = Causal, Relu6>
            => Residual<Conv1d<filters = 6, kernel = 3, padding = Causal, Relu6>, Relu>
            => Conv1d<filters = 2, kernel = 3, padding = Causal, Tanh>
            => Conv1d<filters = 1, kernel = 1, padding = Causal, Sigmoid>
            => Conv1d<filters = 1, kernel = 2, padding = Causal>], 1 x 25, Meaning::Beginning, 1);
    integers!(network![[1, 30]
            => Residual<Conv1d<filters = 1, kernel = 3, padding = Causal, Tanh>>
            => Conv1d<filters = 7, kernel = 1, padding = Causal, HardSwish>
            => Concat<[Conv1d<filters = 3, kernel = 1, padding = Causal>], []>
            => Conv1d<filters = 7, kernel = 3, padding = Causal, Tanh>
            => Conv1d<filters = 7, kernel = 2, padding = Causal>], 1 x 30, Meaning::Beginning, 1);
}
