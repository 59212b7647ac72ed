//! Training with invalid data and extreme settings. Each function refuses them and changes nothing, or leaves all numbers
//! finite.

use nn_core::Error;
use nn_core::prelude::*;

use tests::parameters::random;

use crate::outcome::{Fate, INPUTS, Net, TARGETS, bits, check, everything};

type Normal = network![2 => Dense<3> => BatchNorm<Relu> => Dense<2>];

/// A name, inputs, targets, and the allowed outcome.
type Case = (&'static str, Vec<[f32; 2]>, Vec<[f32; 2]>, Fate);

fn cases() -> Vec<Case> {
    let mut cases = lengths();
    cases.extend(numbers());
    cases
}

/// Batches of all lengths.
fn lengths() -> Vec<Case> {
    use Fate::{Finite, Refused};
    let lengths = |inputs, targets| Refused(Error::LengthMismatch { inputs, targets });
    let all = || TARGETS.to_vec();
    vec![
        ("nothing", vec![], vec![], Refused(Error::NoData)),
        ("no inputs", vec![], all(), Refused(Error::NoData)),
        ("no targets", INPUTS.to_vec(), vec![], lengths(4, 0)),
        (
            "a target too few",
            INPUTS.to_vec(),
            TARGETS[..3].to_vec(),
            lengths(4, 3),
        ),
        (
            "a target too many",
            INPUTS[..3].to_vec(),
            all(),
            lengths(3, 4),
        ),
        ("two", INPUTS[..2].to_vec(), TARGETS[..2].to_vec(), Finite),
        ("all", INPUTS.to_vec(), all(), Finite),
    ]
}

/// Values of all magnitudes.
fn numbers() -> Vec<Case> {
    use Fate::{Either, Finite, Refused};
    let bad = |sample| Refused(Error::NonFiniteLoss { sample });
    let input = |value| {
        let mut inputs = INPUTS.to_vec();
        inputs[2][1] = value;
        inputs
    };
    let target = |value| {
        let mut targets = TARGETS.to_vec();
        targets[1][0] = value;
        targets
    };
    let all = || TARGETS.to_vec();
    vec![
        ("a NaN input", input(f32::NAN), all(), bad(2)),
        ("a zero input", input(0.0), all(), Finite),
        ("a denormal input", input(1e-40), all(), Finite),
        ("the least input", input(f32::from_bits(1)), all(), Finite),
        ("an infinite input", input(f32::INFINITY), all(), Either),
        ("a huge input", input(3e38), all(), Either),
        ("a NaN target", INPUTS.to_vec(), target(f32::NAN), bad(1)),
        (
            "an infinite target",
            INPUTS.to_vec(),
            target(f32::INFINITY),
            bad(1),
        ),
        ("a huge target", INPUTS.to_vec(), target(3e38), bad(1)),
        ("a denormal target", INPUTS.to_vec(), target(1e-40), Finite),
    ]
}

#[test]
fn trainers_and_data() -> Result<(), Error> {
    fn run<N: Network<Input = [f32; 2], Output = [f32; 2], Activation = Identity>>(
        kind: &str,
    ) -> Result<(), Error> {
        for (name, inputs, targets, fate) in cases() {
            let case = format!("{kind}, {name}");
            let mut trainer = Trainer::<N, _, _, 4>::new(MeanSquaredError, Adam::new(0.01));
            let mut net: N = random(3);
            let before = everything(&net, &trainer);
            let result = trainer.step(&mut net, &inputs, &targets);
            let after = everything(&net, &trainer);
            check(&format!("{case}: step"), fate, &result, [&before, &after]);

            let result = trainer.loss(&net, &inputs, &targets);
            let seen = everything(&net, &trainer);
            check(
                &format!("{case}: loss"),
                Fate::Either,
                &result,
                [&after, &seen],
            );

            let mut net: N = random(3);
            let mut trainer = Trainer::<N, _, _, 4>::new(MeanSquaredError, Adam::new(0.01));
            let result = Fit::epochs(1)
                .seed(1)
                .run(&mut trainer, &mut net, (&inputs, &targets));
            let fate = if inputs.is_empty() {
                Fate::Refused(Error::NoData)
            } else {
                fate
            };
            let after = everything(&net, &trainer);
            check(&format!("{case}: Fit"), fate, &result, [&before, &after]);
        }
        Ok(())
    }
    run::<Net>("plain")?;
    run::<Normal>("with BatchNorm")
}

#[test]
fn online_and_data() -> Result<(), Error> {
    for (name, inputs, targets, fate) in cases() {
        for (input, target) in inputs.iter().zip(&targets) {
            let is_bad = |value: &f32| !value.is_finite() || value.abs() > 1e30;
            let is_bad = input.iter().chain(target).any(is_bad);
            let fate = match fate {
                Fate::Refused(Error::NonFiniteLoss { .. }) if is_bad => {
                    Fate::Refused(Error::NonFiniteLoss { sample: 0 })
                }
                Fate::Either if is_bad => Fate::Either,
                _ => Fate::Finite,
            };
            let mut online = OnlineTrainer::new(MeanSquaredError, 0.01);
            let mut net: Net = random(3);
            let before = everything(&net, &online);
            let result = online.step(&mut net, input, target);
            let after = everything(&net, &online);
            check(&format!("{name}: step"), fate, &result, [&before, &after]);
        }
        let online = OnlineTrainer::<Net, _>::new(MeanSquaredError, 0.01);
        let net: Net = random(3);
        let before = everything(&net, &online);
        let result = online.loss(&net, &inputs, &targets);
        check(
            &format!("{name}: loss"),
            Fate::Either,
            &result,
            [&before, &before],
        );
    }
    Ok(())
}

#[test]
fn batches_beyond_what_there_is_room_for() -> Result<(), Error> {
    let mut trainer = Trainer::<Net, _, _, 3>::new(MeanSquaredError, Adam::new(0.01));
    let mut net: Net = random(3);
    let before = bits(&net);
    let result = trainer.step(&mut net, &INPUTS, &TARGETS);
    let (samples, capacity) = (4, 3);
    assert_eq!(result, Err(Error::BatchTooLarge { samples, capacity }));
    let mut normal: Normal = random(3);
    let normal_before = bits(&normal);
    let mut trainer = Trainer::<Normal, _, _, 3>::new(MeanSquaredError, Adam::new(0.01));
    let result = trainer.step(&mut normal, &INPUTS[..1], &TARGETS[..1]);
    let (samples, least) = (1, 2);
    assert_eq!(result, Err(Error::BatchTooSmall { samples, least }));
    assert_eq!((bits(&net), bits(&normal)), (before, normal_before));
    Ok(())
}

/// The running statistics of `BatchNorm` stay finite too.
#[test]
fn running_statistics_stay_finite() -> Result<(), Error> {
    for scale in [1e-45, 1e-20, 1.0, 1e15, 1e18, 1e19, 1e20, 1e38] {
        let mut net = Normal::random(&mut Random::seed(1));
        let mut trainer = Trainer::<Normal, _, _, 4>::new(MeanSquaredError, Sgd::new(1e-3));
        let inputs = INPUTS.map(|input| input.map(|value| value * scale));
        for step in 0..5 {
            let before = everything(&net, &trainer);
            let result = trainer.step(&mut net, &inputs, &TARGETS);
            let after = everything(&net, &trainer);
            let case = format!("inputs times {scale}, step {step}");
            check(&case, Fate::Either, &result, [&before, &after]);
        }
    }
    Ok(())
}

/// With `BatchNorm`, one invalid sample makes all losses invalid. The error names the invalid sample.
#[test]
fn the_bad_sample_is_named_behind_batch_normalization() -> Result<(), Error> {
    type Narrow = network![1 => Dense<2> => BatchNorm => Dense<1>];
    let mut net: Narrow = random(1);
    let before = bits(&net);
    let mut trainer = Trainer::<Narrow, _, _, 8>::new(MeanSquaredError, Sgd::new(0.01));
    let nan = [f32::NAN];
    let bad = |sample| Err(Error::NonFiniteLoss { sample });
    let cases = [
        ([[1.0], [2.0], nan], [[0.0]; 3], 2),
        ([nan, [2.0], nan], [[0.0]; 3], 0),
        ([[1.0], [2.0], nan], [nan, [0.0], [0.0]], 2),
        ([[1.0], [2.0], [3.0]], [[0.0], nan, [0.0]], 1),
    ];
    for (inputs, targets, sample) in cases {
        let result = trainer.step(&mut net, &inputs, &targets);
        assert_eq!(result, bad(sample), "{inputs:?}, {targets:?}");
    }
    assert_eq!(bits(&net), before);
    let mut inputs: Vec<[f32; 1]> = (0..40).map(|k| [k as f32 / 40.0]).collect();
    inputs[29] = nan;
    for seed in 0..5 {
        let targets = vec![[0.5]; 40];
        let result = Fit::epochs(1)
            .seed(seed)
            .run(&mut trainer, &mut net, (&inputs, &targets));
        let error = Error::NonFiniteLoss { sample: 29 };
        assert_eq!(result, Err(error), "seed {seed}");
    }
    Ok(())
}
