//! Learns exclusive or without a heap, as a microcontroller would: `cargo run --release --example xor`.
//!
//! The variables `net` and `trainer` are all of the memory: 120 bytes. They could be statics.

use nn_core::Error;
use nn_core::prelude::*;

type Xor = network![2 => Dense<4, Tanh> => Dense<1, Sigmoid>];

const INPUTS: [[f32; 2]; 4] = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
const TARGETS: [[f32; 1]; 4] = [[0.0], [1.0], [1.0], [0.0]];

fn main() -> Result<(), Error> {
    let mut net = Xor::random(&mut Random::seed(1));

    // One sample at a time. Each step updates the weights without storing a gradient.
    let mut trainer = OnlineTrainer::new(BinaryCrossEntropy, 0.5);
    for epoch in 1..=1_000 {
        for (input, target) in INPUTS.iter().zip(&TARGETS) {
            trainer.step(&mut net, input, target)?;
        }
        if epoch % 200 == 0 {
            let loss = trainer.loss(&net, &INPUTS, &TARGETS)?;
            println!("epoch {epoch:>4}   loss {loss:.5}");
        }
    }

    println!("\n a b   a xor b");
    for [a, b] in INPUTS {
        let [answer] = net.predict(&[a, b]);
        println!(" {a} {b}   {answer:.3}");
    }
    println!(
        "\n{} parameters; {} bytes to run, {} bytes to train",
        Xor::PARAMS,
        Xor::FLASH_BYTES + Xor::INFER_RAM_BYTES,
        Xor::TRAIN_RAM_BYTES,
    );
    Ok(())
}
