//! A program with neither the standard library nor an allocator: it trains in batches and online, and predicts.
//!
//! It ends with 0 if the networks have learnt. `tests/no_std.rs` builds it and reads its symbols: no allocator is in it, and
//! nothing that could panic.

#![no_std]
#![no_main]

use core::hint::black_box;
use core::panic::PanicInfo;

use nn_core::Error;
use nn_core::metrics::Confusion;
use nn_core::prelude::*;

// The program's entry, `exit` and memory copies; nothing that this program calls.
#[link(name = "c")]
unsafe extern "C" {}

/// Nothing leads here: the linker throws it out.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    loop {}
}

type Classes = network![4 => Dense<9, Relu> => Dense<5, Gelu> => Dense<3, Softmax>];
type Truths = network![4 => Dense<7, Tanh> => Dense<6, Softplus> => Dense<3, Sigmoid>];
type Numbers = network![4 => Dense<8, Silu> => Dense<6, Elu> => Dense<5, LeakyRelu> => Dense<3>];

const INPUTS: [[f32; 4]; 6] = [
    [0.1, 0.9, -0.3, 0.0],
    [-0.5, 0.2, 0.8, 1.0],
    [0.7, -0.7, 0.1, -1.0],
    [0.2, 0.8, -0.4, 0.1],
    [-0.6, 0.1, 0.9, 0.9],
    [0.8, -0.6, 0.0, -0.8],
];
const TARGETS: [[f32; 3]; 6] = [
    [1.0, 0.0, 0.0],
    [0.0, 1.0, 0.0],
    [0.0, 0.0, 1.0],
    [1.0, 0.0, 0.0],
    [0.0, 1.0, 0.0],
    [0.0, 0.0, 1.0],
];
const CLASSES: [u8; 6] = [0, 1, 2, 0, 1, 2];

/// Steps and runs of a trainer with an optimiser that remembers, over batches that are not full.
fn classes<O: Optimizer>(optimizer: O) -> Result<bool, Error> {
    let rng = &mut Random::seed(black_box(1));
    let mut net = Classes::ZERO;
    net.initialize(rng);
    let mut trainer = Trainer::<Classes, _, _, 4>::new(CrossEntropy, optimizer);
    let (inputs, classes) = (black_box(&INPUTS), black_box(&CLASSES));
    let before = trainer.loss(&net, inputs, classes)?;
    trainer.step(
        &mut net,
        inputs.get(..3).unwrap_or_default(),
        classes.get(..3).unwrap_or_default(),
    )?;
    let fit = Fit::epochs(black_box(60))
        .until_loss(1e-4)?
        .patience(20, 0.0)?;
    fit.run(&mut trainer, &mut net, inputs, classes, rng, &mut ())?;
    let confusion = Confusion::<3>::of(&net, inputs, classes);
    Ok(trainer.loss(&net, inputs, classes)? < before && confusion.accuracy() > 0.5)
}

/// Online steps and runs, with a loss for truths.
fn truths() -> Result<bool, Error> {
    let rng = &mut Random::seed(black_box(2));
    let mut net = Truths::ZERO;
    net.initialize_by(black_box(Init::XavierNormal), rng);
    let mut online = Online::new(BinaryCrossEntropy, black_box(0.1))?;
    let (inputs, targets) = (black_box(&INPUTS), black_box(&TARGETS));
    let before = online.loss(&net, inputs, targets)?;
    for (input, target) in inputs.iter().zip(targets) {
        online.step(&mut net, input, target)?;
    }
    Fit::epochs(black_box(60)).run(&mut online, &mut net, inputs, targets, rng, &mut ())?;
    let answers = inputs.iter().map(|input| net.classify(input));
    let right = answers
        .zip(&CLASSES)
        .filter(|(answer, class)| *answer == usize::from(**class));
    Ok(online.loss(&net, inputs, targets)? < before && right.count() > 3)
}

/// Predictions, with losses and optimisers for numbers.
fn numbers<L: Elementwise>(loss: L) -> Result<bool, Error> {
    let rng = &mut Random::seed(black_box(3));
    let mut net = Numbers::ZERO;
    net.initialize(rng);
    let sgd = Sgd::new(black_box(0.02))?
        .with_weight_decay(1e-4)?
        .with_momentum(0.8)?;
    let mut trainer = Trainer::<Numbers, _, _, 6>::new(loss, sgd.nesterov());
    let (inputs, targets) = (black_box(&INPUTS), black_box(&TARGETS));
    let before = trainer.step(&mut net, inputs, targets)?;
    for _ in 0..black_box(40) {
        trainer.step(&mut net, inputs, targets)?;
    }
    let mut workspace = Workspace::ZERO;
    let outputs = inputs
        .iter()
        .map(|input| *net.predict_in(input, &mut workspace));
    let is_finite = outputs.flatten().all(f32::is_finite);
    let after = trainer.step(&mut net, inputs, targets)?;
    Ok(is_finite && after.loss < before.loss)
}

fn all() -> Result<bool, Error> {
    Ok(classes(Adam::new(black_box(0.02))?)?
        && classes(AdamW::new(black_box(0.02))?)?
        && classes(RmsProp::new(black_box(0.01))?)?
        && classes(Sgd::new(black_box(0.2))?)?
        && truths()?
        && numbers(MeanSquaredError)?
        && numbers(MeanAbsoluteError)?
        && numbers(Huber::new(black_box(0.5))?)?)
}

/// The entry that the system's start-up code calls.
#[unsafe(no_mangle)]
extern "C" fn main() -> i32 {
    match all() {
        Ok(true) => 0,
        Ok(false) => 1,
        Err(_) => 2,
    }
}
