//! Targets: values and labels that a loss does not allow, and the errors for them.

use nn_core::Error;
use nn_core::loss::{EndsIn, Loss, Target};
use nn_core::prelude::*;

use crate::networks::{INPUTS, one, out_of_range, three};

/// Passes a target to all functions that take targets.
fn offer<N, L, T>(net: &N, loss: L, target: T) -> Result<(), Error>
where
    N: TrainableNetwork<Input = [f32; 2]> + Clone,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss + Copy,
    T: Target<L, N::Output> + Copy,
{
    let mut online = OnlineTrainer::new(loss, 0.1);
    let result = target.check();
    assert_eq!(online.loss(net, &INPUTS[..1], &[target]).map(drop), result);
    let stepped = online.step(&mut net.clone(), &INPUTS[0], &target);
    assert_eq!(stepped.map(drop), result);
    let mut trainer = Trainer::<_, _, _, 2>::new(loss, Sgd::new(0.1));
    let stepped = trainer.step(&mut net.clone(), &INPUTS[..2], &[target; 2]);
    assert_eq!(stepped.map(drop), result);
    result
}

#[test]
fn a_distribution_sums_to_one() {
    const THIRD: f32 = 1.0 / 3.0;
    let good = [
        [1.0, 0.0, 0.0],
        [0.9, 0.05, 0.05],
        [THIRD, THIRD, THIRD],
        [0.333, 0.333, 0.333],
        [0.1, 0.2, 0.7],
    ];
    for target in good {
        assert_eq!(offer(&three(), CrossEntropy, target), Ok(()), "{target:?}");
    }
    let bad = [
        [100.0, 0.0, 0.0],
        [0.5, 0.5, 0.5],
        [0.0, 0.0, 0.0],
        [0.5, 0.5, -0.01],
        [-0.5, 1.0, 0.5],
        [1.5, -0.5, 0.0],
        [0.25, 0.25, 0.25],
        [0.33, 0.33, 0.33],
        [f32::NAN, 0.5, 0.5],
        [f32::INFINITY, 0.0, 0.0],
        [f32::MAX, f32::MAX, 0.0],
    ];
    let refused = Err(Error::InvalidTarget { sample: 0 });
    for target in bad {
        assert_eq!(offer(&three(), CrossEntropy, target), refused, "{target:?}");
    }
}

/// The rounding of many parts is within the tolerance: a network's output is a valid target, also smoothed.
#[test]
fn answers_are_distributions() {
    type Many = network![2 => Dense<5000, Softmax>];
    let mut net = Many::boxed();
    net.initialize(&mut Random::seed(1));
    for smoothing in [0.0, 0.1] {
        let output = net.predict(&INPUTS[0]);
        let target = output.map(|y| (1.0 - smoothing) * y + smoothing / 5000.0);
        let result = Target::<CrossEntropy, [f32; 5000]>::check(&target);
        assert_eq!(result, Ok(()), "{smoothing}");
    }
}

#[test]
fn truths_are_between_0_and_1() {
    for truth in [0.0, 0.5, 1.0] {
        assert_eq!(offer(&one(), BinaryCrossEntropy, [truth]), Ok(()));
    }
    let refused = Err(Error::InvalidTarget { sample: 0 });
    for truth in [-0.1, 1.1, f32::NAN, f32::INFINITY] {
        let result = offer(&one(), BinaryCrossEntropy, [truth]);
        assert_eq!(result, refused, "{truth}");
    }
    assert_eq!(offer(&one(), BinaryCrossEntropy, true), Ok(()));
    let result = offer(&one(), BinaryCrossEntropy, 2u8);
    assert_eq!(result, out_of_range(0, 2, 2));
}

/// The macro refuses it. A type that is written by hand is refused in training.
#[test]
fn softmax_of_one_output_is_refused() {
    type ByHand = nn_core::sized![Dense<2, 1, Softmax>];
    let net = ByHand::ZERO;
    assert_eq!(offer(&net, CrossEntropy, 0u8), Err(Error::OneClass));
    assert_eq!(offer(&net, CrossEntropy, [1.0]), Err(Error::OneClass));
}

#[test]
fn errors_say_what_is_wrong() {
    let cases = [
        (
            out_of_range::<()>(0, 12, 10),
            "sample 0 has class 12, but there are 10 classes, counted from 0",
        ),
        (
            Err(Error::LengthMismatch {
                inputs: 40,
                targets: 3,
            }),
            "there are 40 inputs, but 3 targets: pass one target for each input",
        ),
        (
            Err(Error::InvalidTarget { sample: 7 }),
            "the target of sample 7 is not allowed: its numbers must be in 0..=1, and for a loss over classes their sum must be 1",
        ),
        (
            Err(Error::OneClass),
            "`CrossEntropy` needs at least two outputs: write `Dense<1, Sigmoid>` and train with `BinaryCrossEntropy`",
        ),
    ];
    for (error, text) in cases {
        assert_eq!(
            error.map_err(|error| error.to_string()),
            Err(text.to_owned())
        );
    }
}
