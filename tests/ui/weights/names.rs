//! A name of the network belongs to no layer, and a name of the file or a prefix to no tensor.

use nn_core::prelude::*;

type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];

static LEFT: Net =
    nn_core::include_weights!(Net, "weights/good.safetensors", names = ["0" => "0", "fc" => "2"]);
static RIGHT: Net = nn_core::include_weights!(Net, "weights/good.safetensors", names = ["2" => "fc"]);
static PREFIX: Net = nn_core::include_weights!(Net, "weights/good.safetensors", prefix = "module.");

fn main() {}
