//! A memory of samples, steps in slices, trained biases, and averages.

use core::hint::black_box;

use nn_core::layer::{BiasOnly, Scale};
use nn_core::prelude::*;
use nn_core::train::{Average, Replay};
use nn_core::weights::image;
use nn_core::Error;

use crate::{CLASSES, INPUTS};

type Net = network![4 => BiasOnly<Dense<4, 8, Tanh>> => Dense<3, Softmax>];

/// Offers samples, and draws from the memory. Returns whether it is balanced.
fn remembers() -> Result<bool, Error> {
    let mut memory = Replay::<[i8; 4], 4, 3>::ZERO;
    memory.scale = black_box(Scale::new(0.01, 0));
    for (input, class) in INPUTS.iter().zip(CLASSES).cycle().take(black_box(40)) {
        memory.offer(input, class)?;
    }
    let mut again = Replay::<[i8; 4], 4, 3>::ZERO;
    let mut bytes = [0; image::bytes::<Replay<[i8; 4], 4, 3>>()];
    let is_stored = image::write(&memory, &mut bytes).is_ok()
        && image::read(&mut again, black_box(&bytes)).is_ok();
    let (mut inputs, mut classes) = ([[0.0; 4]; 3], [0; 3]);
    let drawn = again.draw_batch(&mut inputs, &mut classes);
    let [input, ..] = &mut inputs;
    let is_drawn = again.draw(input).is_some() && again.read(black_box(1), input).is_some();
    again.clear();
    Ok(is_stored && is_drawn && drawn == 3 && memory.counts().iter().all(|count| *count > 0))
}

/// Trains in slices, and averages the networks of both trainers.
pub(crate) fn learns() -> Result<bool, Error> {
    let (mut net, mut other) = (Net::ZERO, Net::ZERO);
    net.initialize(&mut Random::seed(black_box(4)));
    other.clone_from(&net);
    let mut trainer = Trainer::<Net, _, _, 6>::new(CrossEntropy, Adam::new(black_box(0.05)));
    let mut online = OnlineTrainer::new(CrossEntropy, black_box(0.1));
    let before = trainer.loss(&net, &INPUTS, &CLASSES)?;
    for _ in 0..black_box(40) {
        let mut slices = trainer.begin(black_box(&INPUTS), black_box(&CLASSES));
        while slices.advance(&mut net, black_box(50))?.is_none() {}
        for (input, class) in INPUTS.iter().zip(&CLASSES) {
            let mut slices = online.begin(input, class);
            while slices.advance(&mut other, black_box(50))?.is_none() {}
        }
    }
    let mut average = Average::<Net>::ZERO;
    average.add(&net, black_box(6))?;
    let mut bytes = [0; image::bytes::<Net>()];
    let is_read = image::write(&other, &mut bytes).is_ok()
        && image::read(&mut average.with(black_box(2)), black_box(&bytes)).is_ok();
    average.write_to(&mut net);
    let after = trainer.loss(&net, &INPUTS, &CLASSES)?;
    average.clear();
    Ok(is_read && after < before && remembers()?)
}
