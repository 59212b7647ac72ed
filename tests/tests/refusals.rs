//! A refused step leaves no trace: the weights are equal to the bit, and training continues as if it had not happened.

use nn_core::Error;
use nn_core::loss::{EndsIn, Loss, Target};
use nn_core::prelude::*;

use tests::bad::{self, Bad, CLASSES, GOOD, NUMBERS};
use tests::parameters::{bits, copy, random, read, write};

type Net = network![3 => Dense<5, Tanh> => Dense<3, Softmax>];
/// The same network with its last values as outputs.
type Linear = network![3 => Dense<5, Relu> => Dense<3>];

/// A trainer with invalid batches between valid ones is equal to one without them.
fn refuses<N, L, T, O>(name: &str, loss: L, optimizer: O, good: &[T], bad: Vec<Bad<T>>)
where
    N: TrainableNetwork<Input = [f32; 3]>,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss + Copy,
    O: Optimizer + Copy,
    T: Target<L, N::Output>,
{
    let mut bothered = Trainer::<N, L, O, 4>::new(loss, optimizer);
    let mut left_alone = Trainer::<N, L, O, 4>::new(loss, optimizer);
    let mut net: N = random(3);
    let mut other = copy(&net);
    for (index, (inputs, targets, error)) in bad.into_iter().enumerate() {
        let case = format!("{name}, bad batch {index}");
        let before = bits(&net);
        let result = bothered.step(&mut net, &inputs, &targets);
        assert_eq!(result, Err(error), "{case}");
        assert_eq!(bits(&net), before, "{case}: the weights moved");

        let got = bothered.step(&mut net, &GOOD, good).expect("a step");
        let want = left_alone.step(&mut other, &GOOD, good).expect("a step");
        assert_eq!(got, want, "{case}: the next step");
        assert_eq!(bits(&net), bits(&other), "{case}: after the next step");
        assert_ne!(bits(&net), before, "{case}: a good step moves the weights");
    }
}

/// With an optimizer. Its state must not change either.
fn refuses_classes<O: Optimizer + Copy>(name: &str, optimizer: O) {
    refuses::<Net, _, _, O>(name, CrossEntropy, optimizer, &CLASSES, bad::classes());
}

#[test]
fn a_refused_batch_leaves_no_trace_in_any_optimizer() -> Result<(), Error> {
    let momentum = Sgd::new(0.1).with_momentum(0.9);
    refuses_classes("plain", Sgd::new(0.1));
    refuses_classes("momentum", momentum);
    refuses_classes("nesterov", momentum.with_nesterov());
    refuses_classes("adam", Adam::new(0.01));
    refuses_classes("adamw", AdamW::new(0.01));
    refuses_classes("rmsprop", RmsProp::new(0.01));
    Ok(())
}

/// With a loss for values.
fn refuses_numbers<L>(name: &str, loss: L, bad: Vec<Bad<[f32; 3]>>) -> Result<(), Error>
where
    L: Elementwise + Copy,
{
    refuses::<Linear, L, _, _>(name, loss, Adam::new(0.01), &NUMBERS, bad);
    Ok(())
}

#[test]
fn a_refused_batch_leaves_no_trace_whatever_the_loss() -> Result<(), Error> {
    refuses_numbers("squares", MeanSquaredError, bad::squares())?;
    refuses_numbers("absolute", MeanAbsoluteError, bad::numbers())?;
    refuses_numbers("huber", Huber::default(), bad::numbers())
}

/// Targets that a loss does not allow, although its value would be finite.
#[test]
fn targets_out_of_range_are_refused() -> Result<(), Error> {
    type Truths = network![3 => Dense<3, Sigmoid>];
    let invalid = Err(Error::InvalidTarget { sample: 0 });
    for bad in [5.0, -0.1, f32::INFINITY] {
        let mut net: Truths = random(3);
        let mut online = OnlineTrainer::new(BinaryCrossEntropy, 0.1);
        let result = online.step(&mut net, &GOOD[0], &[0.0, bad, 1.0]);
        assert_eq!(result, invalid, "a truth of {bad}");
    }
    let mut net: Net = random(3);
    let mut online = OnlineTrainer::new(CrossEntropy, 0.1);
    let result = online.step(&mut net, &GOOD[0], &[-5.0, 6.0, 0.0]);
    assert_eq!(result, invalid, "a part of a distribution below 0");
    Ok(())
}

/// Losses that are finite, but whose sum is not.
#[test]
fn an_infinite_sum_of_losses_is_refused() -> Result<(), Error> {
    type One = network![1 => Dense<1>];
    let mut net = One::ZERO;
    let mut trainer = Trainer::<One, _, _, 2>::new(MeanAbsoluteError, Sgd::new(0.1));
    let (inputs, targets) = ([[1.0]; 2], [[3e38]; 2]);
    let error = Err(Error::NonFiniteLoss { sample: 1 });
    assert_eq!(trainer.step(&mut net, &inputs, &targets), error);
    assert_eq!(
        trainer.loss(&net, &inputs, &targets),
        Err(Error::NonFiniteLoss { sample: 1 })
    );
    assert_eq!(net, One::ZERO);
    Ok(())
}

