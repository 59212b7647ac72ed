//! An optimizer's state of another network.

use nn_core::optim::AdamState;
use nn_core::prelude::*;

type Net = network![4 => Dense<3, Softmax>];
type Other = network![4 => Dense<5, Relu> => Dense<3, Softmax>];

pub fn learn(
    net: &mut Net,
    gradients: &Gradients<Net>,
    adam: &Adam,
    state: &mut AdamState<Other>,
) {
    adam.step(state, net, gradients);
}

fn main() {}
