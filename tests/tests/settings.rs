//! Settings outside their range are refused where they are made, with the name, the value and the rule.

use nn_core::Error;
use nn_core::prelude::*;

type Net = network![1 => Dense<2, Softmax>];

/// Something that is made with one setting.
type Build = fn(f32) -> Result<(), Error>;

/// Takes the good values, and neither the bad ones nor those that are no numbers.
fn check(cases: &[(&str, Build)], good: &[f32], bad: &[f32]) {
    for (setting, build) in cases {
        for value in good {
            assert_eq!(build(*value), Ok(()), "{setting} {value}");
        }
        let no_numbers = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY];
        for value in bad.iter().chain(&no_numbers) {
            match build(*value) {
                Err(Error::Setting {
                    name, value: given, ..
                }) => {
                    assert_eq!((name, given.to_bits()), (*setting, value.to_bits()));
                }
                other => panic!("{setting} {value}: {other:?}"),
            }
        }
    }
}

#[test]
fn what_must_be_positive() {
    let cases: [(&str, Build); 10] = [
        ("learning_rate", |x| Sgd::new(x).map(drop)),
        ("learning_rate", |x| Adam::new(x).map(drop)),
        ("learning_rate", |x| AdamW::new(x).map(drop)),
        ("learning_rate", |x| RmsProp::new(x).map(drop)),
        ("learning_rate", |x| {
            Online::<Net, _>::new(CrossEntropy, x).map(drop)
        }),
        ("learning_rate", |x| Adam::new(1.0)?.set_learning_rate(x)),
        ("learning_rate", |x| Sgd::new(1.0)?.set_learning_rate(x)),
        ("epsilon", |x| Adam::new(1.0)?.with_epsilon(x).map(drop)),
        ("epsilon", |x| RmsProp::new(1.0)?.with_epsilon(x).map(drop)),
        ("delta", |x| Huber::new(x).map(drop)),
    ];
    check(&cases, &[1e-30, 0.5, 1e30], &[0.0, -0.0, -1.0]);
}

#[test]
fn what_must_be_a_fraction() {
    let cases: [(&str, Build); 5] = [
        ("momentum", |x| Sgd::new(1.0)?.with_momentum(x).map(drop)),
        ("beta1", |x| Adam::new(1.0)?.with_betas(x, 0.9).map(drop)),
        ("beta2", |x| Adam::new(1.0)?.with_betas(0.9, x).map(drop)),
        ("beta2", |x| AdamW::new(1.0)?.with_betas(0.9, x).map(drop)),
        ("smoothing", |x| {
            RmsProp::new(1.0)?.with_smoothing(x).map(drop)
        }),
    ];
    check(&cases, &[0.0, 0.5, 0.999], &[1.0, 1.5, -0.1]);
}

#[test]
fn what_must_not_be_negative() {
    let cases: [(&str, Build); 7] = [
        ("weight_decay", |x| {
            Sgd::new(1.0)?.with_weight_decay(x).map(drop)
        }),
        ("weight_decay", |x| {
            Adam::new(1.0)?.with_weight_decay(x).map(drop)
        }),
        ("weight_decay", |x| {
            AdamW::new(1.0)?.with_weight_decay(x).map(drop)
        }),
        ("weight_decay", |x| {
            RmsProp::new(1.0)?.with_weight_decay(x).map(drop)
        }),
        ("gradient_norm", |x| {
            Fit::epochs(1).until_gradient_norm(x).map(drop)
        }),
        ("loss", |x| Fit::epochs(1).until_loss(x).map(drop)),
        ("improvement", |x| Fit::epochs(1).patience(1, x).map(drop)),
    ];
    check(&cases, &[0.0, 0.5, 1e30], &[-1e-30, -1.0]);
}

/// The message names the setting as the user writes it, and what is allowed.
#[test]
fn the_message_says_the_rule() {
    let error = Adam::new(0.1).and_then(|adam| adam.with_betas(0.9, 1.0));
    let text = error.map(drop).expect_err("a beta of 1").to_string();
    assert_eq!(text, "`beta2` is 1, but it must be at least 0 and below 1");
}
