//! Batches that training must refuse, with their errors, and good batches for comparison.

use nn_core::Error;

/// Good inputs.
pub const GOOD: [[f32; 3]; 4] = [
    [0.1, -0.2, 0.3],
    [0.5, 0.4, -0.6],
    [-0.7, 0.8, 0.9],
    [0.2, 0.1, -0.1],
];
/// Good classes.
pub const CLASSES: [usize; 4] = [0, 2, 1, 2];
/// Good values.
pub const NUMBERS: [[f32; 3]; 4] = [
    [1.0, 0.0, -1.0],
    [0.5, 0.5, 0.5],
    [0.0, 0.2, 0.4],
    [-1.0, 1.0, 0.0],
];

/// Inputs, targets, and the result of a trainer for at most four samples.
pub type Bad<T> = (Vec<[f32; 3]>, Vec<T>, Error);

/// Four good inputs, one of which has a bad number.
fn with_input(sample: usize, value: f32) -> Vec<[f32; 3]> {
    let mut inputs = GOOD.to_vec();
    inputs[sample][1] = value;
    inputs
}

/// Four good targets, one of which has a bad number.
fn with_target(sample: usize, value: f32) -> Vec<[f32; 3]> {
    let mut targets = NUMBERS.to_vec();
    targets[sample][2] = value;
    targets
}

/// Batches that a trainer for three classes refuses.
pub fn classes() -> Vec<Bad<usize>> {
    let loss = |sample| Error::NonFiniteLoss { sample };
    let class = |sample, class| Error::ClassOutOfRange {
        sample,
        class,
        classes: 3,
    };
    let lengths = |inputs, targets| Error::LengthMismatch { inputs, targets };
    let too_large = Error::BatchTooLarge {
        samples: 5,
        capacity: 4,
    };
    vec![
        (with_input(2, f32::NAN), CLASSES.to_vec(), loss(2)),
        (with_input(0, f32::NAN), CLASSES.to_vec(), loss(0)),
        (GOOD.to_vec(), vec![0, 2, 1, 3], class(3, 3)),
        (
            GOOD.to_vec(),
            vec![0, usize::MAX, 1, 3],
            class(1, usize::MAX),
        ),
        (vec![], vec![], Error::NoData),
        (vec![], vec![1], Error::NoData),
        (GOOD.to_vec(), vec![0, 1, 2], lengths(4, 3)),
        (GOOD[..2].to_vec(), vec![0, 1, 2], lengths(2, 3)),
        (vec![GOOD[0]; 5], vec![0; 5], too_large),
    ]
}

/// Batches that a trainer for values refuses.
pub fn numbers() -> Vec<Bad<[f32; 3]>> {
    let loss = |sample| Error::NonFiniteLoss { sample };
    vec![
        (with_input(1, f32::NAN), NUMBERS.to_vec(), loss(1)),
        (with_input(3, f32::INFINITY), NUMBERS.to_vec(), loss(3)),
        (with_input(3, f32::NEG_INFINITY), NUMBERS.to_vec(), loss(3)),
        (GOOD.to_vec(), with_target(0, f32::INFINITY), loss(0)),
        (GOOD.to_vec(), with_target(2, f32::NEG_INFINITY), loss(2)),
        (GOOD.to_vec(), with_target(2, f32::NAN), loss(2)),
    ]
}

/// Batches that a trainer with squared errors refuses: the errors are finite, but their squares are not.
pub fn squares() -> Vec<Bad<[f32; 3]>> {
    let loss = |sample| Error::NonFiniteLoss { sample };
    let mut all = numbers();
    all.push((with_input(3, 1e30), NUMBERS.to_vec(), loss(3)));
    all.push((GOOD.to_vec(), with_target(1, 1e30), loss(1)));
    all
}
