//! What metrics refuse, and what they return where a value is not defined.

use nn_core::Error;
use nn_core::metrics::{Confusion, Ranking, Regression, accuracy_at, log_loss, top_k_accuracy};
use nn_core::prelude::*;

type Three = network![2 => Dense<3, Softmax>];
type One = network![2 => Dense<1, Sigmoid>];

const INPUTS: [[f32; 2]; 3] = [[0.5, -1.0], [1.5, 0.25], [-0.75, 2.0]];

/// A metric of samples and labels.
type Function<N> = fn(&N, &[[f32; 2]], &[u8]) -> Result<(), Error>;

const OF_THREE: [(&str, Function<Three>); 3] = [
    ("top_k_accuracy", |net, x, y| {
        top_k_accuracy(net, x, y, 2).map(drop)
    }),
    ("log_loss", |net, x, y| log_loss(net, x, y).map(drop)),
    ("Ranking::of", |net, x, y| {
        Ranking::of(net, x, y, 2u8, &mut [(0.0, false); 3]).map(drop)
    }),
];

const OF_ONE: [(&str, Function<One>); 4] = [
    ("top_k_accuracy", |net, x, y| {
        top_k_accuracy(net, x, y, 1).map(drop)
    }),
    ("accuracy_at", |net, x, y| {
        accuracy_at(net, x, y, 0.2).map(drop)
    }),
    ("log_loss", |net, x, y| log_loss(net, x, y).map(drop)),
    ("Ranking::of", |net, x, y| {
        Ranking::of(net, x, y, true, &mut [(0.0, false); 3]).map(drop)
    }),
];

fn refuses<N: Network>(net: &N, functions: &[(&str, Function<N>)], classes: usize) {
    let lengths = |inputs, targets| Err(Error::LengthMismatch { inputs, targets });
    for (name, function) in functions {
        assert_eq!(function(net, &INPUTS, &[0, 1, 0]), Ok(()), "{name}");
        assert_eq!(function(net, &[], &[0, 1]), Err(Error::NoData), "{name}");
        assert_eq!(function(net, &INPUTS, &[0, 1]), lengths(3, 2), "{name}");
        assert_eq!(
            function(net, &INPUTS[..1], &[0, 1]),
            lengths(1, 2),
            "{name}"
        );
        let beyond = Error::ClassOutOfRange {
            sample: 2,
            class: 3,
            classes,
        };
        assert_eq!(function(net, &INPUTS, &[0, 1, 3]), Err(beyond), "{name}");
    }
}

#[test]
fn lengths_and_labels() {
    refuses(&Three::ZERO, &OF_THREE, 3);
    refuses(&One::ZERO, &OF_ONE, 2);
    let net = Three::ZERO;
    let result = Regression::of(&net, &INPUTS, &[[0.0; 3]; 2]).map(drop);
    assert_eq!(
        result,
        Err(Error::LengthMismatch {
            inputs: 3,
            targets: 2
        })
    );
    let none: [[f32; 3]; 0] = [];
    assert_eq!(
        Regression::of(&net, &[], &none).map(drop),
        Err(Error::NoData)
    );
}

#[test]
fn settings_and_memory() {
    let net = Three::ZERO;
    let error = top_k_accuracy(&net, &INPUTS, &[0u8, 1, 2], 0).expect_err("no class");
    assert_eq!(error.to_string(), "`k` is 0, but it must be at least 1");
    assert_eq!(top_k_accuracy(&net, &INPUTS, &[0u8, 1, 2], 99), Ok(1.0));
    let error = Ranking::of(&net, &INPUTS, &[0u8, 1, 2], 1u8, &mut [(0.0, false); 2]).map(drop);
    assert_eq!(
        error.expect_err("two places").to_string(),
        "the memory has 2 places, but there are 3 samples: pass one place for each"
    );
    let error = Ranking::of(&net, &INPUTS, &[0u8, 1, 2], 3u8, &mut [(0.0, false); 3]).map(drop);
    assert!(matches!(
        error,
        Err(Error::ClassOutOfRange { class: 3, .. })
    ));
}

#[test]
fn undefined_values() {
    let area = |scores: &mut [(f32, bool)]| Ranking::new(scores).roc_auc();
    assert!(area(&mut []).is_nan());
    assert!(area(&mut [(0.5, true), (0.25, true)]).is_nan());
    assert!(area(&mut [(0.5, false)]).is_nan());
    let precision = |scores: &mut [(f32, bool)]| Ranking::new(scores).average_precision();
    assert_eq!(precision(&mut []), 0.0);
    assert_eq!(precision(&mut [(0.5, false)]), 0.0);
    assert_eq!(precision(&mut [(0.5, true), (0.25, true)]), 1.0);

    let empty = Confusion::<3>::new();
    assert_eq!((empty.matthews(), empty.balanced_accuracy()), (0.0, 0.0));
    assert_eq!(empty.macro_average().f1, 0.0);
    assert_eq!(empty.weighted_average().f1, 0.0);
    assert_eq!(empty.class(7).samples, 0);

    let mut regression = Regression::<[f32; 1]>::ZERO;
    let scores = regression.mean();
    assert!(scores.r2.is_nan() && scores.root_mean_squared_error.is_nan());
    regression.add(&[1.0], &[2.0]);
    let scores = regression.mean();
    assert!(scores.r2.is_nan());
    assert_eq!(scores.mean_absolute_error, 1.0);
}

/// A NaN output counts as wrong: it is the worst score of its class, no class, and a probability of 0.
#[test]
fn outputs_that_are_nan() -> Result<(), Error> {
    let mut one = One::ZERO;
    one.layers.weights = [[1.0], [0.0]];
    let inputs = [[f32::NAN, 0.0], [1.0, 0.0], [f32::NAN, 0.0], [-1.0, 0.0]];
    let labels = [true, true, false, false];
    let mut memory = [(0.0, false); 4];
    let ranking = Ranking::of(&one, &inputs, &labels, true, &mut memory)?;
    assert_eq!(ranking.roc_auc(), 0.25);
    let mut three = Three::ZERO;
    three.layers.weights = [[1.0, 0.0, 0.0], [0.0; 3]];
    let labels = [0u8, 0, 1, 1];
    assert_eq!(top_k_accuracy(&three, &inputs, &labels, 3)?, 0.5);
    assert_eq!(top_k_accuracy(&three, &inputs, &labels, 1)?, 0.5);
    assert!(log_loss(&three, &inputs, &labels)?.is_finite());
    // They have a class of their own in the correlation.
    let confusion = Confusion::<3>::of(&three, &inputs, &labels)?;
    assert_eq!(confusion.undecided, [1, 1, 0]);
    let mut wider = Confusion::<4>::new();
    for (actual, predicted) in [(0u8, 3), (0, 0), (1, 3), (1, 1)] {
        wider.add(actual, Some(predicted))?;
    }
    assert_eq!(confusion.matthews(), wider.matthews());
    assert_eq!(confusion.samples(), 4);
    let text = confusion.to_string();
    assert!(
        text.starts_with("actual  predicted 0  1  2  none\n0                 1  0  0     1\n"),
        "{text}"
    );
    Ok(())
}
