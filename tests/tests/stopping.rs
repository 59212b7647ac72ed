//! Every rule that ends a training run: it ends neither earlier nor later.

use std::ops::ControlFlow;

use nn_core::Error;
use nn_core::prelude::*;

use tests::history::History;
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

/// Runs the fit from a network of zeros, and records the run.
fn record(fit: Fit, targets: &[[f32; 1]; 8]) -> Result<(Report, History, Line), Error> {
    let (mut net, mut history) = (Line::ZERO, History::default());
    let fit = fit.observe(&mut history);
    let report = fit.run(&mut line_trainer(), &mut net, (line().0, targets))?;
    Ok((report, history, net))
}

#[test]
fn stops_at_a_gradient_norm() -> Result<(), Error> {
    let fit = Fit::epochs(10_000).until_gradient_norm(1e-3);
    let (report, history, net) = record(fit, &line().1)?;
    assert_eq!(report.reason, Reason::GradientNorm);
    let (last, before) = history.epochs.split_last().expect("epochs");
    assert!(last.gradient_norm <= 1e-3 && before.iter().all(|epoch| epoch.gradient_norm > 1e-3));
    let [slope, offset] = read(&net)[..] else {
        panic!("two parameters")
    };
    assert!((slope - 3.0).abs() < 1e-2 && (offset + 1.0).abs() < 1e-2);
    Ok(())
}

#[test]
fn stops_at_a_loss() -> Result<(), Error> {
    let fit = Fit::epochs(10_000).until_loss(0.01);
    let (report, history, _) = record(fit, &line().1)?;
    assert_eq!(
        (report.reason, report.last.number),
        (Reason::Loss, history.epochs.len())
    );
    let (last, before) = history.epochs.split_last().expect("epochs");
    assert!(last.loss <= 0.01 && before.iter().all(|epoch| epoch.loss > 0.01));
    Ok(())
}

/// The best parameters cannot improve: the run waits exactly as long as its patience.
#[test]
fn stops_when_patience_ends() -> Result<(), Error> {
    let noise: [[f32; 1]; 8] = std::array::from_fn(|k| [if k % 2 == 0 { 1.0 } else { -1.0 }]);
    for wait in [1, 4, 9] {
        let fit = Fit::epochs(10_000).patience(wait, 1e-3);
        let (report, history, _) = record(fit, &noise)?;
        assert_eq!(report.reason, Reason::Patience);
        let (mut best, mut improved) = (f32::INFINITY, 0);
        for epoch in &history.epochs {
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
    let mut net = Line::ZERO;
    let mut history = History {
        end_after: Some(3),
        ..History::default()
    };
    let fit = Fit::epochs(100).observe(&mut history);
    let report = fit.run(&mut line_trainer(), &mut net, line())?;
    assert_eq!((report.reason, report.last.number), (Reason::Observer, 3));
    assert_eq!((history.epochs.len(), history.steps.len()), (3, 3));

    let ends_after = |last: usize| {
        move |epoch: &Epoch| match epoch.number == last {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    };
    let fit = Fit::epochs(100).observe(ends_after(2));
    let report = fit.run(&mut line_trainer(), &mut net, line())?;
    assert_eq!((report.reason, report.last.number), (Reason::Observer, 2));

    let mut bias = 0.0;
    let fit = Fit::epochs(100).observe(|net: &Line, epoch: &Epoch| {
        bias = net.layers.bias[0];
        ends_after(4)(epoch)
    });
    let report = fit.run(&mut line_trainer(), &mut net, line())?;
    assert_eq!((report.reason, report.last.number), (Reason::Observer, 4));
    assert_eq!(bias, net.layers.bias[0]);
    Ok(())
}

#[test]
fn stops_after_all_epochs() -> Result<(), Error> {
    for epochs in [1, 2, 7] {
        let (report, history, _) = record(Fit::epochs(epochs), &line().1)?;
        assert_eq!(
            (report.reason, report.last.number),
            (Reason::Epochs, epochs)
        );
        let numbers: Vec<usize> = history.epochs.iter().map(|epoch| epoch.number).collect();
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
