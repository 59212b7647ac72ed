//! The fake-quantized form of another network.

use nn_core::prelude::*;

type Net = network![4 => Dense<3, Relu> => Dense<2>];
type Other = network![4 => Dense<5, Relu> => Dense<2>];

fn main() {
    let (net, net8) = (Net::ZERO, <quantized![Net]>::ZERO);
    let mut fake = <fake_quantized![Other]>::ZERO;
    net.fake_quantize_into(&net8, &mut fake);
}
