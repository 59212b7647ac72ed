//! A constant network predicts another output, and a network that cannot be evaluated at compile time.

use nn_core::prelude::*;

type Net = network![2 => Dense<3, Relu> => Dense<2, Softmax>];
type Image = network![[1, 2, 2] => Flatten => Dense<2>];

static NET: Net = Net::ZERO;
static IMAGE: Image = Image::ZERO;

nn_core::assert_predicts!(NET, [1.0, 2.0] => [0.5, 0.75], 0.01);
nn_core::assert_predicts!(NET, [1.0, 2.0] => [0.5, 0.5, 0.5], 0.01);
nn_core::assert_predicts!(IMAGE, [[[0.0; 2]; 2]] => [0.0, 0.0], 0.01);

fn main() {}
