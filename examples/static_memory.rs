//! Uses statics only, without a heap and without unsafe code: `cargo run --release --example static_memory`
//!
//! The task: 16 noisy samples of a sensor contain one of four tones. Which one?

use std::error::Error;
use std::f32::consts::TAU;
use std::sync::Mutex;

use nn_core::optim::Momentum;
use nn_core::prelude::*;
use nn_core::rng::{normal, uniform};

type Tones = network![16 => Dense<32, Relu> => Dense<4, Softmax>];
type TonesTrainer = Trainer<Tones, CrossEntropy, Sgd<Momentum>, 8>;

const OPTIMIZER: Sgd<Momentum> = Sgd::new(0.05).with_momentum(0.9);

// A mutable static needs a lock. On a microcontroller, use a mutex of critical sections.
static NET: Mutex<Tones> = Mutex::new(Tones::ZERO);
static TRAINER: Mutex<TonesTrainer> = Mutex::new(Trainer::new(CrossEntropy, OPTIMIZER));
static WORKSPACE: Mutex<Workspace<Tones>> = Mutex::new(Workspace::ZERO);

/// A noisy oscillation with a random phase, and with this many periods in 16 samples.
fn tone(oscillations: usize, rng: &mut Random) -> [f32; 16] {
    let start = uniform(rng, 0.0, TAU);
    let step = TAU * oscillations as f32 / 16.0;
    core::array::from_fn(|time| (start + step * time as f32).sin() + 0.6 * normal(rng))
}

fn train(rng: &mut Random) -> Result<(), Box<dyn Error>> {
    let (mut net, mut trainer) = (NET.lock()?, TRAINER.lock()?);
    net.initialize(rng);
    let classes = [0usize, 1, 2, 3, 0, 1, 2, 3];
    for step in 1..=2_000 {
        let samples = classes.map(|class| tone(class + 1, rng));
        let Step { loss, .. } = trainer.step(&mut net, &samples, &classes)?;
        if step % 400 == 0 {
            println!("step {step:>5}   loss {loss:.4}");
        }
    }
    Ok(())
}

/// Returns how many of 1,000 new tones are recognized.
fn test(rng: &mut Random) -> Result<usize, Box<dyn Error>> {
    let (net, mut workspace) = (NET.lock()?, WORKSPACE.lock()?);
    let is_right = |class: &usize| {
        let output = net.predict_in(&tone(class + 1, rng), &mut workspace);
        output.iter().all(|value| *value <= output[*class])
    };
    Ok((0..1_000).map(|sample| sample % 4).filter(is_right).count())
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut rng = Random::seed(1);
    train(&mut rng)?;
    println!("{} of 1000 new tones recognized\n", test(&mut rng)?);

    println!("bytes of static memory");
    for (bytes, what) in [
        (size_of::<Tones>(), "the network"),
        (size_of::<Workspace<Tones>>(), "its workspace for inference"),
        (
            size_of::<TonesTrainer>(),
            "its trainer: batches of 8, with momentum",
        ),
        (
            TonesTrainer::TRAIN_RAM_BYTES,
            "network and trainer, a constant of the type",
        ),
        (
            Tones::TRAIN_RAM_BYTES,
            "network and trainer, if `OnlineTrainer` learns sample by sample",
        ),
    ] {
        println!("{bytes:>8}  {what}");
    }
    Ok(())
}
