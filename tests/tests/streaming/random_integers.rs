//! Networks of `i8` at random, from `tests/reference/streams.py`: for every phase, each output has the bits of the network.

use nn_core::prelude::*;
use nn_core::stream::Meaning;
use nn_core::streaming;

use super::integers::integers;
use super::signal;

#[test]
fn network_1() {
    type Net = network![[3, 19] => Conv1d<filters = 1, kernel = 2, dilation = 3, Relu6> => DepthwiseConv1d<3, Relu>
        => DepthwiseConv1d<2, dilation = 2, Tanh> => Flatten => Dense<3>];
    integers!(Net, 3 x 19, Meaning::Window, 19);
}

#[test]
fn network_2() {
    type Net = network![[5, 21] => Concat<[Conv1d<filters = 2, kernel = 1, Relu6>], []>
        => Residual<Conv1d<filters = 7, kernel = 1>> => Conv1d<filters = 2, kernel = 1, HardSwish> => Flatten
        => Dense<3, Softmax>];
    integers!(Net, 5 x 21, Meaning::Window, 21);
}

#[test]
fn network_3() {
    type Net = network![[4, 24] => AvgPool1d<3, stride = 1> => MaxPool1d<3, stride = 1>
        => Residual<Conv1d<filters = 4, kernel = 1, Relu6>> => AvgPool1d<2, stride = 1> => Flatten => Dense<2, Softmax>];
    integers!(Net, 4 x 24, Meaning::Window, 24);
}

#[test]
fn network_4() {
    type Net = network![[5, 26] => AvgPool1d<3, stride = 1> => Residual<Conv1d<filters = 5, kernel = 1, Relu6>>
        => Concat<[Conv1d<filters = 2, kernel = 1, HardSwish>], []> => Conv1d<filters = 7, kernel = 1, HardSwish>
        => GlobalMaxPool => Dense<2>];
    integers!(Net, 5 x 26, Meaning::Window, 26);
}

#[test]
fn network_5() {
    type Net = network![[5, 16] => AvgPool1d<3, stride = 1> => Residual<Conv1d<filters = 5, kernel = 1, Relu6>>
        => DepthwiseConv1d<1> => GlobalAvgPool => Dense<4, Softmax>];
    integers!(Net, 5 x 16, Meaning::Window, 16);
}

#[test]
fn network_6() {
    type Net = network![[1, 18] => DepthwiseConv1d<1, HardSwish> => DepthwiseConv1d<2, Relu>
        => DepthwiseConv1d<1, HardSwish> => Concat<[Conv1d<filters = 1, kernel = 1, Relu>], []> => GlobalMaxPool
        => Dense<4, Softmax>];
    integers!(Net, 1 x 18, Meaning::Window, 18);
}

#[test]
fn network_7() {
    type Net = network![[3, 25] => AvgPool1d<3, stride = 1> => Conv1d<filters = 1, kernel = 2, dilation = 2, Relu6>
        => Residual<Conv1d<filters = 1, kernel = 1, Sigmoid>> => Conv1d<filters = 8, kernel = 2, HardSwish> => Flatten
        => Dense<4>];
    integers!(Net, 3 x 25, Meaning::Window, 25);
}

#[test]
fn network_8() {
    type Net = network![[5, 20] => AvgPool1d<2, stride = 1> => Conv1d<filters = 5, kernel = 4>
        => DepthwiseConv1d<1, Sigmoid> => GlobalMaxPool => Dense<2>];
    integers!(Net, 5 x 20, Meaning::Window, 20);
}

#[test]
fn network_9() {
    type Net = network![[1, 16] => Conv1d<filters = 6, kernel = 2, padding = Causal, Sigmoid>
        => Conv1d<filters = 7, kernel = 1, padding = Causal>
        => Conv1d<filters = 4, kernel = 4, dilation = 3, padding = Causal, Sigmoid>
        => Conv1d<filters = 4, kernel = 3, dilation = 3, padding = Causal, Relu6>
        => Conv1d<filters = 4, kernel = 2, padding = Causal>];
    integers!(Net, 1 x 16, Meaning::Beginning, 1);
}

#[test]
fn network_10() {
    type Net = network![[4, 27] => Conv1d<filters = 1, kernel = 4, padding = Causal, Relu>
        => Conv1d<filters = 5, kernel = 1, padding = Causal, Tanh>
        => Conv1d<filters = 1, kernel = 4, padding = Causal, HardSwish>
        => Conv1d<filters = 1, kernel = 2, padding = Causal>];
    integers!(Net, 4 x 27, Meaning::Beginning, 1);
}

#[test]
fn network_11() {
    type Net = network![[1, 22] => Conv1d<filters = 8, kernel = 4, dilation = 2, padding = Causal, Relu>
        => Conv1d<filters = 9, kernel = 1, padding = Causal, Relu6> => Conv1d<filters = 9, kernel = 2, padding = Causal>];
    integers!(Net, 1 x 22, Meaning::Beginning, 1);
}

#[test]
fn network_12() {
    type Net = network![[2, 16] => Conv1d<filters = 8, kernel = 4, padding = Causal, Relu>
        => Conv1d<filters = 7, kernel = 3, padding = Causal, HardSwish>
        => Conv1d<filters = 4, kernel = 3, dilation = 2, padding = Causal, HardSwish>
        => Conv1d<filters = 4, kernel = 2, padding = Causal>];
    integers!(Net, 2 x 16, Meaning::Beginning, 1);
}

#[test]
fn network_13() {
    type Net = network![[1, 25] => Conv1d<filters = 6, kernel = 3, dilation = 3, padding = Causal, Relu6>
        => Residual<Conv1d<filters = 6, kernel = 3, padding = Causal, Relu6>, Relu>
        => Conv1d<filters = 2, kernel = 3, padding = Causal, Tanh>
        => Conv1d<filters = 1, kernel = 1, padding = Causal, Sigmoid> => Conv1d<filters = 1, kernel = 2, padding = Causal>];
    integers!(Net, 1 x 25, Meaning::Beginning, 1);
}

#[test]
fn network_14() {
    type Net = network![[1, 30] => Residual<Conv1d<filters = 1, kernel = 3, padding = Causal, Tanh>>
        => Conv1d<filters = 7, kernel = 1, padding = Causal, HardSwish>
        => Concat<[Conv1d<filters = 3, kernel = 1, padding = Causal>], []>
        => Conv1d<filters = 7, kernel = 3, padding = Causal, Tanh> => Conv1d<filters = 7, kernel = 2, padding = Causal>];
    integers!(Net, 1 x 30, Meaning::Beginning, 1);
}
