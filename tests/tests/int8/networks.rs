//! The networks of these tests.

use nn_core::layer::{Scale, ValuesMut};
use nn_core::prelude::*;
use nn_core::rng::Rng;

/// A network of every kind of layer.
pub(crate) type All = network![[3, 8, 8]
    => Conv2d<filters = 4, kernel = 3, padding = 1, bias = false> => BatchNorm<Relu>
    => Residual<Conv2d<filters = 4, kernel = 3, padding = 1, Relu> => DepthwiseConv2d<3, padding = 1>, Relu>
    => Residual<Conv2d<filters = 8, kernel = 3, stride = 2, padding = 1, LeakyRelu>,
        projection = Conv2d<filters = 8, kernel = 2, stride = 2>, Gelu>
    => Concat<[Conv2d<filters = 2, kernel = 1, Relu>], [MaxPool2d<3, stride = 1, padding = 1>], [AvgPool2d<3, stride = 1, padding = 1>]>
    => Dropout<0.5> => GlobalAvgPool => Dense<6, Tanh> => Dense<5, Softmax>];
pub(crate) type All8 = quantized![All];

/// Sets arbitrary weights, and scales for which the outputs use the range of 8 bits.
pub(crate) fn filled<N: Network<Element = i8>>(net: &mut N, seed: u64) {
    let mut rng = Random::seed(seed);
    let mut random = move || (rng.next_u64() >> 32) as u32;
    net.state_mut(&mut |values| match values {
        ValuesMut::I8(numbers) => numbers.fill_with(|| (random() % 255) as i8),
        // Zeros, biases, and multipliers, which are computed.
        ValuesMut::I32(numbers) => numbers.fill_with(|| (random() % 31) as i32 - 15),
        ValuesMut::F32(numbers) => {
            numbers.fill_with(|| 0.01 * (1.0 + (random() % 100) as f32 / 100.0));
        }
    });
    net.derive();
}

/// An arbitrary tensor.
pub(crate) fn tensor<T: Tensor<Element = i8>>(seed: u64) -> T {
    let mut rng = Random::seed(seed);
    let mut tensor = T::ZERO;
    let numbers = tensor.as_mut_slice();
    numbers.fill_with(|| rng.next_u64() as i8);
    tensor
}

/// An arbitrary scale.
pub(crate) const SCALE: Scale = Scale::new(0.02, -7);
