//! Learns to read handwritten digits: `cargo run --release --example mnist`
//!
//! `mnist_full` trains the same network with options, checkpoints and learning curves.

use std::error::Error;
use std::path::Path;

use examples::digits::{Digits, SHIPPED};
use examples::shift;
use examples::terminal::{self, Style};
use nn_core::metrics::accuracy;
use nn_core::prelude::*;

type Mnist = network![784 => Dense<128, Relu> => Dense<10, Sigmoid>];

const EPOCHS: usize = 15;
const BATCH: usize = 32;
/// The learning rate of the first epoch.
const LEARNING_RATE: f32 = 0.005;

fn main() -> Result<(), Box<dyn Error>> {
    println!("{}", Mnist::summary());

    // The data: 7,200 digits to learn from, 800 that show the progress, and 2,000 for one test at the end.
    let mut digits = Digits::<[f32; 784]>::load(Path::new(SHIPPED))?;
    let (train, validation) = digits.train.without_tenth(10);
    let test = digits.test.samples();

    // The network and its trainer, both on the heap.
    let mut rng = Random::seed(1);
    let mut net = Mnist::random_boxed(&mut rng);
    let adam = Adam::new(LEARNING_RATE);
    let mut trainer = Trainer::<Mnist, _, _, BATCH>::boxed(BinaryCrossEntropy, adam);

    // The run, epoch by epoch. The learning rate falls linearly to 0, and every epoch sees each digit moved by up to a pixel.
    let mut run = Fit::epochs(EPOCHS)
        .seed(1)
        .observe(|net: &Mnist, epoch: &Epoch| {
            let accuracy = accuracy(net, validation.images, validation.labels);
            let percent = 100.0 * accuracy.expect("an image has a label");
            let Epoch { number, loss, .. } = epoch;
            println!("epoch {number:>3}/{EPOCHS}   loss {loss:.4}   accuracy {percent:6.2} %");
        })
        .start();
    loop {
        let left = 1.0 - run.epochs() as f32 / EPOCHS as f32;
        trainer.optimizer.learning_rate = LEARNING_RATE * left;
        let moved = train.images.iter();
        let moved: Vec<_> = moved.map(|i| shift::at_random(i, 1, &mut rng)).collect();
        if run
            .epoch(&mut *trainer, &mut *net, (&moved, train.labels))?
            .is_some()
        {
            break;
        }
    }

    // The result: three digits of the test, and the accuracy on all of them.
    let answer = |image: &[f32; 784]| {
        let digit = net.classify(image);
        let percent = 100.0 * net.predict(image)[digit];
        format!("reads {digit}, {percent:.0} % sure")
    };
    let drawn = test.images[..3].iter();
    let drawn: Vec<_> = drawn
        .map(|image| (image.as_slice(), answer(image)))
        .collect();
    println!("\n{}", terminal::digits(&drawn, Style::of_stdout()));

    let accuracy = accuracy(&*net, test.images, test.labels)?;
    println!("test accuracy: {:.2} %", 100.0 * accuracy);
    Ok(())
}
