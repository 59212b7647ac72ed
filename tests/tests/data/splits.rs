//! Splits, folds and class counts: pairs stay together, each sample is once in each result, and sizes are scikit-learn's.

use nn_core::Error;
use nn_core::data::{ClassCounts, Folds, Split, shuffle, split, split_stratified};
use nn_core::prelude::*;
use proptest::prelude::*;
use tests::reference::Reference;

/// Inputs that know their index and their label.
fn data(labels: &[u8]) -> (Vec<[f32; 2]>, Vec<u8>) {
    let input = |(index, label): (usize, &u8)| [index as f32, f32::from(*label)];
    (
        labels.iter().enumerate().map(input).collect(),
        labels.to_vec(),
    )
}

/// Checks that each input has its label. Returns the indices.
fn indices(inputs: &[[f32; 2]], labels: &[u8]) -> Vec<usize> {
    assert_eq!(inputs.len(), labels.len());
    for ([_, of], label) in inputs.iter().zip(labels) {
        assert_eq!(*of, f32::from(*label), "a pair was separated");
    }
    inputs.iter().map(|[index, _]| *index as usize).collect()
}

/// Checks that these are all indices, each once.
fn is_whole(mut all: Vec<usize>) {
    all.sort_unstable();
    assert!(all.iter().copied().eq(0..all.len()), "{all:?}");
}

/// Checks that each part has its share of each class, rounded up or down. For several parts, the rounding adds up.
fn has_shares(labels: &[u8], part: &[u8], tolerance: f64) {
    let count = |labels: &[u8], class| labels.iter().filter(|label| **label == class).count();
    for class in 0..4 {
        let share = count(labels, class) as f64 * part.len() as f64 / labels.len() as f64;
        let got = count(part, class) as f64;
        assert!(
            (got - share).abs() < tolerance,
            "class {class}: {got} of {share}"
        );
    }
}

proptest! {
    #[test]
    fn splits_are_whole(labels in proptest::collection::vec(0u8..4, 2..200), share in 0.01f32..0.99, seed: u64) {
        for is_stratified in [false, true] {
            let (mut inputs, mut targets) = data(&labels);
            let rng = &mut Random::seed(seed);
            let split = match is_stratified {
                false => split(&mut inputs, &mut targets, share, rng),
                true => split_stratified(&mut inputs, &mut targets, share, rng),
            };
            let Ok(Split { train_inputs, train_targets, test_inputs, test_targets }) = split else {
                // only because a part would be empty
                prop_assert!(share * labels.len() as f32 > labels.len() as f32 - 1.0);
                continue;
            };
            let mut all = indices(train_inputs, train_targets);
            all.extend(indices(test_inputs, test_targets));
            is_whole(all);
            if is_stratified {
                has_shares(&labels, test_targets, 1.0 + 1e-9);
                has_shares(&labels, train_targets, 1.0 + 1e-9);
            }
        }
    }

    #[test]
    fn folds_hold_back_each_sample_once(labels in proptest::collection::vec(0u8..4, 2..150), folds in 2usize..12, seed: u64) {
        for is_stratified in [false, true] {
            let (mut inputs, mut targets) = data(&labels);
            let rng = &mut Random::seed(seed);
            let made = match is_stratified {
                false => Folds::shuffled(folds, &mut inputs, &mut targets, rng),
                true => Folds::stratified(folds, &mut inputs, &mut targets, rng),
            };
            prop_assert_eq!(made.is_ok(), folds <= labels.len());
            let Ok(mut made) = made else { continue };
            let first = inputs.clone();
            let mut held = Vec::new();
            let mut fold = 0;
            while let Some(split) = made.next(&mut inputs, &mut targets).expect("its own lists") {
                let mut all = indices(split.train_inputs, split.train_targets);
                let test = indices(split.test_inputs, split.test_targets);
                prop_assert_eq!(split.test_inputs, &first[made.range(fold)]);
                if is_stratified {
                    has_shares(&labels, split.test_targets, 2.0);
                }
                held.extend(&test);
                all.extend(test);
                is_whole(all);
                fold += 1;
            }
            prop_assert_eq!(fold, folds);
            prop_assert_eq!(&inputs, &first, "the first order");
            is_whole(held);
        }
    }

    #[test]
    fn shuffling_keeps_pairs(labels in proptest::collection::vec(0u8..4, 1..100), seed: u64) {
        let (mut inputs, mut targets) = data(&labels);
        shuffle(&mut inputs, &mut targets, &mut Random::seed(seed)).expect("as many targets");
        is_whole(indices(&inputs, &targets));
    }
}

/// All 24 orders of four samples are about equally frequent.
#[test]
fn orders_are_uniform() {
    let mut counts = std::collections::BTreeMap::new();
    let rng = &mut Random::seed(1);
    for _ in 0..24_000 {
        let (mut inputs, mut targets) = data(&[0, 1, 2, 3]);
        shuffle(&mut inputs, &mut targets, rng).expect("as many targets");
        *counts.entry(targets).or_insert(0) += 1;
    }
    assert_eq!(counts.len(), 24);
    let chi_square: f64 = counts
        .values()
        .map(|n| (f64::from(*n) - 1e3).powi(2) / 1e3)
        .sum();
    assert!(
        chi_square < 49.7,
        "{chi_square}: 23 degrees of freedom exceed it once in a thousand"
    );
}

