//! Schedules have the values of PyTorch's schedulers, and a run takes its learning rates from one.

use nn_core::Error;
use nn_core::optim::Curve;
use nn_core::prelude::*;

use tests::compare::assert_close;
use tests::parameters::bits;
use tests::reference::Reference;
use tests::tolerance::SCHEDULE;

/// The table of `reference/schedules.py`.
fn cases() -> Vec<(&'static str, Schedule)> {
    let odd = Curve::OneCycle {
        length: 37,
        rise: 0.45,
        first: 0.1,
        last: 0.001,
    };
    vec![
        ("constant", Schedule::constant()),
        ("step", Schedule::step(7, 0.3)),
        ("exponential", Schedule::exponential(0.93)),
        ("cosine", Schedule::cosine(120, 1e-4)),
        ("cosine_to_0", Schedule::cosine(10, 0.0)),
        ("linear", Schedule::linear(15, 0.0)),
        ("linear_to_some", Schedule::linear(9, 0.02)),
        ("one_cycle", Schedule::one_cycle(100)),
        ("one_cycle_odd", Schedule::of(odd)),
        ("warm_step", Schedule::step(5, 0.5).with_warm_up(4)),
        ("warm_cosine", Schedule::cosine(20, 1e-4).with_warm_up(5)),
        ("warm_linear", Schedule::linear(10, 0.0).with_warm_up(3)),
    ]
}

#[test]
fn the_values_of_pytorch() {
    let reference = Reference::read("training/schedules");
    let base = reference.setting("base") as f32;
    for (name, schedule) in cases() {
        let want = reference.values(name);
        let rates: Vec<f32> = (0..want.len())
            .map(|step| schedule.rate(base, step))
            .collect();
        assert_close(name, &rates, want, &SCHEDULE);
    }
}

/// After its end a schedule keeps its last rate, which may be exactly 0. It does so for any step.
#[test]
fn the_last_rate_stays() {
    for (schedule, end, last) in [
        (Schedule::cosine(10, 0.0), 10, 0.0),
        (Schedule::cosine(10, 1e-4), 10, 1e-4),
        (Schedule::linear(10, 0.0).with_warm_up(5), 15, 0.0),
        (Schedule::linear(10, 0.3), 10, 0.3),
        (Schedule::one_cycle(10), 9, 0.1 / 250_000.0),
    ] {
        for step in [end, end + 1, 10 * end, usize::MAX] {
            assert_eq!(schedule.rate(0.1, step), last, "{schedule:?}, {step}");
        }
    }
    assert_eq!(Schedule::exponential(0.5).rate(0.1, usize::MAX), 0.0);
    assert_eq!(Schedule::step(1, 1.0).rate(0.1, usize::MAX), 0.1);
    assert_eq!(Schedule::constant().with_warm_up(9).rate(0.1, 9), 0.1);
}

/// Settings that a run refuses cause no panic where nobody checks them.
#[test]
fn bad_settings_have_rates() {
    for length in [0, 1] {
        for schedule in [
            Schedule::step(length, 0.5),
            Schedule::cosine(length, 0.0),
            Schedule::linear(length, 0.0),
            Schedule::one_cycle(length),
        ] {
            for step in 0..4 {
                assert!(schedule.rate(0.1, step).is_finite(), "{schedule:?}, {step}");
            }
        }
    }
}

type Line = network![1 => Dense<1>];

const INPUTS: [[f32; 1]; 5] = [[1.0], [2.0], [-1.0], [0.5], [0.25]];
const TARGETS: [[f32; 1]; 5] = [[2.0], [4.0], [-2.0], [1.0], [0.5]];

fn trainer() -> Trainer<Line, MeanSquaredError, Adam, 2> {
    Trainer::new(MeanSquaredError, Adam::new(0.1))
}

/// A run is the steps with the rates of its schedule, by epochs or by steps.
#[test]
fn a_run_follows_its_schedule() -> Result<(), Error> {
    let schedule = Schedule::cosine(12, 1e-3).with_warm_up(2);
    for counts_steps in [false, true] {
        let (mut net, mut other) = (Line::ZERO, Line::ZERO);
        let mut learner = trainer();
        let (fit, data) = (Fit::epochs(5).shuffle(false), (INPUTS, TARGETS));
        let report = match counts_steps {
            false => fit.schedule(schedule).run(&mut learner, &mut net, data)?,
            true => fit
                .schedule_steps(schedule)
                .run(&mut learner, &mut net, data)?,
        };
        let mut manual = trainer();
        for epoch in 0..5 {
            for (index, rows) in [0..2, 2..4, 4..5].into_iter().enumerate() {
                let count = if counts_steps {
                    3 * epoch + index
                } else {
                    epoch
                };
                let rate = schedule.rate(0.1, count);
                manual.optimizer.set_learning_rate(rate);
                manual.step(&mut other, &INPUTS[rows.clone()], &TARGETS[rows])?;
            }
        }
        assert_eq!(bits(&net), bits(&other), "steps: {counts_steps}");
        let last = manual.optimizer.learning_rate();
        assert_eq!(report.last.learning_rate, last);
        assert_eq!(learner.optimizer.learning_rate(), last);
    }
    Ok(())
}

/// A rate of 0 at the end is a step that moves nothing.
#[test]
fn a_rate_of_0_ends_a_run() -> Result<(), Error> {
    let (mut net, mut nets) = (Line::ZERO, Vec::new());
    let mut trainer = OnlineTrainer::new(MeanSquaredError, 0.1);
    Fit::epochs(6)
        .schedule(Schedule::linear(4, 0.0))
        .observe(|net: &Line, _: &Epoch| nets.push(bits(net)))
        .run(&mut trainer, &mut net, (INPUTS, TARGETS))?;
    assert_ne!(nets[2], nets[3]);
    assert_eq!(nets[4], nets[3]);
    assert_eq!(nets[5], nets[3]);
    Ok(())
}
