//! Batch normalization in training: the running statistics, refused steps, and batches of one sample.

use nn_core::Error;
use nn_core::prelude::*;

use tests::compare::assert_within;
use tests::history::History;
use tests::parameters::random;
use tests::samples;
use tests::tolerance::FORWARD;

/// A network whose first layer normalizes the inputs.
type Net = network![[2, 1, 2] => BatchNorm<momentum = 0.25> => Flatten => Dense<1>];
/// A network that normalizes vectors in the first layer.
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
    let mut trainer = Trainer::<Net, _, _, 3>::new(MeanSquaredError, Sgd::new(0.01));
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

/// A refused step does not change them, for any reason. Neither does a check.
#[test]
fn a_refused_step_leaves_the_running_statistics() -> Result<(), Error> {
    type Logits = network![[2, 1, 2] => BatchNorm => Flatten => Dense<2, Softmax>];
    let good: [[[[f32; 2]; 1]; 2]; 2] =
        [[[[1.0, 2.0]], [[3.0, 5.0]]], [[[0.0, 1.0]], [[2.0, 2.0]]]];
    let mut bad = good;
    bad[1][0][0][1] = f32::NAN;
    let mut net: Logits = random(1);
    let mut trainer = Trainer::<Logits, _, _, 2>::new(CrossEntropy, Sgd::new(0.1));
    trainer.step(&mut net, &good, &[0u8, 1])?;
    let before = net.clone();
    assert!(trainer.step(&mut net, &bad, &[0u8, 1]).is_err());
    assert!(trainer.step(&mut net, &good, &[0u8, 2]).is_err());
    assert!(trainer.step(&mut net, &good, &[0u8]).is_err());
    assert!(trainer.step(&mut net, &[good[0]; 3], &[0u8; 3]).is_err());
    let mut online = OnlineTrainer::new(CrossEntropy, 0.1);
    assert!(online.step(&mut net, &bad[1], &0u8).is_err());
    trainer.loss(&net, &good, &[0u8, 1])?;
    net.predict(&good[0]);
    assert_eq!(net, before);
    online.step(&mut net, &good[0], &0u8)?;
    assert_ne!(net.layers.first.first.mean, before.layers.first.first.mean);
    Ok(())
}

/// A batch of one vector has no deviation: it is refused, as in PyTorch, and changes nothing.
#[test]
fn a_batch_of_one_vector() -> Result<(), Error> {
    let mut net: Vectors = random(2);
    let mut trainer = Trainer::<Vectors, _, _, 2>::new(CrossEntropy, Sgd::new(0.1));
    let before = net.clone();
    let result = trainer.step(&mut net, &[[0.5, -1.0, 2.0]], &[1u8]);
    let (samples, least) = (1, 2);
    assert_eq!(result, Err(Error::BatchTooSmall { samples, least }));
    assert_eq!(net, before);
    assert!(trainer.loss(&net, &[[0.5, -1.0, 2.0]], &[1u8]).is_ok());
    Ok(())
}

/// The last batch of an epoch is dropped if it is a single vector, or if it is incomplete and this is set.
#[test]
fn what_is_left_of_an_epoch() -> Result<(), Error> {
    let too_small = |samples, least| Err(Error::BatchTooSmall { samples, least });
    let all = Fit::epochs(20);
    let cases = [
        (5, all, Ok((2, 4))),
        (4, all, Ok((2, 4))),
        (5, all.batch(3), Ok((2, 5))),
        (7, all.batch(3), Ok((2, 6))),
        (5, all.batch(3).drop_last(true), Ok((1, 3))),
        (6, all.batch(3).drop_last(true), Ok((2, 6))),
        (2, all.batch(3).drop_last(true), too_small(2, 3)),
        (5, all.batch(1), too_small(1, 2)),
        (1, all, too_small(1, 2)),
    ];
    for (count, case, want) in cases {
        let inputs: Vec<[f32; 3]> = samples::rows(count, 1.0, &mut Random::seed(3));
        let classes = &[0u8, 1, 0, 1, 1, 0, 1][..count];
        let mut net: Vectors = random(4);
        let before = net.clone();
        let mut trainer = Trainer::<Vectors, _, _, 4>::new(CrossEntropy, Adam::new(0.01));
        let fit = if case == all { all.batch(2) } else { case };
        let mut history = History::default();
        let (fit, data) = (fit.observe(&mut history), (&inputs, classes));
        let result = fit.run(&mut trainer, &mut net, data);
        let name = format!("{count} samples, {case:?}");
        match want {
            Ok((steps, used)) => {
                assert_eq!(result.map(|report| report.last.number), Ok(20), "{name}");
                assert_eq!(history.steps.len(), 20 * steps, "{name}");
                let last = history.steps.last().map(|step| (step.samples, step.total));
                assert_eq!(last, Some((used, used)), "{name}");
            }
            Err(error) => {
                assert_eq!(result, Err(error), "{name}");
                assert_eq!(net, before, "{name}");
            }
        }
    }
    Ok(())
}

