//! Trained layers of `f32` after a frozen network of `i8`.

use std::sync::LazyLock;

use nn_core::Error;
use nn_core::prelude::*;

use crate::networks::filled;

type Backbone = network![[2, 6, 6] => Conv2d<filters = 4, kernel = 3, Relu> => MaxPool2d<2> => Flatten => Dense<8, Relu>];
type Backbone8 = quantized![Backbone];
type Personal = network![[2, 6, 6] => Frozen<Backbone8> => Dense<3, Softmax>];

static BACKBONE: LazyLock<Backbone8> = LazyLock::new(|| {
    let mut net = Backbone8::ZERO;
    filled(&mut net, 2);
    net
});

fn personal() -> Personal {
    let mut net = Personal::random(&mut Random::seed(1));
    net.layers.first = Frozen::new(&BACKBONE);
    net
}

/// Images with the channels first, in the range of the input.
fn images() -> [[[[f32; 6]; 6]; 2]; 4] {
    let factor = BACKBONE.input_scale().factor * 60.0;
    core::array::from_fn(|image| {
        core::array::from_fn(|channel| {
            core::array::from_fn(|row| {
                core::array::from_fn(|column| {
                    let at = (image * 72 + channel * 36 + row * 6 + column) as f32;
                    (at * 0.37).sin() * factor
                })
            })
        })
    })
}

/// The features are those that the network of `i8` predicts for the same image.
#[test]
fn features_are_the_predictions() {
    let net = personal();
    for image in images() {
        let mut features = [0.0; 8];
        net.layers.first.infer(&image, &mut features);
        assert_eq!(features, BACKBONE.predict(&image));
        let mut want = [0.0; 3];
        net.layers.last.infer(&features, &mut want);
        assert_eq!(net.logits(&image), want);
    }
}

#[test]
fn both_trainers_train_the_head() -> Result<(), Error> {
    let (inputs, labels) = (images(), [2_usize, 0, 1, 0]);
    let mut net = personal();
    let mut trainer = Trainer::<Personal, _, _, 4>::new(CrossEntropy, Adam::new(0.05));
    let before = trainer.step(&mut net, &inputs, &labels)?;
    for _ in 0..60 {
        trainer.step(&mut net, &inputs, &labels)?;
    }
    let after = trainer.step(&mut net, &inputs, &labels)?;
    assert!(
        after.loss < 0.5 * before.loss,
        "{} to {}",
        before.loss,
        after.loss
    );

    let mut net = personal();
    let mut online = OnlineTrainer::new(CrossEntropy, 0.02);
    let before = online.step(&mut net, &inputs[0], &labels[0])?;
    let after = online.step(&mut net, &inputs[0], &labels[0])?;
    assert!(after.loss < before.loss);
    assert_eq!(Personal::PARAMS, 8 * 3 + 3);
    const { assert!(Personal::TRAIN_RAM_BYTES < Backbone8::FLASH_BYTES + 2048) };
    Ok(())
}
