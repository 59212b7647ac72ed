//! A real task that is learned on the device from data in flash: the species of an iris.

use nn_core::prelude::*;
use nn_core::train::Permutation;

use crate::iris::{FLOWERS, IRISES};
use crate::networks::Irises;
use crate::{Board, Digest};

/// Online training.
pub type OnlineIrises = OnlineTrainer<Irises, CrossEntropy>;

/// One of five flowers is used for the test.
const KEPT: usize = 5;
const EPOCHS: usize = 40;
const RATE: f32 = 0.05;

/// The measures with a mean of about 0 and a width of about 1, and the species.
fn flower(index: usize) -> ([f32; 4], u8) {
    let (tenths, species) = IRISES.get(index).copied().unwrap_or_default();
    const MIDDLES: [f32; 4] = [58.0, 31.0, 38.0, 12.0];
    const SCALES: [f32; 4] = [0.1, 0.2, 0.05, 0.1];
    let mut measures = [0.0; 4];
    let rows = tenths.iter().zip(&MIDDLES).zip(&SCALES);
    for (measure, ((tenths, middle), scale)) in measures.iter_mut().zip(rows) {
        *measure = (f32::from(*tenths) - middle) * scale;
    }
    (measures, species)
}

/// Trains on four of five flowers, then counts how many of the others are recognized.
pub fn irises(board: &mut impl Board, net: &mut Irises, trainer: &mut OnlineIrises) {
    board.bytes("ram", Irises::TRAIN_RAM_BYTES);
    let rng = &mut Random::seed(7);
    net.initialize(rng);
    trainer.learning_rate = RATE;
    let mut refused = 0;
    board.measure("learn irises", || {
        for _ in 0..EPOCHS {
            let order = Permutation::new(FLOWERS, rng);
            for index in (0..FLOWERS).map(|place| order.at(place)) {
                if index % KEPT != 0 {
                    let (measures, species) = flower(index);
                    refused += u32::from(trainer.step(net, &measures, &species).is_err());
                }
            }
        }
    });
    let kept = (0..FLOWERS).filter(|index| index % KEPT == 0);
    let right = kept.filter(|index| {
        let (measures, species) = flower(*index);
        net.classify(&measures) == usize::from(species)
    });
    board.result("learn irises: refused steps", refused);
    board.result("learn irises: right of 30", right.count() as u32);
    board.result("learn irises", Digest::of(net));
}
