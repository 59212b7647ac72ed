//! Data in `Vec`s, arrays, slices and boxes; labels of every type; networks of integers.

use nn_core::Error;
use nn_core::metrics::{
    Confusion, Ranking, Regression, accuracy, accuracy_at, accuracy_at_in, accuracy_in, log_loss,
    log_loss_in, top_k_accuracy, top_k_accuracy_in,
};
use nn_core::prelude::*;

use tests::samples;

type Binary = network![2 => Dense<4, Tanh> => Dense<1, Sigmoid>];
type Binary8 = nn_core::quantized![Binary];

fn net() -> Binary {
    Binary::random(&mut Random::seed(1))
}

#[test]
fn every_list_is_accepted() -> Result<(), Error> {
    let net = net();
    let x = [[0.5, -1.0], [1.5, 0.25], [-0.75, 2.0]];
    let y = [1u8, 0, 1];
    let expected = accuracy(&net, &x, &y)?;
    let (x_test, y_test) = (x.to_vec(), vec![true, false, true]);
    assert_eq!(accuracy(&net, &x_test, &y_test)?, expected);
    let (x_slice, y_slice) = (&x_test[..], &y_test[..]);
    assert_eq!(accuracy(&net, x_slice, y_slice)?, expected);
    // References to references are what generic code passes.
    let of = |x: &&[[f32; 2]], y: &&[bool]| accuracy(&net, x, y);
    assert_eq!(of(&x_slice, &y_slice)?, expected);
    let (x_box, y_box) = (
        x_test.clone().into_boxed_slice(),
        y.to_vec().into_boxed_slice(),
    );
    assert_eq!(accuracy(&net, &x_box, &y_box)?, expected);

    let confusion = Confusion::<2>::of(&net, &x_test, &y_test)?;
    assert_eq!(confusion.accuracy(), expected);
    assert_eq!(log_loss(&net, x_slice, &y)?, log_loss(&net, &x, &y_test)?);
    assert_eq!(top_k_accuracy(&net, &x_test, y_slice, 1)?, expected);
    assert_eq!(top_k_accuracy(&net, &x_test, y_slice, 2)?, 1.0);
    let mut memory = vec![(0.0, false); 3];
    let area = Ranking::of(&net, &x_test, &y_test, 1u8, &mut memory)?.roc_auc();
    assert_eq!(
        Ranking::of(&net, &x, &y, true, &mut memory)?.roc_auc(),
        area
    );
    let targets = vec![[1.0], [0.0], [1.0]];
    let of_vectors = Regression::of(&net, &x_test, &targets)?;
    assert_eq!(
        Regression::of(&net, &x, &[[1.0], [0.0], [1.0]])?,
        of_vectors
    );
    Ok(())
}

/// The functions that take a workspace return the same.
#[test]
fn workspaces() -> Result<(), Error> {
    let net = net();
    let mut workspace = Workspace::ZERO;
    let workspace = &mut workspace;
    let x: Vec<[f32; 2]> = samples::rows(40, 2.0, &mut Random::seed(2));
    let y: Vec<bool> = x.iter().map(|[a, b]| a > b).collect();
    assert_eq!(
        accuracy_in(&net, &x, &y, workspace)?,
        accuracy(&net, &x, &y)?
    );
    assert_eq!(
        accuracy_at_in(&net, &x, &y, 0.3, workspace)?,
        accuracy_at(&net, &x, &y, 0.3)?
    );
    let at = Confusion::at(&net, &x, &y, 0.3)?;
    assert_eq!(at.accuracy(), accuracy_at(&net, &x, &y, 0.3)?);
    assert_eq!(accuracy_at(&net, &x, &y, 0.5)?, accuracy(&net, &x, &y)?);
    assert_eq!(
        log_loss_in(&net, &x, &y, workspace)?,
        log_loss(&net, &x, &y)?
    );
    assert_eq!(
        top_k_accuracy_in(&net, &x, &y, 1, workspace)?,
        accuracy(&net, &x, &y)?
    );
    Ok(())
}