#[test]
fn a_refused_sample_leaves_no_trace_online() -> Result<(), Error> {
    let mut net: Net = random(3);
    let before = bits(&net);
    let mut online = OnlineTrainer::new(CrossEntropy, 0.1);
    let nan = [0.0, f32::NAN, 0.0];
    assert_eq!(
        online.step(&mut net, &nan, &1usize),
        Err(Error::NonFiniteLoss { sample: 0 })
    );
    assert_eq!(
        online.step(&mut net, &GOOD[0], &3usize),
        Err(Error::ClassOutOfRange {
            sample: 0,
            class: 3,
            classes: 3
        })
    );
    assert_eq!(bits(&net), before);

    let mut net: Linear = random(3);
    let before = bits(&net);
    let mut online = OnlineTrainer::new(MeanSquaredError, 0.1);
    for target in [f32::NAN, f32::INFINITY, 1e30] {
        let result = online.step(&mut net, &GOOD[0], &[0.0, target, 0.0]);
        assert_eq!(result, Err(Error::NonFiniteLoss { sample: 0 }), "{target}");
        assert_eq!(bits(&net), before, "{target}");
    }
    Ok(())
}

/// Losses that are finite with a gradient or a norm that is not.
#[test]
fn an_infinite_gradient_names_its_layer() -> Result<(), Error> {
    type Two = network![1 => Dense<1, Relu> => Dense<2>];
    let cases = [
        ("a large input and a tiny weight", 1e25, 1e-25, 1.0, 0),
        ("a large value and a tiny weight", 1.0, 1e25, 1e-25, 1),
        ("only the sum of the squares", 1.0, 1.5e19, 7e-20, 1),
        ("the activation hides it", f32::NEG_INFINITY, 1.0, 1.0, 0),
    ];
    for (case, input, first, last, layer) in cases {
        let mut net = Two::ZERO;
        write(&mut net, &[first, 0.0, last, last, 0.0, 0.0]);
        let before = bits(&net);
        let error = Err(Error::NonFiniteGradient { layer });
        let mut trainer = Trainer::<Two, _, _, 2>::new(MeanSquaredError, Adam::new(0.1));
        let result = trainer.step(&mut net, &[[input]], &[[0.0; 2]]);
        assert_eq!(result, error, "trainer: {case}");
        assert_eq!(bits(&net), before, "trainer: {case}");
        let mut online = OnlineTrainer::new(MeanSquaredError, 0.1);
        let result = online.step(&mut net, &[input], &[0.0; 2]);
        assert_eq!(result, error, "online: {case}");
        assert_eq!(bits(&net), before, "online: {case}");
    }
    Ok(())
}

/// In a run over a data set, the error has the sample's index in the data, in any shuffled order, and the weights are
/// those of the last good step.
#[test]
fn a_run_names_the_sample_in_the_data() -> Result<(), Error> {
    let mut inputs: Vec<[f32; 3]> = GOOD.iter().cycle().take(10).copied().collect();
    inputs[7][0] = f32::NAN;
    let classes: Vec<usize> = CLASSES.iter().cycle().take(10).copied().collect();
    let error = Err(Error::NonFiniteLoss { sample: 7 });
    for seed in 0..5 {
        let mut net: Net = random(3);
        let mut trainer = Trainer::<Net, _, _, 4>::new(CrossEntropy, Adam::new(0.01));
        let result = Fit::epochs(1)
            .seed(seed)
            .run(&mut trainer, &mut net, (&inputs, &classes));
        assert_eq!(result, error, "trainer, seed {seed}");
        assert!(read(&net).iter().all(|weight| weight.is_finite()));

        let mut online = OnlineTrainer::new(CrossEntropy, 0.01);
        let result = Fit::epochs(1)
            .seed(seed)
            .run(&mut online, &mut net, (&inputs, &classes));
        assert_eq!(result, error, "online, seed {seed}");
        assert!(read(&net).iter().all(|weight| weight.is_finite()));
    }
    Ok(())
}

/// The loss over any number of samples refuses the same targets.
#[test]
fn the_loss_over_samples_refuses_too() -> Result<(), Error> {
    let net: Net = random(3);
    let trainer = Trainer::<Net, _, _, 1>::new(CrossEntropy, Sgd::new(0.1));
    let online = OnlineTrainer::<Net, _>::new(CrossEntropy, 0.1);
    for (inputs, classes, error) in bad::classes() {
        if matches!(error, Error::BatchTooLarge { .. }) {
            assert!(
                trainer.loss(&net, &inputs, &classes).is_ok(),
                "any number of samples"
            );
            continue;
        }
        assert_eq!(trainer.loss(&net, &inputs, &classes), Err(error));
        assert_eq!(online.loss(&net, &inputs, &classes), Err(error));
    }
    Ok(())
}
