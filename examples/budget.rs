//! Prints the RAM of every optimizer and batch size for a network: `cargo run --release --example budget`
//!
//! Replace `Net` by your own network. The numbers are constants of types, so nothing is trained here.

use nn_core::optim::Momentum;
use nn_core::prelude::*;
use nn_core::train::TrainRam;

type Net = network![16 => Dense<32, Relu> => Dense<32, Relu> => Dense<4, Softmax>];

/// The batch sizes, which are the columns of the table.
const BATCHES: [usize; 5] = [1, 4, 8, 16, 32];

/// Prints a row: an optimizer with every batch size.
fn row<O: Optimizer>(name: &str) {
    let bytes = [
        TrainRam::<Net, O, { BATCHES[0] }>::BYTES,
        TrainRam::<Net, O, { BATCHES[1] }>::BYTES,
        TrainRam::<Net, O, { BATCHES[2] }>::BYTES,
        TrainRam::<Net, O, { BATCHES[3] }>::BYTES,
        TrainRam::<Net, O, { BATCHES[4] }>::BYTES,
    ];
    println!(
        "{name:<16}{}",
        bytes.map(|bytes| format!("{bytes:>10}")).concat()
    );
}

fn main() {
    println!("{}", Net::summary());
    println!(
        "flash           {:>10} bytes of weights, if they are constant",
        Net::FLASH_BYTES
    );
    println!("RAM to infer    {:>10} bytes", Net::INFER_RAM_BYTES);
    println!(
        "RAM to train    {:>10} bytes online, with `OnlineTrainer`\n",
        Net::TRAIN_RAM_BYTES
    );

    println!("RAM to train with batches of up to this size, weights included");
    println!(
        "{:<16}{}",
        "",
        BATCHES.map(|batch| format!("{batch:>10}")).concat()
    );
    row::<Sgd>("Sgd");
    row::<Sgd<Momentum>>("Sgd<Momentum>");
    row::<RmsProp>("RmsProp");
    row::<Adam>("Adam");
    row::<AdamW>("AdamW");
}
