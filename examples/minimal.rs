//! The smallest program: one prediction of 784-128-10: `cargo run --release --example minimal`.

use nn_core::prelude::*;

type Mnist = network![784 => Dense<128, Relu> => Dense<10, Softmax>];

fn main() {
    let mut net = Mnist::boxed();
    net.initialize_with(Some(Init::HeUniform), &mut Random::seed(1));
    let image = core::array::from_fn(|pixel| (pixel % 7) as f32 / 7.0);
    println!("{:.3?}", net.predict(&image));
}
