//! PyTorch's losses and gradients by the logits, computed in `f64`.
//!
//! The inputs are the rows of an identity matrix. So the weights of the one layer are the logits of the samples, and the gradient of a
//! weight is that of a logit.

use nn_core::loss::{EndsIn, Loss, Target, Weighted};
use nn_core::prelude::*;

use tests::compare::assert_within;
use tests::instruction_sets;
use tests::reference::{self, Reference, exact};
use tests::tolerance::{LOGITS, PARITY};

const BATCH: usize = 6;

type Classes = network![6 => Dense<5, Softmax>];
type Truths = network![6 => Dense<5, Sigmoid>];
type Numbers = network![6 => Dense<5>];

/// The files that are compared, by the tests of this file.
const CHECKED: [&[&str]; 3] = [CROSS_ENTROPY, BINARY, FOCAL];
const CROSS_ENTROPY: &[&str] = &[
    "ce_weights",
    "ce_smoothing",
    "ce_both",
    "ce_ignored",
    "ce_all",
    "ce_mixed",
    "ce_far",
    "ce_samples",
    "mse_samples",
];
const BINARY: &[&str] = &["bce_positive", "bce_positives", "bce_far"];
const FOCAL: &[&str] = &[
    "focal",
    "focal_weights",
    "focal_mixed",
    "focal_far",
    "binary_focal",
    "binary_focal_half",
    "binary_focal_far",
];

#[test]
fn every_file_is_checked() {
    let mut checked = CHECKED.concat();
    checked.sort_unstable();
    assert_eq!(reference::names("losses"), checked);
}

/// Compares the loss and the gradient of a trainer, of inference, and of an online trainer.
fn check<N, L, T>(name: &str, file: &Reference, loss: L, targets: &[T])
where
    N: TrainableNetwork<Input = [f32; BATCH], Output = [f32; 5]> + Clone,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss + Copy,
    T: Target<L, [f32; 5]>,
{
    let mut start = N::ZERO;
    let mut logits = file.rows::<[f32; 5]>("logits").concat();
    logits.extend([0.0; 5]);
    tests::parameters::write(&mut start, &logits);
    let inputs: [[f32; BATCH]; BATCH] =
        core::array::from_fn(|row| core::array::from_fn(|column| f32::from(row == column)));
    let want = file.values("grad.logits");
    let largest = want
        .iter()
        .fold(0.0, |largest: f64, d| largest.max(d.abs()));
    let limit = |index: usize| PARITY.limit(want[index]) + LOGITS.limit(largest);
    let value = file.setting("loss");
    instruction_sets::each(|set| {
        let name = format!("{name}, {set}");
        let mut trainer = Trainer::<N, L, Sgd, BATCH>::new(loss, Sgd::new(0.1));
        let inferred = trainer.loss(&start, &inputs, targets).expect("good data");
        let step = trainer
            .step(&mut start.clone(), &inputs, targets)
            .expect("good data");
        for got in [inferred, step.loss] {
            assert_within(&name, &[got], &[value], |_| PARITY.limit(value));
        }
        let got = &trainer.gradients().as_slice()[..want.len()];
        assert_within(&name, got, want, limit);
    });
}

/// The class of each row, or `None` if it is ignored.
fn classes(file: &Reference) -> Vec<Option<u8>> {
    let class = |class: &f64| (*class >= 0.0).then_some(*class as u8);
    file.values("target").iter().map(class).collect()
}

/// The targets with the weights of the samples.
fn weighted<T>(file: &Reference, targets: Vec<T>) -> Vec<Weighted<T>> {
    let pairs = targets.into_iter().zip(file.values("samples"));
    pairs
        .map(|(y, weight)| Weighted::new(y, exact(*weight)))
        .collect()
}

fn row(file: &Reference, name: &str) -> [f32; 5] {
    file.rows(name)[0]
}

#[test]
fn cross_entropies() {
    for name in CROSS_ENTROPY {
        let file = &Reference::read(&format!("losses/{name}"));
        let smoothing = file.setting("smoothing") as f32;
        let all: Vec<u8> = classes(file).into_iter().flatten().collect();
        let smoothed = CrossEntropy.with_label_smoothing(smoothing);
        match *name {
            "ce_weights" => {
                let loss = CrossEntropy.with_class_weights(row(file, "weights"));
                check::<Classes, _, _>(name, file, loss, &all);
            }
            "ce_smoothing" => check::<Classes, _, _>(name, file, smoothed, &all),
            "ce_both" | "ce_far" => {
                let loss = smoothed.with_class_weights(row(file, "weights"));
                check::<Classes, _, _>(name, file, loss, &all);
            }
            "ce_ignored" => check::<Classes, _, _>(name, file, CrossEntropy, &classes(file)),
            "ce_all" => {
                let loss = CrossEntropy.with_class_weights(row(file, "weights"));
                let loss = loss.with_label_smoothing(smoothing);
                check::<Classes, _, _>(name, file, loss, &classes(file));
            }
            "ce_mixed" => {
                let targets = file.rows::<[f32; 5]>("target");
                check::<Classes, _, _>(name, file, smoothed, &targets);
            }
            "ce_samples" => {
                let targets = weighted(file, all);
                check::<Classes, _, _>(name, file, CrossEntropy, &targets);
            }
            "mse_samples" => {
                let targets = weighted(file, file.rows::<[f32; 5]>("target"));
                check::<Numbers, _, _>(name, file, MeanSquaredError, &targets);
            }
            _ => panic!("{name}: there is no such case"),
        }
    }
}

#[test]
fn binary_cross_entropies() {
    for name in BINARY {
        let file = &Reference::read(&format!("losses/{name}"));
        let targets = file.rows::<[f32; 5]>("target");
        if *name == "bce_positive" {
            let loss = BinaryCrossEntropy.with_positive_weight(exact(file.setting("positive")));
            check::<Truths, _, _>(name, file, loss, &targets);
        } else {
            let loss = BinaryCrossEntropy.with_positive_weight(row(file, "weights"));
            check::<Truths, _, _>(name, file, loss, &targets);
        }
    }
}

#[test]
fn focal_losses() {
    for name in FOCAL {
        let file = &Reference::read(&format!("losses/{name}"));
        let gamma = exact(file.setting("gamma"));
        let all: Vec<u8> = classes(file).into_iter().flatten().collect();
        let loss = Focal::new(gamma);
        match *name {
            "focal" => check::<Classes, _, _>(name, file, loss, &all),
            "focal_weights" | "focal_far" => {
                let loss = loss.with_class_weights(row(file, "weights"));
                check::<Classes, _, _>(name, file, loss, &all);
            }
            "focal_mixed" => {
                let loss = loss.with_class_weights(row(file, "weights"));
                let targets = file.rows::<[f32; 5]>("target");
                check::<Classes, _, _>(name, file, loss, &targets);
            }
            _ => {
                let loss = BinaryFocal::new(gamma, exact(file.setting("alpha")));
                let targets = file.rows::<[f32; 5]>("target");
                check::<Truths, _, _>(name, file, loss, &targets);
            }
        }
    }
}
