//! Settings and data that a run or a step refuses. What is refused has changed nothing.

use nn_core::Error;
use nn_core::optim::Curve;
use nn_core::prelude::*;
use nn_core::train::{Clip, ClipNorm, ClipValue};

use tests::parameters::{bits, random};

type Net = network![1 => Dense<3, Tanh> => Dense<2, Softmax>];

const INPUTS: [[f32; 1]; 2] = [[1.0], [-1.0]];
const CLASSES: [u8; 2] = [0, 1];

fn trainer() -> Trainer<Net, CrossEntropy, Adam, 2> {
    Trainer::new(CrossEntropy, Adam::new(0.01))
}

/// The name and the value of the setting in an error.
fn setting<T: std::fmt::Debug>(result: Result<T, Error>) -> (&'static str, u32) {
    match result {
        Err(Error::Setting { name, value, .. }) => (name, value.to_bits()),
        other => panic!("{other:?}"),
    }
}

fn one_cycle(rise: f32, first: f32, last: f32) -> Schedule {
    let length = 9;
    Schedule::of(Curve::OneCycle {
        length,
        rise,
        first,
        last,
    })
}

#[test]
fn schedules_out_of_range() {
    let nan = f32::NAN;
    for (name, value, schedule) in [
        ("every", 0.0, Schedule::step(0, 0.5)),
        ("factor", -0.5, Schedule::step(1, -0.5)),
        ("factor", nan, Schedule::exponential(nan)),
        ("length", 0.0, Schedule::cosine(0, 0.0)),
        ("least", -1e-9, Schedule::cosine(9, -1e-9)),
        ("length", 0.0, Schedule::linear(0, 0.0)),
        ("last", f32::INFINITY, Schedule::linear(9, f32::INFINITY)),
        ("length", 0.0, Schedule::one_cycle(0)),
        ("rise", 1.0, one_cycle(1.0, 0.1, 0.1)),
        ("first", nan, one_cycle(0.5, nan, 0.1)),
        ("last", -1.0, one_cycle(0.5, 0.1, -1.0)),
    ] {
        let (mut net, mut learner): (Net, _) = (random(1), trainer());
        let (before, data) = (bits(&net), (INPUTS, CLASSES));
        let by_epochs = Fit::epochs(2).schedule(schedule);
        let by_steps = Fit::epochs(2).schedule_steps(schedule);
        let want = (name, value.to_bits());
        assert_eq!(setting(by_epochs.run(&mut learner, &mut net, data)), want);
        assert_eq!(setting(by_steps.run(&mut learner, &mut net, data)), want);
        assert_eq!(bits(&net), before);
        assert_eq!(learner.optimizer, Adam::new(0.01));
    }
    // A rate that overflows is refused by the step.
    let fit = Fit::epochs(200).schedule(Schedule::exponential(1e3));
    let result = fit.run(&mut trainer(), &mut random::<Net>(1), (INPUTS, CLASSES));
    assert!(matches!(
        result,
        Err(Error::Setting { .. } | Error::NonFiniteStep { .. })
    ));
}

/// A schedule does not set the rate of a trainer without one.
#[test]
fn a_trainer_without_a_rate() {
    let mut net: Net = random(1);
    let before = bits(&net);
    let fit = Fit::epochs(1).schedule(Schedule::constant());
    let mut unset = Trainer::<Net, CrossEntropy, Adam, 2>::ZERO;
    let want = ("learning_rate", 0);
    let result = fit.run(&mut unset, &mut net, (INPUTS, CLASSES));
    assert_eq!(setting(result), want);
    let mut unset = OnlineTrainer::<Net, CrossEntropy>::ZERO;
    let result = fit.run(&mut unset, &mut net, (INPUTS, CLASSES));
    assert_eq!(setting(result), want);
    assert_eq!(bits(&net), before);
}

