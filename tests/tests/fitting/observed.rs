//! The best network, the history, and observers beside them.

use std::ops::ControlFlow;

use nn_core::Error;
use nn_core::prelude::*;

use tests::history::History;
use tests::parameters::{bits, random};

type Net = network![1 => Dense<4, Tanh> => Dense<1>];

const INPUTS: [[f32; 1]; 6] = [[-1.0], [-0.5], [0.0], [0.25], [0.5], [1.0]];
const TARGETS: [[f32; 1]; 6] = [[1.0], [-0.5], [0.25], [0.75], [-0.25], [1.0]];

fn trainer() -> OnlineTrainer<Net, MeanSquaredError> {
    OnlineTrainer::new(MeanSquaredError, 0.3)
}

/// The best network is that after the best epoch, and the trained one that after the last.
#[test]
fn the_best_network_is_kept() -> Result<(), Error> {
    let (mut net, mut best, mut nets): (Net, Net, _) = (random(1), Net::ZERO, Vec::new());
    let mut room = [Epoch::default(); 30];
    let report = Fit::epochs(30)
        .validate((&INPUTS[..2], &TARGETS[..2]))
        .keep_best(&mut best)
        .history(&mut room)
        .observe(|net: &Net, _: &Epoch| nets.push(net.clone()))
        .run(&mut trainer(), &mut net, (&INPUTS[2..], &TARGETS[2..]))?;
    assert!(report.best.number < 30, "the last epoch is not the best");
    assert_eq!(bits(&best), bits(&nets[report.best.number - 1]));
    assert_eq!(bits(&net), bits(&nets[29]));
    assert_eq!(room[report.best.number - 1], report.best);
    assert_eq!(room[29], report.last);
    let mut least = f32::INFINITY;
    for epoch in &room {
        let loss = epoch.validation.expect("a loss");
        assert_eq!(epoch.is_best, loss < least, "epoch {}", epoch.number);
        least = least.min(loss);
    }
    Ok(())
}

/// Other observers see the same run, in any order of the calls, and each can end it.
#[test]
fn observers_are_added() -> Result<(), Error> {
    let data = (INPUTS, TARGETS);
    let [mut one, mut two] = [[Epoch::default(); 2], [Epoch::default(); 2]];
    let (mut first, mut second) = (History::default(), History::default());
    let (mut best, mut copy) = (Net::ZERO, Net::ZERO);
    let before = Fit::epochs(9)
        .observe(&mut first)
        .history(&mut one)
        .keep_best(&mut best)
        .run(&mut trainer(), &mut random::<Net>(1), data)?;
    let after = Fit::epochs(9)
        .keep_best(&mut copy)
        .history(&mut two)
        .observe(&mut second)
        .observe(|epoch: &Epoch| match epoch.number {
            7 => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        })
        .run(&mut trainer(), &mut random::<Net>(1), data)?;
    assert_eq!((before.reason, before.last.number), (Reason::Epochs, 9));
    assert_eq!((after.reason, after.last.number), (Reason::Observer, 7));
    assert_eq!(first.epochs[..7], second.epochs);
    assert_eq!(first.steps[..42], second.steps);
    // A history with less room has the first epochs.
    assert_eq!(one, first.epochs[..2]);
    assert_eq!(one, two);
    assert_eq!(bits(&best) == bits(&copy), before.best == after.best);
    Ok(())
}
