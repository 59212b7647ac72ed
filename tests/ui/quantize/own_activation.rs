//! A custom activation that does not say how layers of integers compute it.

use nn_core::activation::{Activation, Forget};
use nn_core::prelude::*;

struct Relu6;

impl Activation for Relu6 {
    const NAME: &'static str = "Relu6";
    const INIT: Init = Init::HeNormal;
    type Memory<T: Tensor<Element = f32>> = Forget;

    fn apply(values: &mut [f32]) {
        values.iter_mut().for_each(|value| *value = value.clamp(0.0, 6.0));
    }

    fn backward(_inputs: &[f32], _outputs: &[f32], _d_values: &mut [f32]) {}
}

type Net = network![4 => Dense<3, Relu6>];

fn main() {
    let _ = <quantized![Net]>::ZERO;
}
