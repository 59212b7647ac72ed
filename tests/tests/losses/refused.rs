//! Weights, settings and targets that are refused. What is refused changes nothing.

use nn_core::Error;
use nn_core::loss::{EndsIn, Loss, Target, Weighted};
use nn_core::prelude::*;

use tests::parameters::{bits, random};

type Classes = network![2 => Dense<3, Softmax>];
type Truths = network![2 => Dense<3, Sigmoid>];

const INPUTS: [[f32; 2]; 2] = [[0.5, -1.0], [1.5, 0.25]];

/// The results of both trainers, of a step and of a loss. They are the same.
fn offer<N, L, T>(loss: L, targets: &[T; 2]) -> Result<(), Error>
where
    N: TrainableNetwork<Input = [f32; 2]> + Clone,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss + Copy,
    T: Target<L, N::Output> + Copy,
{
    let net: N = random(1);
    let mut moved = net.clone();
    let mut trainer = Trainer::<N, L, Adam, 2>::new(loss, Adam::new(0.1));
    let result = trainer.step(&mut moved, &INPUTS, targets).map(drop);
    assert_eq!(result.is_err(), bits(&moved) == bits(&net));
    let text = format!("{result:?}"); // NaN is not equal to itself
    let inferred = trainer.loss(&net, &INPUTS, targets).map(drop);
    assert_eq!(format!("{inferred:?}"), text);
    let online = OnlineTrainer::<N, L>::new(loss, 0.1);
    let inferred = online.loss(&net, &INPUTS, targets).map(drop);
    assert_eq!(format!("{inferred:?}"), text);
    if result.is_err() {
        let fit = Fit::epochs(1).shuffle(false);
        let run = fit.run(&mut trainer, &mut moved, (&INPUTS, targets));
        assert_eq!(format!("{:?}", run.map(drop)), text);
        assert_eq!(bits(&moved), bits(&net));
    }
    result
}

#[test]
fn weights_of_samples() {
    let cross = |first, second| {
        let targets = [Weighted::new(0u8, first), Weighted::new(1, second)];
        offer::<Classes, _, _>(CrossEntropy, &targets)
    };
    assert_eq!(cross(1.0, 0.0), Ok(()));
    assert_eq!(cross(1e-30, 1e30), Ok(()));
    assert_eq!(cross(0.0, 0.0), Err(Error::SumOfWeights { sum: 0.0 }));
    for bad in [-1.0, -1e-30, f32::NAN, f32::INFINITY] {
        assert_eq!(
            cross(1.0, bad),
            Err(Error::InvalidWeight { sample: 1 }),
            "{bad}"
        );
    }
    let too_large = Err(Error::SumOfWeights { sum: f32::INFINITY });
    assert_eq!(cross(f32::MAX, f32::MAX), too_large);
    let ignored = offer::<Classes, _, _>(CrossEntropy, &[None::<u8>, None]);
    assert_eq!(ignored, Err(Error::SumOfWeights { sum: 0.0 }));
    // A class outside of the range is an error, also with the weight 0.
    let targets = [Weighted::new(0u8, 1.0), Weighted::new(3, 0.0)];
    let beyond = Error::ClassOutOfRange {
        sample: 1,
        class: 3,
        classes: 3,
    };
    let result = offer::<Classes, _, _>(CrossEntropy, &targets);
    assert_eq!(result, Err(beyond));
}

/// A class of weight 0 is ignored, and a batch of only this class is refused.
#[test]
fn weights_of_classes() {
    let loss = CrossEntropy.with_class_weights([1.0, 0.0, 1.0]);
    assert_eq!(offer::<Classes, _, _>(loss, &[0u8, 1]), Ok(()));
    let nothing = Err(Error::SumOfWeights { sum: 0.0 });
    assert_eq!(offer::<Classes, _, _>(loss, &[1u8, 1]), nothing);
}

/// The targets of cross-entropies are those of all losses over classes, or over truths.
#[test]
fn targets() {
    const BAD: [[f32; 3]; 3] = [[0.5, 0.4, 0.2], [f32::NAN, 0.5, 0.5], [-0.5, 0.5, 1.0]];
    let refused = Err(Error::InvalidTarget { sample: 1 });
    let good = [1.0, 0.0, 0.0];
    for bad in BAD {
        let smoothed = CrossEntropy.with_label_smoothing(0.1);
        let weighted = smoothed.with_class_weights([1.0, 2.0, 3.0]);
        let focal = Focal::default();
        assert_eq!(offer::<Classes, _, _>(smoothed, &[good, bad]), refused);
        assert_eq!(offer::<Classes, _, _>(weighted, &[good, bad]), refused);
        assert_eq!(offer::<Classes, _, _>(focal, &[good, bad]), refused);
        assert_eq!(
            offer::<Classes, _, _>(CrossEntropy, &[Some(good), Some(bad)]),
            refused
        );
    }
    for bad in [[0.0, 0.5, 1.01], [f32::NAN, 0.5, 0.5], [-0.5, 0.5, 1.0]] {
        let weighted = BinaryCrossEntropy.with_positive_weight(3.0);
        let focal = BinaryFocal::default();
        assert_eq!(offer::<Truths, _, _>(weighted, &[good, bad]), refused);
        assert_eq!(offer::<Truths, _, _>(focal, &[good, bad]), refused);
    }
    let beyond = Err(Error::ClassOutOfRange {
        sample: 0,
        class: 3,
        classes: 3,
    });
    assert_eq!(offer::<Classes, _, _>(Focal::new(1.0), &[3u8, 1]), beyond);
    let weighted = BinaryCrossEntropy.with_positive_weight([1.0, 2.0, 3.0]);
    assert_eq!(offer::<Truths, _, _>(weighted, &[3u8, 1]), beyond);
}

