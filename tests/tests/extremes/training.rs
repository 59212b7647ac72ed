//! Training with bad data and extreme settings: each function that takes them refuses them and changes nothing, or leaves all
//! numbers finite.

use nn_core::Error;
use nn_core::prelude::*;
use nn_core::state::Stored;

use tests::parameters::random;

type Net = network![2 => Dense<3, Tanh> => Dense<2>];
type Normal = network![2 => Dense<3> => BatchNorm<Relu> => Dense<2>];

const INPUTS: [[f32; 2]; 4] = [[0.5, 1.0], [0.25, -1.0], [-0.5, 2.0], [1.0, 0.75]];
const TARGETS: [[f32; 2]; 4] = [[0.5, 0.0], [1.0, -1.0], [-2.0, 0.0], [0.0, 0.5]];

/// All numbers of a network: parameters, and what is measured.
fn bits<N: Layer>(net: &N) -> Vec<u32> {
    let mut bits = Vec::new();
    net.state(&mut |block| bits.extend(block.iter().map(|value| value.to_bits())));
    bits
}

/// What a trainer remembers: the learning rate, the step and the seed, then the optimiser's state.
fn words(trainer: &impl Stored) -> Vec<u32> {
    let mut words = Vec::new();
    trainer.store(&mut |block| words.extend_from_slice(block));
    words
}

fn are_finite(words: &[u32]) -> bool {
    words.iter().all(|word| f32::from_bits(*word).is_finite())
}

/// What may happen to a batch.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fate {
    Refused(Error),
    /// Learnt from; everything is finite.
    Finite,
    /// Either, as long as the numbers stay finite or unchanged.
    Either,
}

