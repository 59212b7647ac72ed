//! Batch normalisation in training: what the running statistics become, when they stay, and batches of one sample.

use nn_core::Error;
use nn_core::prelude::*;

use tests::compare::{assert_within, widen};
use tests::diary::Diary;
use tests::parameters::{bits, random};
use tests::samples;
use tests::tolerance::FORWARD;

/// Its first layer sees the inputs themselves.
type Net = network![[2, 1, 2] => BatchNorm<momentum = 0.25> => Flatten => Dense<1>];
/// Normalised as a vector, in front.
type Vectors =
    network![3 => BatchNorm<Tanh> => Dense<4> => BatchNorm<Sigmoid> => Dense<2, Softmax>];

/// The running mean and variance of the first layer, channel by channel.
fn running(net: &Net) -> [f32; 4] {
    let layer = &net.layers.first.first;
    let ([a, b], [c, d]) = (layer.mean, layer.variance);
    [a, b, c, d]
}

/// By hand: means 2.5 and 10, sums of squared deviations 5 and 200, of four values each.
#[test]
fn running_statistics_follow_the_formula() -> Result<(), Error> {
    let inputs = [
        [[[1.0, 2.0]], [[0.0, 20.0]]],
        [[[3.0, 4.0]], [[10.0, 10.0]]],
    ];
    let mut net = Net::ZERO;
    net.initialize(&mut Random::seed(1));
    assert_eq!(running(&net), [0.0, 0.0, 1.0, 1.0]);
    let mut trainer = Trainer::<Net, _, _, 3>::new(MeanSquaredError, Sgd::new(0.01)?);
    let (mut mean, mut variance) = ([0.0, 0.0], [1.0, 1.0]);
    for step in 0..5 {
        trainer.step(&mut net, &inputs, &[[1.0], [-1.0]])?;
        for (channel, (now, squares)) in [(2.5, 5.0), (10.0, 200.0)].into_iter().enumerate() {
            mean[channel] = 0.75 * mean[channel] + 0.25 * now;
            variance[channel] = 0.75 * variance[channel] + 0.25 * squares / 3.0;
        }
        let want: [f64; 4] = [mean[0], mean[1], variance[0], variance[1]];
        let limit = |index: usize| FORWARD.limit(want[index]);
        assert_within(&format!("step {step}"), &running(&net), &want, limit);
    }
    Ok(())
}

/// A step that is refused leaves them as they were, whatever the reason; so does looking.
#[test]
fn a_refused_step_leaves_the_running_statistics() -> Result<(), Error> {
    type Logits = network![[2, 1, 2] => BatchNorm => Flatten => Dense<2, Softmax>];
    let good: [[[[f32; 2]; 1]; 2]; 2] =
        [[[[1.0, 2.0]], [[3.0, 5.0]]], [[[0.0, 1.0]], [[2.0, 2.0]]]];
    let mut bad = good;
    bad[1][0][0][1] = f32::NAN;
    let mut net: Logits = random(1);
    let mut trainer = Trainer::<Logits, _, _, 2>::new(CrossEntropy, Sgd::new(0.1)?);
    trainer.step(&mut net, &good, &[0u8, 1])?;
    let before = net.clone();
    assert!(trainer.step(&mut net, &bad, &[0u8, 1]).is_err());
    assert!(trainer.step(&mut net, &good, &[0u8, 2]).is_err());
    assert!(trainer.step(&mut net, &good, &[0u8]).is_err());
    assert!(trainer.step(&mut net, &[good[0]; 3], &[0u8; 3]).is_err());
    let mut online = Online::new(CrossEntropy, 0.1)?;
    assert!(online.step(&mut net, &bad[1], &0u8).is_err());
    trainer.loss(&net, &good, &[0u8, 1])?;
    net.predict(&good[0]);
    assert_eq!(net, before);
    online.step(&mut net, &good[0], &0u8)?;
    assert_ne!(net.layers.first.first.mean, before.layers.first.first.mean);
    Ok(())
}

