//! The networks of `i8`, and constant instances of them. Their scales are the ranges of the sums of the networks of `f32` for the
//! inputs of the images.

use nn_core::layer::Scale;
use nn_core::layer::int8::RecurrentI8;
use nn_core::network::Net;
use nn_core::prelude::*;

use super::constant::{Scales, channels_last, conv, relu, sigmoid, softmax};
use crate::networks::{Big, LeNet, Small};
use crate::weights::{filters, row, rows};

/// 16-32-32-4.
pub type Small8 = quantized![Small];
/// 784-128-10.
pub type Big8 = quantized![Big];
/// LeNet-5.
pub type LeNet8 = quantized![LeNet];

/// 16 units over steps of 9 features.
pub type Fast8 = quantized![network![[9, 32] => FastGrnn<16>]];

/// Numbers from -1 to 1.
const INPUT: Scale = Scale::new(1.0 / 127.5, 0);

/// The scale of positive numbers up to `most`.
const fn positive(most: f32) -> Scale {
    Scale::new(most / 255.0, -128)
}

/// The scale of numbers from `-most` to `most`.
const fn symmetric(most: f32) -> Scale {
    Scale::new(most / 127.5, 0)
}

/// A layer from a scale to another one.
const fn scales(input: Scale, sums: Scale) -> Scales {
    Scales { input, sums }
}

/// [`Small8`] in flash.
pub static SMALL8: Small8 = {
    let (one, two, three) = (positive(1.42), positive(1.11), symmetric(0.85));
    Net::of(Chain {
        first: Chain {
            first: relu(&rows(1, 0.4), &row(2, 0.1), scales(INPUT, one)),
            last: relu(&rows(3, 0.3), &row(4, 0.1), scales(one, two)),
        },
        last: sigmoid(&rows(5, 0.3), &row(6, 0.1), scales(two, three)),
    })
};

/// [`Big8`] in flash.
#[allow(long_running_const_eval)]
pub static BIG8: Big8 = {
    let (one, two) = (positive(1.48), symmetric(0.99));
    Net::of(Chain {
        first: relu(&rows(11, 0.06), &row(12, 0.1), scales(INPUT, one)),
        last: sigmoid(&rows(13, 0.2), &row(14, 0.1), scales(one, two)),
    })
};

/// [`LeNet8`] in flash.
#[allow(long_running_const_eval)]
pub static LENET8: LeNet8 = {
    let (one, two) = (positive(2.25), positive(1.38));
    let (three, four, five) = (positive(1.13), positive(0.66), symmetric(0.4));
    let after_image = channels_last(rows(75, 0.08), 16);
    Net::of(Chain {
        first: Chain {
            first: Chain {
                first: Chain {
                    first: Chain {
                        first: Chain {
                            first: Chain {
                                first: conv(&filters(21, 0.3), &row(22, 0.1), scales(INPUT, one)),
                                last: Zero::ZERO,
                            },
                            last: conv(&filters(33, 0.1), &row(24, 0.1), scales(one, two)),
                        },
                        last: Zero::ZERO,
                    },
                    last: Flatten::ZERO,
                },
                last: relu(&after_image, &row(76, 0.1), scales(two, three)),
            },
            last: relu(&rows(77, 0.15), &row(78, 0.1), scales(three, four)),
        },
        last: softmax(&rows(79, 0.2), &row(80, 0.1), scales(four, five)),
    })
};

/// [`Fast8`] in flash, with the scales of EdgeML: `sigmoid(1)` and `sigmoid(-4)`.
pub static FAST8: Fast8 = {
    // the step of a gate's sum, and that of a state from -1 to 1
    let (sums, state) = (Scale::new(1.0 / 2048.0, 0), Scale::new(1.0 / 128.0, 0));
    let by_input = relu::<9, 16>(&rows(91, 0.6), &[0.0; 16], scales(INPUT, sums));
    let by_state = relu::<16, 16>(&rows(93, 0.3), &[0.0; 16], scales(state, sums));
    let mut layer = RecurrentI8::ZERO;
    layer.weight_ih = by_input.weights;
    layer.requantize_ih = by_input.requantize;
    layer.weight_hh = by_state.weights;
    layer.requantize_hh = by_state.requantize;
    layer.bias = [2048; 16];
    layer.other_bias = [-1024; 16];
    layer.scales = [23_955, 589];
    layer.input = INPUT;
    Net::of(layer)
};
