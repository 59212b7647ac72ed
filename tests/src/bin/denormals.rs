//! The time of inference and of Adam with denormal numbers: `cargo run --release -p tests --bin denormals`.

use std::error::Error;
use std::hint::black_box;

use nn_core::instruction_set::InstructionSet;
use nn_core::optim::AdamState;
use nn_core::prelude::*;
use tests::timing::microseconds;

type Net = network![784 => Dense<128, Relu> => Dense<10, Softmax>];

fn main() -> Result<(), Box<dyn Error>> {
    let sets = InstructionSet::ALL.into_iter();
    for set in sets.filter(|set| set.select().is_ok()) {
        set.select()?;
        let mut net = Net::random_boxed(&mut Random::seed(1));
        for value in [0.5, 1e-37] {
            let input = [value; 784];
            let time = microseconds(50, 20, || {
                black_box(net.predict(black_box(&input)));
            });
            println!("{set}: inference, inputs {value:e}: {time:.1} us");
        }
        let adam = Adam::new(1e-3);
        for value in [1e-3, 1e-37] {
            let mut state = AdamState::<Net>::boxed();
            let mut gradients = Gradients::<Net>::boxed();
            gradients.as_mut_slice().fill(value);
            let time = microseconds(50, 20, || {
                adam.step(&mut state, &mut *net, black_box(&gradients));
            });
            println!("{set}: Adam, gradients {value:e}: {time:.1} us");
        }
    }
    Ok(())
}
