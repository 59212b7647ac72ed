//! The same work on different inputs. With `fixed-time` the counts of predictions must be equal, and those of a training step may
//! differ by the cost of its loss.

use core::hint::black_box;

use nn_core::prelude::*;

use crate::infer::predict;
use crate::networks::{SAMPLES, SMALL_RELU, Small};
use crate::train::OnlineSmall;
use crate::{Board, Digest};

/// A small image with max-pooling.
pub type Pooling = network![[1, 4, 4]
    => Conv2d<filters = 2, kernel = 3, padding = 1, Relu> => MaxPool2d<2> => Flatten => Dense<4>];

/// An input, and the name of the work on it.
type Case = ([f32; 16], [&'static str; 3]);

/// Small and large numbers, of either sign, and zeros.
const CASES: [Case; 5] = [
    (
        SAMPLES[1],
        ["dense: mixed", "pooling: mixed", "step: mixed"],
    ),
    ([0.0; 16], ["dense: zero", "pooling: zero", "step: zero"]),
    ([1.0; 16], ["dense: one", "pooling: one", "step: one"]),
    ([3.0e4; 16], ["dense: huge", "pooling: huge", "step: huge"]),
    (
        [-1.0e-39; 16],
        ["dense: tiny", "pooling: tiny", "step: tiny"],
    ),
];

/// Predictions of a dense network and of one with max-pooling, and online training steps from the same weights.
pub fn worst_case(
    board: &mut impl Board,
    pooling: &mut Pooling,
    net: &mut Small,
    trainer: &mut OnlineSmall,
) {
    pooling.initialize(&mut Random::seed(2));
    let (mut for_dense, mut for_pooling) = (Workspace::ZERO, Workspace::ZERO);
    trainer.learning_rate = 1e-9;
    let mut ready = true;
    for (input, [dense, pool, step]) in &CASES {
        predict(board, dense, &SMALL_RELU, input, &mut for_dense);
        if let Some(image) = <[[[f32; 4]; 4]; 1]>::from_slice(input) {
            predict(board, pool, pooling, image, &mut for_pooling);
        }
        net.initialize(&mut Random::seed(1));
        let input = black_box(input);
        board.measure(step, || {
            ready &= trainer.step(net, input, &[0.5; 4]).is_ok();
        });
        let mut digest = Digest(Digest::of(net));
        digest.add(ready.into());
        board.result(step, digest.0);
    }
}
