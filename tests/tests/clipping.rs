//! Steps with clipped gradients are those of PyTorch.

use nn_core::Error;
use nn_core::prelude::*;
use nn_core::train::{Clip, ClipNorm, ClipValue};

use tests::compare::{assert_close, assert_same, assert_within, widen};
use tests::instruction_sets;
use tests::parameters::{bits, random, read, write};
use tests::reference::{Reference, exact};
use tests::samples;
use tests::tolerance::{ONLINE, PARITY};

type Net = network![5 => Dense<7, Tanh> => Dense<3>];

/// The steps of a case: a function that takes a step of this number.
fn compare(name: &str, mut step: impl FnMut(&mut Net, &Reference, usize) -> Step) {
    let reference = Reference::read("training/clipping");
    let mut net = Net::ZERO;
    let start: Vec<f32> = reference.parameters("").into_iter().map(exact).collect();
    write(&mut net, &start);
    let steps: Vec<Step> = (0..10)
        .map(|number| step(&mut net, &reference, number))
        .collect();
    let close = |what: &str, got: &[f32], want: &[f64]| {
        assert_close(&format!("{name}, {what}"), got, want, &PARITY);
    };
    let losses: Vec<f32> = steps.iter().map(|step| step.loss).collect();
    close(
        "losses",
        &losses,
        reference.values(&format!("{name}.losses")),
    );
    let norms: Vec<f32> = steps.iter().map(|step| step.gradient_norm).collect();
    close("norms", &norms, reference.values(&format!("{name}.norms")));
    // A parameter that has moved near 0 has the rounding error of its start.
    let want = reference.parameters(&format!("{name}."));
    let scale = |index: usize| want[index].abs().max(f64::from(start[index]).abs());
    assert_within(name, &read(&net), &want, |index| PARITY.limit(scale(index)));
}

fn batches<O: Optimizer, C: Clip>(name: &str, optimizer: O, clip: fn(f32) -> C) {
    let mut trainer = Trainer::<Net, _, O, 6>::new(MeanSquaredError, optimizer);
    compare(name, |net, reference, _| {
        let (inputs, targets) = (
            reference.rows("input"),
            reference.rows::<[f32; 3]>("target"),
        );
        let clip = clip(reference.setting(name) as f32);
        let step = trainer.step_clipped(net, &inputs, &targets, clip);
        step.expect("a step")
    });
}

fn online<C: Clip>(name: &str, clip: fn(f32) -> C) {
    let mut trainer = OnlineTrainer::new(MeanSquaredError, 0.125);
    compare(name, |net, reference, number| {
        let (inputs, targets) = (
            reference.rows("input"),
            reference.rows::<[f32; 3]>("target"),
        );
        let (row, clip) = (number % 6, clip(reference.setting(name) as f32));
        let step = trainer.step_clipped(net, &inputs[row], &targets[row], clip);
        step.expect("a step")
    });
}

#[test]
fn the_steps_of_pytorch() {
    instruction_sets::each(|_| {
        let (sgd, adam) = (Sgd::new(0.25), Adam::new(0.03125));
        let momentum = Sgd::new(0.125).with_momentum(0.9);
        batches("norm.sgd", sgd, ClipNorm);
        batches("norm.momentum", momentum, ClipNorm);
        batches("norm.adam", adam, ClipNorm);
        online("norm.online", ClipNorm);
        batches("value.sgd", sgd, ClipValue);
        batches("value.momentum", momentum, ClipValue);
        batches("value.adam", adam, ClipValue);
        online("value.online", ClipValue);
    });
}

/// Every kind of block of parameters: matrices, sums, rows, kernels.
type Images = network![[2, 6, 6]
    => Conv2d<filters = 3, kernel = 3> => LayerNorm<Relu>
    => Residual<DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 3, kernel = 1>>
    => Concat<[MaxPool2d<2>], [AvgPool2d<2>]> => Flatten => Dense<4, Tanh> => Dense<3, Softmax>];

/// An online step is a batch of one, for layers of all kinds.
#[test]
fn online_clipping_is_that_of_a_batch_of_one() {
    fn compare<C: Clip>(name: &str, clip: C) {
        let rng = &mut Random::seed(3);
        // A power of two can be multiplied anywhere.
        let mut online = OnlineTrainer::new(CrossEntropy, 0.125);
        let mut batches = Trainer::<Images, _, _, 1>::new(CrossEntropy, Sgd::new(0.125));
        let mut net: Images = random(2);
        for class in [0u8, 1, 2] {
            let mut other: Images = random(2);
            write(&mut other, &read(&net));
            let before = read(&net);
            let input = samples::row(-1.0, 1.0, rng);
            let steps = [
                online.step_clipped(&mut net, &input, &class, clip),
                batches.step_clipped(&mut other, &[input], &[class], clip),
            ];
            let [fused, batch] = steps.map(|step| step.expect("a step"));
            assert_same(name, &[fused.loss], &[batch.loss]);
            let want = widen(&read(&other));
            let size = |index: usize| want[index].abs() + f64::from((before[index]).abs());
            assert_within(name, &read(&net), &want, |index| ONLINE.limit(size(index)));
        }
    }
    instruction_sets::steady(|| {
        compare("norm", ClipNorm(0.1));
        compare("value", ClipValue(0.01));
        compare("none", ());
    });
}

/// A limit that is not reached changes no bit.
#[test]
fn a_high_limit_changes_nothing() -> Result<(), Error> {
    fn trained<C: Clip>(clip: C) -> Result<[Vec<u32>; 2], Error> {
        let (mut net, mut other): (Net, Net) = (random(1), random(1));
        let mut trainer = Trainer::<Net, _, _, 2>::new(MeanSquaredError, Adam::new(0.01));
        let mut online = OnlineTrainer::new(MeanSquaredError, 0.125);
        let (inputs, targets) = ([[0.5; 5], [-0.25; 5]], [[1.0; 3], [0.0; 3]]);
        for _ in 0..4 {
            trainer.step_clipped(&mut net, &inputs, &targets, clip)?;
            online.step_clipped(&mut other, &inputs[0], &targets[0], clip)?;
        }
        Ok([bits(&net), bits(&other)])
    }
    instruction_sets::steady(|| {
        let plain = trained(())?;
        assert_eq!(trained(ClipNorm(100.0))?, plain);
        assert_eq!(trained(ClipValue(100.0))?[0], plain[0]);
        Ok(())
    })
}
