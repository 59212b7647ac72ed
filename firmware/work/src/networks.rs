//! The networks of the images, and constant ones of them.

use nn_core::network::Net;
use nn_core::prelude::*;

use crate::weights::{filters, row, rows};

/// 16-32-32-4 with ReLU, and nothing behind it.
pub type SmallRelu = network![16 => Dense<32, Relu> => Dense<32, Relu> => Dense<4>];
/// The same, with a sigmoid for each output.
pub type Small = network![16 => Dense<32, Relu> => Dense<32, Relu> => Dense<4, Sigmoid>];
/// The same, with the hyperbolic tangent for each output.
pub type SmallTanh = network![16 => Dense<32, Relu> => Dense<32, Relu> => Dense<4, Tanh>];
/// The same, with the hyperbolic tangent everywhere.
pub type SmallAllTanh = network![16 => Dense<32, Tanh> => Dense<32, Tanh> => Dense<4, Tanh>];
/// 784-128-10: digits.
pub type Big = network![784 => Dense<128, Relu> => Dense<10, Sigmoid>];
/// LeNet-5 with ReLU and max-pooling.
pub type LeNet = network![[1, 28, 28]
    => Conv2d<filters = 6, kernel = 5, padding = 2, Relu> => MaxPool2d<2>
    => Conv2d<filters = 16, kernel = 5, Relu> => MaxPool2d<2>
    => Flatten => Dense<120, Relu> => Dense<84, Relu> => Dense<10, Softmax>];
/// Irises: four measures, three species.
pub type Irises = network![4 => Dense<12, Tanh> => Dense<3, Softmax>];

/// A constant 16-32-32-4.
const fn small<A, B>() -> Chain<Chain<Dense<16, 32, A>, Dense<32, 32, A>>, Dense<32, 4, B>> {
    Chain {
        first: Chain {
            first: Dense::new(rows(1, 0.4), row(2, 0.1)),
            last: Dense::new(rows(3, 0.3), row(4, 0.1)),
        },
        last: Dense::new(rows(5, 0.3), row(6, 0.1)),
    }
}

/// [`SmallRelu`] in flash.
pub static SMALL_RELU: SmallRelu = Net::of(small());
/// [`Small`] in flash.
pub static SMALL: Small = Net::of(small());
/// [`SmallTanh`] in flash.
pub static SMALL_TANH: SmallTanh = Net::of(small());
/// [`SmallAllTanh`] in flash.
pub static SMALL_ALL_TANH: SmallAllTanh = Net::of(small());

/// [`Big`] in flash.
pub static BIG: Big = Net::of(Chain {
    first: Dense::new(rows(11, 0.06), row(12, 0.1)),
    last: Dense::new(rows(13, 0.2), row(14, 0.1)),
});

/// [`LeNet`] in flash.
pub static LENET: LeNet = Net::of(Chain {
    first: Chain {
        first: Chain {
            first: Chain {
                first: Chain {
                    first: Chain {
                        first: Chain {
                            first: Conv::new(filters(21, 0.3), row(22, 0.1)),
                            last: MaxPool::ZERO,
                        },
                        last: Conv::new(filters(33, 0.1), row(24, 0.1)),
                    },
                    last: MaxPool::ZERO,
                },
                last: Flatten::ZERO,
            },
            last: Dense::new(rows(75, 0.08), row(76, 0.1)),
        },
        last: Dense::new(rows(77, 0.15), row(78, 0.1)),
    },
    last: Dense::new(rows(79, 0.2), row(80, 0.1)),
});

/// Inputs in flash, none of them 0.
pub const SAMPLES: [[f32; 16]; 8] = rows(91, 1.0);
/// What the outputs for [`SAMPLES`] should be.
pub static TARGETS: [[f32; 4]; 8] = [
    [1.0, 0.0, 0.0, 1.0],
    [0.0, 1.0, 0.0, 1.0],
    [0.0, 0.0, 1.0, 1.0],
    [1.0, 1.0, 0.0, 1.0],
    [0.0, 1.0, 1.0, 0.0],
    [1.0, 0.0, 1.0, 0.0],
    [1.0, 1.0, 1.0, 0.0],
    [0.0, 0.0, 0.0, 0.0],
];
/// A picture without a pixel that is 0.
pub static DENSE_PICTURE: [f32; 784] = row(92, 1.0);
/// A picture as handwritten digits are: a fifth of its pixels are not 0.
pub static SPARSE_PICTURE: [f32; 784] = {
    let mut picture = row(93, 1.0);
    let mut pixel = 0;
    while pixel < 784 {
        if (pixel / 4) % 5 != 0 {
            picture[pixel] = 0.0;
        }
        pixel += 1;
    }
    picture
};