/// With momentum 1, the running statistics are those of the batch, also for a small variance. The values are PyTorch's. The
/// tolerance is that of the inputs, whose difference has three digits.
#[test]
fn statistics_with_momentum_1() -> Result<(), Error> {
    type Latest = network![1 => BatchNorm<momentum = 1> => Dense<1>];
    for (inputs, want) in [([[1.0], [1.001]], 5.0005e-7), ([[1.0], [1.0001]], 5.0e-9)] {
        let mut net: Latest = random(1);
        let mut trainer = Trainer::<Latest, _, _, 2>::new(MeanSquaredError, Sgd::new(0.1));
        trainer.step(&mut net, &inputs, &[[0.0]; 2])?;
        let got = net.layers.first.variance[0];
        assert!((got - want).abs() < 2e-3 * want, "{got}, not {want}");
        assert_eq!(
            net.layers.first.mean[0],
            0.5 * (inputs[0][0] + inputs[1][0])
        );
    }
    Ok(())
}

/// Values that are constant over a batch have no deviation.
#[test]
fn constant_channels() -> Result<(), Error> {
    let mut net: Net = random(5);
    let mut trainer = Trainer::<Net, _, _, 2>::new(MeanSquaredError, Sgd::new(0.1));
    trainer.step(&mut net, &[[[[3.0, 3.0]], [[1.0, 2.0]]]; 2], &[[1.0]; 2])?;
    assert!(net.predict(&[[[3.0, 3.0]], [[1.0, 2.0]]])[0].is_finite());
    Ok(())
}

/// Small deviations from a large mean are exact.
#[test]
fn deviations_far_from_zero() {
    type Row = BatchNorm<1, [[f32; 4]; 1]>;
    let mut layer = Row::ZERO;
    layer.initialize_with(None, &mut Random::seed(1));
    let row = [[4096.0, 4098.0, 4096.0, 4098.0]];
    let (run, _) = tests::run::run::<1, Row>(&layer, &[row], &[[[0.0; 4]]], Noise::ZERO);
    assert_within("rows", &run.outputs, &[-1.0, 1.0, -1.0, 1.0], |_| 1e-5);
}
/// Values with a variance beyond `f32` are refused, over a batch and over a sample. Their outputs would be finite.
#[test]
fn a_variance_that_overflows_is_found() -> Result<(), Error> {
    type Batches = network![2 => BatchNorm => Dense<1>];
    type Samples = network![2 => LayerNorm => Dense<1>];
    let inputs = [[1e20, 1.0], [-1e20, 2.0]];
    let mut net: Batches = random(6);
    let before = net.clone();
    let mut trainer = Trainer::<Batches, _, _, 2>::new(MeanSquaredError, Sgd::new(0.1));
    let refused = trainer.step(&mut net, &inputs, &[[0.0]; 2]);
    assert_eq!(refused, Err(Error::NonFiniteLoss { sample: 0 }));
    assert_eq!(net, before);
    let mut net: Samples = random(7);
    let mut trainer = Trainer::<Samples, _, _, 2>::new(MeanSquaredError, Sgd::new(0.1));
    let refused = trainer.step(&mut net, &inputs, &[[0.0]; 2]);
    assert_eq!(refused, Err(Error::NonFiniteLoss { sample: 0 }));
    Ok(())
}
