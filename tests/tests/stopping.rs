//! Every rule that ends a training run, and that it ends neither earlier nor later.

use std::ops::ControlFlow;

use nn_core::Error;
use nn_core::prelude::*;

use tests::diary::Diary;
use tests::parameters::{bits, read, write};

type Line = network![1 => Dense<1>];

/// Points of `y = 3 x - 1`.
fn line() -> ([[f32; 1]; 8], [[f32; 1]; 8]) {
    let inputs: [[f32; 1]; 8] = std::array::from_fn(|k| [k as f32 / 4.0 - 1.0]);
    (inputs, inputs.map(|[x]| [3.0 * x - 1.0]))
}

fn line_trainer() -> Trainer<Line, MeanSquaredError, Sgd, 8> {
    Trainer::new(MeanSquaredError, Sgd::new(0.2))
}

#[test]
fn stops_at_a_gradient_norm() -> Result<(), Error> {
    let (inputs, targets) = line();
    let (mut net, mut diary) = (Line::ZERO, Diary::default());
    let fit = Fit::epochs(10_000).until_gradient_norm(1e-3);
    let report = fit
        .observe(&mut diary)
        .run(&mut line_trainer(), &mut net, (&inputs, &targets))?;
    assert_eq!(report.reason, Reason::GradientNorm);
    let (last, before) = diary.epochs.split_last().expect("epochs");
    assert!(last.gradient_norm <= 1e-3 && before.iter().all(|epoch| epoch.gradient_norm > 1e-3));
    let [slope, offset] = read(&net)[..] else {
        panic!("two parameters")
    };
    assert!((slope - 3.0).abs() < 1e-2 && (offset + 1.0).abs() < 1e-2);
    Ok(())
}

#[test]
fn stops_at_a_loss() -> Result<(), Error> {
    let (inputs, targets) = line();
    let (mut net, mut diary) = (Line::ZERO, Diary::default());
    let fit = Fit::epochs(10_000).until_loss(0.01);
    let report = fit
        .observe(&mut diary)
        .run(&mut line_trainer(), &mut net, (&inputs, &targets))?;
    assert_eq!(
        (report.reason, report.last.number),
        (Reason::Loss, diary.epochs.len())
    );
    let (last, before) = diary.epochs.split_last().expect("epochs");
    assert!(last.loss <= 0.01 && before.iter().all(|epoch| epoch.loss > 0.01));
    Ok(())
}

/// From the best parameters there is nothing to gain: the run waits as long as it is told to, and no longer.
#[test]
fn stops_when_patience_ends() -> Result<(), Error> {
    let (inputs, _) = line();
    let noise: [[f32; 1]; 8] = std::array::from_fn(|k| [if k % 2 == 0 { 1.0 } else { -1.0 }]);
    for wait in [1, 4, 9] {
        let (mut net, mut diary) = (Line::ZERO, Diary::default());
        let fit = Fit::epochs(10_000).patience(wait, 1e-3);
        let report =
            fit.observe(&mut diary)
                .run(&mut line_trainer(), &mut net, (&inputs, &noise))?;
        assert_eq!(report.reason, Reason::Patience);
        let (mut best, mut improved) = (f32::INFINITY, 0);
        for epoch in &diary.epochs {
            assert!(
                epoch.number < improved + wait.max(1)
                    || epoch.number == report.last.number
                    || epoch.loss < best - 1e-3
            );
            if epoch.loss < best - 1e-3 {
                (best, improved) = (epoch.loss, epoch.number);
            }
        }
        assert_eq!(report.last.number, improved + wait);
    }
    Ok(())
}

#[test]
fn stops_when_the_observer_says() -> Result<(), Error> {
    let (inputs, targets) = line();
    let mut net = Line::ZERO;
    let mut diary = Diary {
        end_after: Some(3),
        ..Diary::default()
    };
    let report = Fit::epochs(100).observe(&mut diary).run(
        &mut line_trainer(),
        &mut net,
        (&inputs, &targets),
    )?;
    assert_eq!((report.reason, report.last.number), (Reason::Observer, 3));
    assert_eq!((diary.epochs.len(), diary.steps.len()), (3, 3));

    let mut count = 0;
    let mut closure = |_: &Line, epoch: &Epoch| {
        count = epoch.number;
        if epoch.number == 2 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let report = Fit::epochs(100).observe(&mut closure).run(
        &mut line_trainer(),
        &mut net,
        (&inputs, &targets),
    )?;
    assert_eq!((report.reason, count), (Reason::Observer, 2));
    Ok(())
}

#[test]
fn stops_after_all_epochs() -> Result<(), Error> {
    let (inputs, targets) = line();
    for epochs in [1, 2, 7] {
        let (mut net, mut diary) = (Line::ZERO, Diary::default());
        let fit = Fit::epochs(epochs);
        let report =
            fit.observe(&mut diary)
                .run(&mut line_trainer(), &mut net, (&inputs, &targets))?;
        assert_eq!(
            (report.reason, report.last.number),
            (Reason::Epochs, epochs)
        );
        let numbers: Vec<usize> = diary.epochs.iter().map(|epoch| epoch.number).collect();
        assert_eq!(numbers, (1..=epochs).collect::<Vec<_>>());
    }
    Ok(())
}

#[test]
fn refuses_a_run_over_nothing() -> Result<(), Error> {
    let (inputs, targets) = line();
    let mut net = Line::ZERO;
    write(&mut net, &[0.5, 0.25]);
    let before = bits(&net);
    let mut run = |fit: Fit, inputs: &[[f32; 1]], targets: &[[f32; 1]]| -> Result<Report, Error> {
        fit.run(&mut line_trainer(), &mut net, (inputs, targets))
    };
    assert_eq!(run(Fit::epochs(1), &[], &[]), Err(Error::NoData));
    let none = |name| {
        let (value, rule) = (0.0, "it must be at least 1");
        Err(Error::Setting { name, value, rule })
    };
    assert_eq!(run(Fit::epochs(0), &inputs, &targets), none("epochs"));
    let no_batch = Fit::epochs(1).batch(0);
    assert_eq!(run(no_batch, &inputs, &targets), none("batch"));
    let no_patience = Fit::epochs(1).patience(0, 0.0);
    assert_eq!(run(no_patience, &inputs, &targets), none("patience"));
    let mismatch = Error::LengthMismatch {
        inputs: 8,
        targets: 7,
    };
    assert_eq!(run(Fit::epochs(1), &inputs, &targets[..7]), Err(mismatch));
    assert_eq!(bits(&net), before);
    Ok(())
}
