//! Trains the network for some last epochs with the rounding of 8-bit integers.

use std::error::Error;

use nn_core::prelude::*;
use nn_core::train::{Augment, SampleBuffer};

use examples::int8::Quantized;
use examples::motion::{self, Scale, Window, Windows};
use examples::training::BATCH;
use examples::turn;

use crate::options::Options;
use crate::{Fake, Folded, Folded8};

/// The learning rate of the first step is this share of that of the training before.
const SHARE: f32 = 0.2;

/// Trains the fake-quantized network on rotated windows, and quantizes its weights.
pub(crate) fn fine_tune(
    net: &mut Folded,
    quantized: &mut Quantized<Folded, Folded8>,
    train: &Windows,
    scale: &Scale,
    options: &Options,
) -> Result<(), Box<dyn Error>> {
    let epochs = usize::from(options.fine_tune);
    let mut fake = Fake::boxed();
    net.fake_quantize_into(&quantized.net, &mut fake);
    let optimizer = Adam::new(SHARE * options.learning_rate);
    let mut trainer: Box<Trainer<Fake, _, _, BATCH>> = Trainer::boxed(CrossEntropy, optimizer);
    trainer.set_seed(options.seed as u32);
    let steps = epochs * train.len().div_ceil(BATCH);
    // A seed that differs from those of the training before.
    let seed = options.seed.wrapping_add(1 << 32);
    let most = f32::from(options.turn);
    let change = |window: &mut Window, rng: &mut Random| {
        *window = motion::scaled(&turn::turned(window, most, rng), scale);
    };
    let buffer = SampleBuffer::<Window, u8, BATCH>::boxed();
    let mut trainer = Augment::new(trainer, buffer, change, Random::seed(!seed));
    let samples = (&train.samples, &train.classes);
    Fit::epochs(epochs)
        .seed(seed)
        .schedule_steps(Schedule::linear(steps, 0.0))
        .run(&mut trainer, &mut *fake, samples)?;
    let (calibration, net8) = (&quantized.calibration, &mut *quantized.net);
    quantized.report = net.quantize_trained_into(&fake, calibration, net8)?;
    Ok(())
}