#[test]
fn sizes_of_scikit_learn() {
    let reference = Reference::read("data/splits");
    for percent in [10, 20, 25, 30, 50] {
        let want = reference.values(&format!("test_samples.{percent}"));
        for (count, want) in (4..).zip(want) {
            let (mut inputs, mut targets) = data(&vec![0; count]);
            let share = percent as f32 / 100.0;
            let split =
                split(&mut inputs, &mut targets, share, &mut Random::seed(1)).expect("two parts");
            assert_eq!(split.test_inputs.len() as f64, *want, "{share} of {count}");
        }
    }
    for (folds, count) in [(2, 2), (3, 10), (5, 150), (10, 97)] {
        let made = Folds::new(folds, count).expect("enough samples");
        let sizes: Vec<f64> = (0..folds)
            .map(|fold| made.range(fold).len() as f64)
            .collect();
        assert_eq!(sizes, reference.values(&format!("folds.{folds}.{count}")));
        assert!(made.range(folds).is_empty());
    }
}

/// Compares the counts of the four classes with scikit-learn's, up to one.
fn near(labels: &[u8], want: &[f64]) {
    let counts = ClassCounts::<4>::of(labels).expect("four classes").counts;
    for (got, want) in counts.iter().zip(want) {
        let difference = (f64::from(*got) - want).abs();
        assert!(difference <= 1.0, "{counts:?} {want:?}");
    }
    assert_eq!(counts.iter().sum::<u32>(), want.iter().sum::<f64>() as u32);
}

/// Each class has as many held back samples as with scikit-learn, up to one: which classes are rounded up is a choice.
#[test]
fn classes_of_scikit_learn() {
    let reference = Reference::read("data/splits");
    let labels: Vec<u8> = reference
        .values("labels")
        .iter()
        .map(|label| *label as u8)
        .collect();
    for percent in [10, 20, 25, 30, 50] {
        let (mut inputs, mut targets) = data(&labels);
        let share = percent as f32 / 100.0;
        let split = split_stratified(&mut inputs, &mut targets, share, &mut Random::seed(1))
            .expect("two parts");
        let want = reference.values(&format!("stratified.{percent}"));
        near(split.test_targets, want);
    }
    let (mut inputs, mut targets) = data(&labels);
    let mut folds = Folds::stratified(5, &mut inputs, &mut targets, &mut Random::seed(1))
        .expect("enough samples");
    let mut rows = reference.values("stratified_folds").chunks(4);
    while let Some(split) = folds
        .next(&mut inputs, &mut targets)
        .expect("its own lists")
    {
        near(split.test_targets, rows.next().expect("a fold"));
    }
    let weights = ClassCounts::<4>::of(&labels)
        .expect("four classes")
        .balanced_weights();
    for (got, want) in weights.iter().zip(reference.values("weights")) {
        assert!((f64::from(*got) - want).abs() < 1e-6, "{got} {want}");
    }
}

#[test]
fn refused_data_change_nothing() {
    let rng = &mut Random::seed(1);
    let (mut inputs, mut targets) = data(&[0, 1, 2]);
    let (before, mut few) = (inputs.clone(), [0u8; 2]);
    let lengths = Error::LengthMismatch {
        inputs: 3,
        targets: 2,
    };
    assert_eq!(shuffle(&mut inputs, &mut few, rng), Err(lengths));
    assert_eq!(split(&mut inputs, &mut few, 0.5, rng), Err(lengths));
    assert_eq!(Folds::shuffled(2, &mut inputs, &mut few, rng), Err(lengths));
    for share in [0.0, 1.0, -0.1, 0.9, f32::NAN] {
        let error =
            split_stratified(&mut inputs, &mut targets, share, rng).expect_err("an empty part");
        assert!(error.to_string().starts_with("`test_share` is "), "{error}");
    }
    assert_eq!(
        split::<[f32; 2], u8, _>(&mut [], &mut [], 0.5, rng),
        Err(Error::NoData)
    );
    for folds in [0, 1, 4] {
        let error =
            Folds::stratified(folds, &mut inputs, &mut targets, rng).expect_err("no such folds");
        assert!(error.to_string().starts_with("`folds` is "), "{error}");
    }
    let mut other = Folds::new(2, 5).expect("enough samples");
    let error = other
        .next(&mut inputs, &mut targets)
        .expect_err("other lists");
    assert!(error.to_string().starts_with("`samples` is 3"), "{error}");
    assert_eq!(inputs, before);
}

#[test]
fn refused_labels() {
    let error = ClassCounts::<2>::of(&[0u8, 1, 2]).expect_err("three classes");
    assert_eq!(
        error,
        Error::ClassOutOfRange {
            sample: 2,
            class: 2,
            classes: 2
        }
    );
    assert_eq!(ClassCounts::<2>::of(&[0u8; 0]), Err(Error::NoData));
}
