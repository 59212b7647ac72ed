//! Measures a training step and a prediction, to compare builds: `cargo run --profile quick -p tests --bin step-time`.

use std::error::Error;
use std::hint::black_box;

use nn_core::prelude::*;
use tests::samples;
use tests::timing::microseconds;

type Net = network![784 => Dense<128, Relu> => Dense<10, Softmax>];

fn main() -> Result<(), Box<dyn Error>> {
    let rng = &mut Random::seed(1);
    let mut net = Net::random_boxed(rng);
    let mut trainer = Trainer::<Net, _, _, 32>::boxed(CrossEntropy, Adam::new(1e-3));
    let inputs: Vec<[f32; 784]> = samples::rows(32, 1.0, rng);
    let classes: Vec<u8> = (0..32).map(|index| index % 10).collect();
    trainer.step(&mut net, &inputs, &classes)?;
    let step = microseconds(5, 4, || {
        let step = trainer.step(&mut net, black_box(&inputs), &classes);
        assert!(step.is_ok());
    });
    let prediction = microseconds(20, 50, || {
        black_box(net.predict(black_box(&inputs[0])));
    });
    println!("Adam step of 784-128-10 with 32 samples: {step:.0} us");
    println!("prediction: {prediction:.1} us");
    Ok(())
}