/// A name, inputs, targets, and what happens to them.
type Case = (&'static str, Vec<[f32; 2]>, Vec<[f32; 2]>, Fate);

fn cases() -> Vec<Case> {
    use Fate::{Either, Finite, Refused};
    let bad = |sample| Refused(Error::NonFiniteLoss { sample });
    let lengths = |inputs, targets| Refused(Error::LengthMismatch { inputs, targets });
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

/// A step ends as it should, and leaves what it should.
fn check<R: core::fmt::Debug>(
    case: &str,
    fate: Fate,
    result: &Result<R, Error>,
    [before, after]: [&[u32]; 2],
) {
    match (result, fate) {
        (Err(error), Fate::Refused(want)) => assert_eq!(*error, want, "{case}"),
        (Err(_), Fate::Either) | (Ok(_), Fate::Finite | Fate::Either) => {}
        _ => panic!("{case}: {result:?}, not {fate:?}"),
    }
    if result.is_err() {
        assert_eq!(before, after, "{case}: something changed");
    }
    assert!(are_finite(after), "{case}: {after:?}");
}

/// What there is of a network and its trainer, without the step and the seed.
fn everything<N: Layer>(net: &N, trainer: &impl Stored) -> Vec<u32> {
    let mut all = bits(net);
    let [rate, _, _, state @ ..] = &words(trainer)[..] else {
        panic!("a trainer stores three words at least")
    };
    all.push(*rate);
    all.extend(state);
    all
}

#[test]
fn trainers_and_data() -> Result<(), Error> {
    fn run<N: Network<Input = [f32; 2], Output = [f32; 2], Activation = Identity>>(
        kind: &str,
    ) -> Result<(), Error> {
        for (name, inputs, targets, fate) in cases() {
            let case = format!("{kind}, {name}");
            let mut trainer = Trainer::<N, _, _, 4>::new(MeanSquaredError, Adam::new(0.01)?);
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

            let rng = &mut Random::seed(1);
            let mut net: N = random(3);
            let mut trainer = Trainer::<N, _, _, 4>::new(MeanSquaredError, Adam::new(0.01)?);
            let result =
                Fit::epochs(1).run(&mut trainer, &mut net, &inputs, &targets, rng, &mut ());
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
            let mut online = Online::new(MeanSquaredError, 0.01)?;
            let mut net: Net = random(3);
            let before = everything(&net, &online);
            let result = online.step(&mut net, input, target);
            let after = everything(&net, &online);
            check(&format!("{name}: step"), fate, &result, [&before, &after]);
        }
        let online = Online::<Net, _>::new(MeanSquaredError, 0.01)?;
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
    let mut trainer = Trainer::<Net, _, _, 3>::new(MeanSquaredError, Adam::new(0.01)?);
    let mut net: Net = random(3);
    let before = bits(&net);
    let result = trainer.step(&mut net, &INPUTS, &TARGETS);
    let (samples, capacity) = (4, 3);
    assert_eq!(result, Err(Error::BatchTooLarge { samples, capacity }));
    let mut normal: Normal = random(3);
    let normal_before = bits(&normal);
    let mut trainer = Trainer::<Normal, _, _, 3>::new(MeanSquaredError, Adam::new(0.01)?);
    let result = trainer.step(&mut normal, &INPUTS[..1], &TARGETS[..1]);
    let (samples, least) = (1, 2);
    assert_eq!(result, Err(Error::BatchTooSmall { samples, least }));
    assert_eq!((bits(&net), bits(&normal)), (before, normal_before));
    Ok(())
}

/// Weights from 1e-38 to almost the largest number; those behind an input of 0 are not seen by the loss.
fn weights(scale: f32) -> Net {
    let mut net: Net = random(3);
    net.parameters_mut(&mut |block| block.iter_mut().for_each(|value| *value *= scale));
    net
}

/// Twenty steps: each leaves everything finite, or is refused and changes nothing.
fn stays_finite<O: Optimizer + Copy>(name: &str, optimizer: O) -> Result<(), Error> {
    let rates = [0.0, 1e-45, 1e-3, 1.0, 1e3, 1e10, 1e30, 1e38, 3e38];
    let scales = [1e-38, 1.0, 1e10, 1e20, 1e30, 3e38];
    for (rate, scale) in rates
        .iter()
        .flat_map(|rate| scales.map(|scale| (*rate, scale)))
    {
        for is_hidden in [false, true] {
            let case = format!("{name}, rate {rate}, weights {scale}, hidden {is_hidden}");
            let mut optimizer = optimizer;
            optimizer.set_learning_rate(rate)?;
            let mut trainer = Trainer::<Net, _, O, 4>::new(MeanSquaredError, optimizer);
            let (mut net, mut inputs) = (weights(if is_hidden { 1.0 } else { scale }), INPUTS);
            if is_hidden {
                inputs.iter_mut().for_each(|input| input[0] = 0.0);
                net.layers.first.weights[0] = [scale, -scale, 0.5 * scale];
            }
            for step in 0..20 {
                let before = everything(&net, &trainer);
                let result = trainer.step(&mut net, &inputs, &TARGETS);
                let after = everything(&net, &trainer);
                let case = format!("{case}, step {step}");
                check(&case, Fate::Either, &result, [&before, &after]);
                if result.is_err() {
                    break;
                }
            }
        }
    }
    Ok(())
}

#[test]
fn optimizers_with_extreme_settings() -> Result<(), Error> {
    let sgd = Sgd::new(1.0)?;
    stays_finite("sgd", sgd)?;
    for decay in [1e-4, 0.3, 1.0, 1e30] {
        stays_finite("sgd with decay", sgd.with_weight_decay(decay)?)?;
        for factor in [0.0, 0.9, 0.999, 0.999_999_94] {
            let momentum = sgd.with_weight_decay(decay)?.with_momentum(factor)?;
            stays_finite(&format!("momentum {factor}, decay {decay}"), momentum)?;
            stays_finite(
                &format!("nesterov {factor}, decay {decay}"),
                momentum.nesterov(),
            )?;
        }
    }
    stays_finite("momentum", sgd.with_momentum(0.9)?)?;
    let (adam, w, rms) = (Adam::new(1.0)?, AdamW::new(1.0)?, RmsProp::new(1.0)?);
    stays_finite("adam", adam)?;
    stays_finite("adamw", w)?;
    stays_finite("rmsprop", rms)?;
    for beta in [0.0, 0.999_999_94] {
        stays_finite("adam with betas", adam.with_betas(beta, beta)?)?;
        stays_finite("adam with betas", adam.with_betas(0.9, beta)?)?;
        stays_finite("adam with betas", adam.with_betas(beta, 0.9)?)?;
        stays_finite("rmsprop with smoothing", rms.with_smoothing(beta)?)?;
    }
    for epsilon in [1e-45, 1e-38, 1e-16, 1.0, 1e30, 3e38] {
        stays_finite("adam with epsilon", adam.with_epsilon(epsilon)?)?;
        stays_finite("adamw with epsilon", w.with_epsilon(epsilon)?)?;
        stays_finite("rmsprop with epsilon", rms.with_epsilon(epsilon)?)?;
    }
    for decay in [1e-4, 1.0, 1e30] {
        stays_finite("adam with decay", adam.with_weight_decay(decay)?)?;
        stays_finite("adamw with decay", w.with_weight_decay(decay)?)?;
        stays_finite("rmsprop with decay", rms.with_weight_decay(decay)?)?;
    }
    Ok(())
}

/// The usual settings are not refused, and those that overflow are, with the rate.
#[test]
fn a_step_that_overflows_is_refused() -> Result<(), Error> {
    fn step<O: Optimizer>(optimizer: O) -> Result<Step, Error> {
        let mut net: Net = random(3);
        let before = bits(&net);
        let mut trainer = Trainer::<Net, _, O, 4>::new(MeanSquaredError, optimizer);
        let result = trainer.step(&mut net, &INPUTS, &TARGETS);
        assert_eq!(result.is_ok(), bits(&net) != before);
        result
    }
    let too_large = |learning_rate| Err(Error::NonFiniteStep { learning_rate });
    for rate in [1e38, 3e38] {
        assert_eq!(step(Sgd::new(rate)?), too_large(rate));
        assert_eq!(step(Sgd::new(rate)?.with_momentum(0.9)?), too_large(rate));
        assert_eq!(step(Adam::new(rate)?), too_large(rate));
        assert_eq!(step(AdamW::new(rate)?), too_large(rate));
        assert_eq!(step(RmsProp::new(rate)?), too_large(rate));
        let mut net: Net = random(3);
        let mut online = Online::new(MeanSquaredError, rate)?;
        let result = online.step(&mut net, &INPUTS[0], &TARGETS[0]);
        assert_eq!(result, too_large(rate));
        assert_eq!(bits(&net), bits(&random::<Net>(3)));
    }
    for rate in [1e-6, 0.1, 10.0, 1e3] {
        step(Sgd::new(rate)?)?;
        step(
            Sgd::new(rate)?
                .with_weight_decay(2.0)?
                .with_momentum(0.99)?,
        )?;
        step(Adam::new(rate)?)?;
        step(
            Adam::new(rate)?
                .with_epsilon(1e-16)?
                .with_weight_decay(0.1)?,
        )?;
        step(AdamW::new(rate)?)?;
        step(RmsProp::new(rate)?.with_weight_decay(0.1)?)?;
    }
    Ok(())
}

/// The running statistics of `BatchNorm` stay finite as well.
#[test]
fn running_statistics_stay_finite() -> Result<(), Error> {
    for scale in [1e-45, 1e-20, 1.0, 1e15, 1e18, 1e19, 1e20, 1e38] {
        let mut net = Normal::random(&mut Random::seed(1));
        let mut trainer = Trainer::<Normal, _, _, 4>::new(MeanSquaredError, Sgd::new(1e-3)?);
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

/// Moments of a gradient that has become 0 decay to 0, and not to denormal numbers, with which steps are slow.
#[test]
fn moments_do_not_stay_denormal() -> Result<(), Error> {
    fn check<O: Optimizer>(name: &str, optimizer: O) -> Result<(), Error> {
        let mut net: Net = random(3);
        let mut trainer = Trainer::<Net, _, O, 4>::new(MeanSquaredError, optimizer);
        trainer.step(&mut net, &INPUTS, &TARGETS)?;
        let inputs = INPUTS.map(|[_, value]| [0.0, value]);
        let mut had_denormals = false;
        for _ in 1..64 * 64 {
            trainer.step(&mut net, &inputs, &TARGETS)?;
            let state = &words(&trainer)[3..];
            had_denormals |= state
                .iter()
                .any(|word| f32::from_bits(*word).is_subnormal());
        }
        let state = &words(&trainer)[3..];
        let zeros = state.iter().filter(|word| **word == 0).count();
        assert!(had_denormals && zeros >= 3, "{name}: {zeros}");
        assert!(
            !state
                .iter()
                .any(|word| f32::from_bits(*word).is_subnormal()),
            "{name}"
        );
        Ok(())
    }
    check("momentum", Sgd::new(1e-3)?.with_momentum(0.9)?)?;
    check("adam", Adam::new(1e-3)?.with_betas(0.9, 0.95)?)?;
    check("adamw", AdamW::new(1e-3)?.with_betas(0.9, 0.95)?)?;
    check("rmsprop", RmsProp::new(1e-3)?.with_smoothing(0.9)?)
}
