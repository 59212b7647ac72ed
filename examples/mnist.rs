//! Learns to read handwritten digits: `cargo run --release --example mnist`
//!
//! With `-- --quantize` it also converts the network to 8-bit integers, and tests both.
//! `mnist_full` trains the same network with options, checkpoints and learning curves.

use std::error::Error;
use std::path::Path;

use examples::digits::{Digits, SHIPPED, Samples};
use examples::terminal::{self, Style};
use examples::{int8, shift};
use nn_core::metrics::accuracy;
use nn_core::prelude::*;

type Image = [f32; 784];
type Mnist = network![784 => Dense<128, Relu> => Dense<10, Sigmoid>];
type Mnist8 = quantized![Mnist];

const EPOCHS: usize = 15;
const BATCH: usize = 32;
/// The learning rate of the first epoch.
const LEARNING_RATE: f32 = 0.005;

fn main() -> Result<(), Box<dyn Error>> {
    println!("{}", Mnist::summary());

    // 7,200 digits for training, 800 that show the progress, and 2,000 for one test at the end.
    let mut digits = Digits::<Image>::load(Path::new(SHIPPED))?;
    let (training, validation) = digits.train.without_tenth(10);
    let test = digits.test.samples();

    let net = train(training, validation)?;
    draw(&net, &test.images[..3]);
    let percent = 100.0 * accuracy(&*net, test.images, test.labels)?;
    if std::env::args().any(|argument| argument == "--quantize") {
        let quantized = int8::quantized::<Mnist, Mnist8>(&net, training.images)?;
        println!("{quantized}\ntest accuracy: {percent:.2} %");
        let percent = 100.0 * accuracy(&*quantized.net, test.images, test.labels)?;
        println!("int8 accuracy: {percent:.2} %");
    } else {
        println!("test accuracy: {percent:.2} %");
    }
    Ok(())
}

/// Trains a network, and prints its accuracy on other digits after each epoch.
fn train(
    training: Samples<'_, Image>,
    validation: Samples<'_, Image>,
) -> Result<Box<Mnist>, nn_core::Error> {
    let mut rng = Random::seed(1);
    let mut net = Mnist::random_boxed(&mut rng);
    let adam = Adam::new(LEARNING_RATE);
    let mut trainer = Trainer::<Mnist, _, _, BATCH>::boxed(BinaryCrossEntropy, adam);
    let show = |net: &Mnist, epoch: &Epoch| {
        let accuracy = accuracy(net, validation.images, validation.labels).unwrap_or_default();
        let (number, loss, percent) = (epoch.number, epoch.loss, 100.0 * accuracy);
        println!("epoch {number:>3}/{EPOCHS}   loss {loss:.4}   accuracy {percent:6.2} %");
    };
    let fit = Fit::epochs(EPOCHS).schedule(Schedule::linear(EPOCHS, 0.0));
    let mut run = fit.seed(1).observe(show).start();
    for _ in 0..EPOCHS {
        // Each epoch moves every digit by up to one pixel.
        let shifted = |image: &Image| shift::at_random(image, 1, &mut rng);
        let moved: Vec<_> = training.images.iter().map(shifted).collect();
        run.epoch(&mut *trainer, &mut *net, (&moved, training.labels))?;
    }
    Ok(net)
}

/// Draws digits with the network's answers.
fn draw(net: &Mnist, images: &[Image]) {
    let answers = images.iter().map(|image| {
        let digit = net.classify(image);
        let percent = 100.0 * net.predict(image)[digit];
        let answer = format!("reads {digit}, {percent:.0} % sure");
        (image.as_slice(), answer)
    });
    let drawn: Vec<_> = answers.collect();
    println!("\n{}", terminal::digits(&drawn, Style::of_stdout()));
}