#[test]
fn workspaces_of_scores_and_numbers() -> Result<(), Error> {
    let net = net();
    let mut workspace = Workspace::ZERO;
    let workspace = &mut workspace;
    let x: Vec<[f32; 2]> = samples::rows(40, 2.0, &mut Random::seed(2));
    let y: Vec<bool> = x.iter().map(|[a, b]| a > b).collect();
    let (mut one, mut other) = ([(0.0, false); 40], [(0.0, false); 40]);
    assert_eq!(
        Ranking::of_in(&net, &x, &y, true, &mut one, workspace)?,
        Ranking::of(&net, &x, &y, true, &mut other)?
    );
    let targets: Vec<[f32; 1]> = y.iter().map(|label| [f32::from(*label)]).collect();
    let whole = Regression::of(&net, &x, &targets)?;
    assert_eq!(Regression::of_in(&net, &x, &targets, workspace)?, whole);
    let mut parts = Regression::ZERO;
    parts.measure_in(&net, &x[..13], &targets[..13], workspace)?;
    parts.measure_in(&net, &x[13..], &targets[13..], workspace)?;
    assert_eq!(parts, whole);
    // The square of the root mean squared error is the loss of training, and log loss is that of binary cross-entropy.
    let trainer = Trainer::<Binary, _, _, 1>::new(MeanSquaredError, Sgd::new(0.1));
    let squared = trainer.loss(&net, &x, &targets)?;
    assert!((whole.mean().root_mean_squared_error.powi(2) - squared).abs() < 1e-6);
    let trainer = Trainer::<Binary, _, _, 1>::new(BinaryCrossEntropy, Sgd::new(0.1));
    let entropy = trainer.loss(&net, &x, &y)?;
    assert!((log_loss(&net, &x, &y)? - entropy).abs() < 1e-5);
    Ok(())
}

type Learned = (Binary, Binary8, Vec<[f32; 2]>, Vec<bool>);

/// A network of real numbers that has learned when two numbers have the same sign, its network of integers, and the samples.
fn quantized() -> Result<Learned, Error> {
    let rng = &mut Random::seed(3);
    let x: Vec<[f32; 2]> = samples::rows(200, 2.0, rng);
    let y: Vec<bool> = x.iter().map(|[a, b]| a * b > 0.0).collect();
    let mut real = Binary::random(rng);
    let mut trainer = Trainer::<Binary, _, _, 50>::new(BinaryCrossEntropy, Adam::new(0.05));
    Fit::epochs(100).run(&mut trainer, &mut real, (&x, &y))?;
    let mut calibration = Calibration::<Binary>::ZERO;
    calibration.observe(&real, &x).expect("good data");
    let mut net = Binary8::ZERO;
    real.quantize_into(&calibration, &mut net)
        .expect("a calibration");
    Ok((real, net, x, y))
}

fn near(one: f32, other: f32) {
    assert!((one - other).abs() < 0.05, "{one} {other}");
}

#[test]
fn classes_of_integers() -> Result<(), Error> {
    let (real, net, x, y) = quantized()?;
    near(accuracy(&net, &x, &y)?, accuracy(&real, &x, &y)?);
    assert_eq!(accuracy_at(&net, &x, &y, 0.5)?, accuracy(&net, &x, &y)?);
    for threshold in [0.1, 0.5, 0.9] {
        let got = accuracy_at(&net, &x, &y, threshold)?;
        near(got, accuracy_at(&real, &x, &y, threshold)?);
        assert_eq!(Confusion::at(&net, &x, &y, threshold)?.accuracy(), got);
        let classes = x.iter().zip(&y);
        let right = classes
            .filter(|(x, y)| net.classify_at(x, threshold) == Some(usize::from(**y)))
            .count();
        assert_eq!(right as f32 / 200.0, got);
    }
    Ok(())
}

/// The metrics of a network of integers are close to those of its network of real numbers.
#[test]
fn scores_and_numbers_of_integers() -> Result<(), Error> {
    let (real, net, x, y) = quantized()?;
    near(log_loss(&net, &x, &y)?, log_loss(&real, &x, &y)?);
    let (mut one, mut other) = ([(0.0, false); 200], [(0.0, false); 200]);
    let area = Ranking::of(&net, &x, &y, true, &mut one)?.roc_auc();
    near(
        area,
        Ranking::of(&real, &x, &y, true, &mut other)?.roc_auc(),
    );
    assert!(area > 0.9);
    let targets: Vec<[f32; 1]> = y.iter().map(|label| [f32::from(*label)]).collect();
    let got = Regression::of(&net, &x, &targets)?.mean();
    let want = Regression::of(&real, &x, &targets)?.mean();
    near(got.r2, want.r2);
    near(got.root_mean_squared_error, want.root_mean_squared_error);
    near(got.mean_absolute_error, want.mean_absolute_error);
    Ok(())
}

/// Sums of many samples do not drift.
#[test]
fn many_samples() {
    let mut regression = Regression::<[f32; 1]>::ZERO;
    for index in 0..3_000_000 {
        let target = 1000.0 + (index % 2) as f32;
        regression.add(&[target + 0.1], &[target]);
    }
    let scores = regression.mean();
    let error = f64::from(1000.1_f32) - 1000.0;
    assert!((f64::from(scores.mean_absolute_error) - error).abs() < 1e-6 * 1000.0 * error);
    assert!((scores.mean_absolute_error - scores.root_mean_squared_error).abs() < 1e-6);
    let expected = 1.0 - error * error / 0.25;
    assert!(
        (f64::from(scores.r2) - expected).abs() < 1e-4,
        "{}",
        scores.r2
    );
}