/// A batch of one vector has no deviation: nothing is divided by zero, the running variances stay, and the step is a step.
#[test]
fn a_batch_of_one_vector() -> Result<(), Error> {
    let mut net: Vectors = random(2);
    let mut trainer = Trainer::<Vectors, _, _, 2>::new(CrossEntropy, Sgd::new(0.1)?);
    let before = net.clone();
    let step = trainer.step(&mut net, &[[0.5, -1.0, 2.0]], &[1u8])?;
    assert!(step.loss.is_finite() && step.gradient_norm.is_finite());
    assert_ne!(bits(&net), bits(&before), "the shifts learn");
    let (now, then) = (
        &net.layers.first.first.first,
        &before.layers.first.first.first,
    );
    assert_eq!(now.variance, then.variance);
    assert_eq!(now.mean, [0.05, -0.1, 0.2]);
    assert!(net.predict(&[0.5, -1.0, 2.0]).iter().all(|y| y.is_finite()));
    Ok(())
}

/// Five samples by twos: the last batch of every epoch is one sample.
#[test]
fn a_run_whose_last_batch_is_one_sample() -> Result<(), Error> {
    let rng = &mut Random::seed(3);
    let inputs: Vec<[f32; 3]> = samples::rows(5, 1.0, rng);
    let classes = [0u8, 1, 0, 1, 1];
    let mut net: Vectors = random(4);
    let mut trainer = Trainer::<Vectors, _, _, 2>::new(CrossEntropy, Adam::new(0.01)?);
    let mut diary = Diary::default();
    let fit = Fit::epochs(20);
    let report = fit.run(&mut trainer, &mut net, &inputs, &classes, rng, &mut diary)?;
    assert_eq!(report.last.number, 20);
    assert_eq!(diary.steps.len(), 60);
    assert!(
        widen(&tests::parameters::read(&net))
            .iter()
            .all(|p| p.is_finite())
    );
    Ok(())
}

/// What is constant over a batch has no deviation, either.
#[test]
fn constant_channels() -> Result<(), Error> {
    let mut net: Net = random(5);
    let mut trainer = Trainer::<Net, _, _, 2>::new(MeanSquaredError, Sgd::new(0.1)?);
    trainer.step(&mut net, &[[[[3.0, 3.0]], [[1.0, 2.0]]]; 2], &[[1.0]; 2])?;
    assert!(net.predict(&[[[3.0, 3.0]], [[1.0, 2.0]]])[0].is_finite());
    Ok(())
}

/// Large means do not drown small deviations.
#[test]
fn deviations_far_from_zero() {
    type Row = BatchNorm<1, [[f32; 4]; 1]>;
    let mut layer = Row::ZERO;
    layer.initialize_with(None, &mut Random::seed(1));
    let row = [[4096.0, 4098.0, 4096.0, 4098.0]];
    let (run, _) = tests::run::run::<1, Row>(&layer, &[row], &[[[0.0; 4]]], Noise::ZERO);
    assert_within("rows", &run.outputs, &[-1.0, 1.0, -1.0, 1.0], |_| 1e-5);
}
/// Numbers whose variance is beyond `f32` are refused, over a batch as over a sample: they would give finite outputs.
#[test]
fn a_variance_that_overflows_is_found() -> Result<(), Error> {
    type Batches = network![2 => BatchNorm => Dense<1>];
    type Samples = network![2 => LayerNorm => Dense<1>];
    let inputs = [[1e20, 1.0], [-1e20, 2.0]];
    let mut net: Batches = random(6);
    let before = net.clone();
    let mut trainer = Trainer::<Batches, _, _, 2>::new(MeanSquaredError, Sgd::new(0.1)?);
    let refused = trainer.step(&mut net, &inputs, &[[0.0]; 2]);
    assert_eq!(refused, Err(Error::NonFiniteLoss { sample: 0 }));
    assert_eq!(net, before);
    let mut net: Samples = random(7);
    let mut trainer = Trainer::<Samples, _, _, 2>::new(MeanSquaredError, Sgd::new(0.1)?);
    let refused = trainer.step(&mut net, &inputs, &[[0.0]; 2]);
    assert_eq!(refused, Err(Error::NonFiniteLoss { sample: 0 }));
    Ok(())
}
