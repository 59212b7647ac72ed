//! The arguments of the macro are wrong.

use nn_core::prelude::*;

type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];

static NO_FILE: Net = nn_core::include_weights!(Net);
static NO_TEXT: Net = nn_core::include_weights!(Net, weights.safetensors);
static VARIABLE: Net = nn_core::include_weights!(Net, env!("NO_SUCH_VARIABLE"));
static SETTING: Net =
    nn_core::include_weights!(Net, "weights/good.safetensors", allow_unexpected = yes, name = ["0" => "a"]);

fn main() {}
