//! Weights as constants: in both forms, with other names, with more tensors than needed, and in the places of other constants.

use nn_core::include_weights;
use nn_core::prelude::*;

network! {
    pub struct Named { 4 => hidden: Dense<8, Tanh> => Dense<3, Softmax> }
}

type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];

static NET: Net = include_weights!(Net, "weights/unexpected_tensor.safetensors", allow_unexpected = true);
const NAMED: Named = include_weights!(Named, "weights/good.safetensors", names = ["hidden" => "0"]);
static DIRECT: network![4 => Dense<8, Tanh> => Dense<3, Softmax>] = include_weights!(
    network![4 => Dense<8, Tanh> => Dense<3, Softmax>],
    "weights/good.safetensors",
);

fn main() {
    let inside = include_weights!(nn_core::prelude::Chain<Dense<4, 8, Tanh>, Dense<8, 3>>, "weights/good.safetensors");
    assert_eq!(inside.first.bias, [0.0; 8]);
    assert_eq!(NET.predict(&[1.0; 4]), NAMED.predict(&[1.0; 4]));
    assert_eq!(DIRECT, NET);
}