/// The name of the setting that is refused.
fn setting<N, L, T>(loss: L, targets: &[T; 2]) -> Option<&'static str>
where
    N: TrainableNetwork<Input = [f32; 2]> + Clone,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss + Copy,
    T: Target<L, N::Output> + Copy,
{
    match offer::<N, L, T>(loss, targets) {
        Ok(()) => None,
        Err(Error::Setting { name, .. }) => Some(name),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn parts() {
    for (value, is_unit) in [
        (0.0, true),
        (0.5, true),
        (1.0, true),
        (1.5, false),
        (-0.5, false),
        (f32::NAN, false),
    ] {
        let refused = |name| (!is_unit).then_some(name);
        let smoothed = CrossEntropy.with_label_smoothing(value);
        let name = setting::<Classes, _, _>(smoothed, &[0u8, 1]);
        assert_eq!(name, refused("label_smoothing"), "{value}");
        let focal = BinaryFocal::new(2.0, value);
        let name = setting::<Truths, _, _>(focal, &[0u8, 1]);
        assert_eq!(name, refused("alpha"), "{value}");
    }
}

#[test]
fn weights_and_exponents() {
    for (value, is_good) in [
        (0.0, true),
        (0.5, true),
        (100.0, true),
        (-0.5, false),
        (f32::NAN, false),
        (f32::INFINITY, false),
    ] {
        let refused = |name| (!is_good).then_some(name);
        let name = setting::<Truths, _, _>(BinaryFocal::new(value, 0.5), &[0u8, 1]);
        assert_eq!(name, refused("gamma"), "{value}");
        let name = setting::<Classes, _, _>(Focal::new(value), &[0u8, 1]);
        assert_eq!(name, refused("gamma"), "{value}");
        let weighted = CrossEntropy.with_class_weights([1.0, value, 1.0]);
        let name = setting::<Classes, _, _>(weighted, &[0u8, 2]);
        assert_eq!(name, refused("class_weights"), "{value}");
        let weighted = Focal::new(2.0).with_class_weights([1.0, value, 1.0]);
        let name = setting::<Classes, _, _>(weighted, &[0u8, 2]);
        assert_eq!(name, refused("class_weights"), "{value}");
        let weighted = BinaryCrossEntropy.with_positive_weight(value);
        let name = setting::<Truths, _, _>(weighted, &[0u8, 2]);
        assert_eq!(name, refused("positive_weight"), "{value}");
    }
}

/// Losses and gradients are finite for all logits whose differences are.
#[test]
fn extreme_logits() {
    type Soft = network![1 => Dense<2, Softmax>];
    type Truth = network![1 => Dense<2, Sigmoid>];
    fn step<N, L: Loss>(loss: L, logits: [f32; 2], label: u8)
    where
        N: TrainableNetwork<Input = [f32; 1], Output = [f32; 2]>,
        N::Activation: EndsIn<L::Needs, L>,
        u8: Target<L, [f32; 2]>,
    {
        let mut net = N::ZERO;
        let [first, second] = logits;
        tests::parameters::write(&mut net, &[0.0, 0.0, first, second]);
        let mut online = OnlineTrainer::new(loss, 1e-6);
        let step = online.step(&mut net, &[0.0], &label);
        let step = step.unwrap_or_else(|error| panic!("{logits:?} {label}: {error}"));
        assert!(step.loss >= 0.0 && step.loss.is_finite());
        assert!(step.gradient_norm.is_finite());
    }
    let logits = [
        [0.0, 0.0],
        [1e-38, -1e-38],
        [100.0, -100.0],
        [-1e4, 1e4],
        [1e30, -1e30],
        [-1e37, 1e37],
    ];
    for logits in logits {
        for label in [0, 1] {
            for gamma in [0.0, 0.5, 1.0, 2.0, 5.0] {
                step::<Soft, _>(Focal::new(gamma), logits, label);
                step::<Truth, _>(BinaryFocal::new(gamma, 0.25), logits, label);
            }
            step::<Soft, _>(CrossEntropy.with_label_smoothing(0.1), logits, label);
            let weighted = CrossEntropy.with_class_weights([0.1, 10.0]);
            step::<Soft, _>(weighted, logits, label);
            let weighted = BinaryCrossEntropy.with_positive_weight(10.0);
            step::<Truth, _>(weighted, logits, label);
        }
    }
}