#[test]
fn limits_out_of_range() {
    fn refused<C: Clip>(clip: C) -> [(&'static str, u32); 2] {
        let mut net: Net = random(1);
        let before = bits(&net);
        let mut online = OnlineTrainer::new(CrossEntropy, 0.1);
        let results = [
            trainer().step_clipped(&mut net, &INPUTS, &CLASSES, clip),
            online.step_clipped(&mut net, &INPUTS[0], &CLASSES[0], clip),
        ];
        assert_eq!(bits(&net), before);
        results.map(setting)
    }
    for value in [0.0, -1.0, f32::NAN, f32::INFINITY] {
        let bits = value.to_bits();
        assert_eq!(refused(ClipNorm(value)), [("clip_norm", bits); 2]);
        assert_eq!(refused(ClipValue(value)), [("clip_value", bits); 2]);
        let (mut net, data): (Net, _) = (random(1), (INPUTS, CLASSES));
        let by_norm = Fit::epochs(1).clip_norm(value);
        let result = by_norm.run(&mut trainer(), &mut net, data);
        assert_eq!(setting(result), ("clip_norm", bits));
        let by_value = Fit::epochs(1).clip_value(value);
        let result = by_value.run(&mut trainer(), &mut net, data);
        assert_eq!(setting(result), ("clip_value", bits));
    }
}

type Line = network![1 => Dense<1>];

/// Clipping does not hide a gradient that overflows, but it admits a step that would be too long without it.
#[test]
fn gradients_that_overflow() {
    fn steps<C: Clip>(clip: C, target: f32, rate: f32) -> [Result<Step, Error>; 2] {
        let (mut net, mut other) = (Line::ZERO, Line::ZERO);
        let mut batches = Trainer::<Line, _, _, 1>::new(MeanSquaredError, Sgd::new(rate));
        let mut online = OnlineTrainer::new(MeanSquaredError, rate);
        let results = [
            batches.step_clipped(&mut net, &[[1e3]], &[[target]], clip),
            online.step_clipped(&mut other, &[1e3], &[target], clip),
        ];
        for (result, net) in results.iter().zip([&net, &other]) {
            assert_eq!(result.is_err(), *net == Line::ZERO);
            assert!(net.layers.weights[0][0].is_finite());
        }
        results
    }
    let overflow = Err(Error::NonFiniteGradient { layer: 0 });
    assert_eq!(steps(ClipNorm(1.0), 1e18, 1.0), [overflow; 2]);
    assert_eq!(steps(ClipValue(1.0), 1e18, 1.0), [overflow; 2]);
    assert!(steps((), 1e15, 1e30).iter().any(Result::is_err));
    assert!(steps(ClipNorm(1.0), 1e15, 1e20).iter().all(Result::is_ok));
    assert!(steps(ClipValue(1.0), 1e15, 1e20).iter().all(Result::is_ok));
}

/// Validation data with wrong lengths are refused before the first step.
#[test]
fn validation_data_that_do_not_fit() {
    let mut net: Net = random(1);
    let before = bits(&net);
    let mut run = |inputs: &[[f32; 1]], classes: &[u8]| {
        let fit = Fit::epochs(3).validate((inputs, classes));
        fit.run(&mut trainer(), &mut net, (INPUTS, CLASSES))
    };
    assert_eq!(run(&[], &[]), Err(Error::NoData));
    let mismatch = Error::LengthMismatch {
        inputs: 2,
        targets: 1,
    };
    assert_eq!(run(&INPUTS, &[0]), Err(mismatch));
    assert_eq!(bits(&net), before);

    // A class that does not exist is found when it is evaluated, with its index in the validation data.
    let fit = Fit::epochs(3).validate((INPUTS, [0u8, 2]));
    let error = Error::ClassOutOfRange {
        sample: 1,
        class: 2,
        classes: 2,
    };
    let result = fit.run(&mut trainer(), &mut net, (INPUTS, CLASSES));
    assert_eq!(result, Err(error));
    let fit = Fit::epochs(3).maximize(|_: &Net| Err(Error::NoData));
    let result = fit.run(&mut trainer(), &mut net, (INPUTS, CLASSES));
    assert_eq!(result, Err(Error::NoData));
}
