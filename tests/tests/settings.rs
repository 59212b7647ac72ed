//! A setting outside its range is refused by the first step or run, with the name, the value and the rule.

use nn_core::Error;
use nn_core::prelude::*;

use tests::parameters::{bits, random};

type Net = network![1 => Dense<2, Softmax>];
type Line = network![1 => Dense<1>];

/// Trains with one setting.
type Train = fn(f32) -> Result<(), Error>;

/// A step of a trainer. Checks that a refused step changes nothing.
fn step<O: Optimizer>(optimizer: O) -> Result<(), Error> {
    let mut net: Net = random(1);
    let before = bits(&net);
    let mut trainer = Trainer::<Net, _, O, 1>::new(CrossEntropy, optimizer);
    let result = trainer.step(&mut net, &[[0.5]], &[1u8]).map(drop);
    assert!(result.is_ok() || bits(&net) == before);
    assert!(
        result.is_ok()
            || Fit::epochs(1)
                .run(&mut trainer, &mut net, ([[0.5]], [1u8]))
                .is_err()
    );
    result
}

/// A step of an online trainer.
fn online(learning_rate: f32) -> OnlineTrainer<Net, CrossEntropy> {
    OnlineTrainer::new(CrossEntropy, learning_rate)
}

fn online_step(mut trainer: OnlineTrainer<Net, CrossEntropy>) -> Result<(), Error> {
    let mut net: Net = random(1);
    let before = bits(&net);
    let result = trainer.step(&mut net, &[0.5], &1u8).map(drop);
    assert!(result.is_ok() || bits(&net) == before);
    result
}

/// A run over one sample.
fn run(fit: Fit) -> Result<(), Error> {
    let mut trainer = OnlineTrainer::new(MeanSquaredError, 0.1);
    let mut net = Line::ZERO;
    let result = fit.run(&mut trainer, &mut net, ([[1.0]], [[2.0]]));
    assert_eq!(result.is_ok(), net != Line::ZERO);
    result.map(drop)
}

/// Accepts the good values, and refuses the bad ones, NaN and the infinities.
fn check(cases: &[(&str, Train)], good: &[f32], bad: &[f32]) {
    for (setting, train) in cases {
        for value in good {
            let result = train(*value);
            let is_accepted = matches!(result, Ok(()) | Err(Error::NonFiniteStep { .. }));
            assert!(is_accepted, "{setting} {value}: {result:?}");
        }
        let not_finite = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY];
        for value in bad.iter().chain(&not_finite) {
            match train(*value) {
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
fn positive_settings() {
    let huber = |delta: f32| {
        let mut trainer = OnlineTrainer::new(Huber::new(delta), 0.1);
        let result = trainer.step(&mut Line::default(), &[1.0], &[2.0]);
        let loss = trainer.loss(&Line::ZERO, &[[1.0]], &[[2.0]]);
        assert_eq!(result.is_ok(), loss.is_ok());
        let mut trainer = Trainer::<Line, _, _, 1>::new(Huber { delta }, Sgd::new(0.1));
        trainer
            .step(&mut Line::default(), &[[1.0]], &[[2.0]])
            .map(drop)
    };
    let cases: [(&str, Train); 4] = [
        ("epsilon", |x| step(Adam::new(1.0).with_epsilon(x))),
        ("epsilon", |x| step(AdamW::new(1.0).with_epsilon(x))),
        ("epsilon", |x| step(RmsProp::new(1.0).with_epsilon(x))),
        ("delta", huber),
    ];
    check(&cases, &[1e-30, 0.5, 1e30], &[0.0, -0.0, -1.0]);
}

#[test]
fn fractions() {
    let cases: [(&str, Train); 6] = [
        ("momentum", |x| step(Sgd::new(1.0).with_momentum(x))),
        ("beta1", |x| step(Adam::new(1.0).with_betas(x, 0.9))),
        ("beta2", |x| step(Adam::new(1.0).with_betas(0.9, x))),
        ("beta1", |x| step(AdamW::new(1.0).with_betas(x, 0.9))),
        ("beta2", |x| step(AdamW::new(1.0).with_betas(0.9, x))),
        ("smoothing", |x| step(RmsProp::new(1.0).with_smoothing(x))),
    ];
    check(&cases, &[0.0, 0.5, 0.999], &[1.0, 1.5, -0.1]);
}

/// An optimizer whose learning rate was changed.
fn changed<O: Optimizer>(mut optimizer: O, learning_rate: f32) -> O {
    optimizer.set_learning_rate(learning_rate);
    optimizer
}

#[test]
fn settings_of_at_least_0() {
    let cases: [(&str, Train); 17] = [
        ("learning_rate", |x| step(Sgd::new(x))),
        ("learning_rate", |x| step(Adam::new(x))),
        ("learning_rate", |x| step(AdamW::new(x))),
        ("learning_rate", |x| step(RmsProp::new(x))),
        ("learning_rate", |x| online_step(online(x))),
        ("learning_rate", |x| step(changed(Sgd::new(1.0), x))),
        ("learning_rate", |x| step(changed(Adam::new(1.0), x))),
        ("learning_rate", |x| step(changed(AdamW::new(1.0), x))),
        ("learning_rate", |x| step(changed(RmsProp::new(1.0), x))),
        ("learning_rate", |x| {
            let mut trainer = online(1.0);
            trainer.set_learning_rate(x);
            online_step(trainer)
        }),
        ("weight_decay", |x| step(Sgd::new(1.0).with_weight_decay(x))),
        ("weight_decay", |x| {
            step(Adam::new(1.0).with_weight_decay(x))
        }),
        ("weight_decay", |x| {
            step(AdamW::new(1.0).with_weight_decay(x))
        }),
        ("weight_decay", |x| {
            step(RmsProp::new(1.0).with_weight_decay(x))
        }),
        ("gradient_norm", |x| {
            run(Fit::epochs(1).until_gradient_norm(x))
        }),
        ("loss", |x| run(Fit::epochs(1).until_loss(x))),
        ("improvement", |x| run(Fit::epochs(1).patience(1, x))),
    ];
    check(&cases, &[0.0, -0.0, 0.5, 1e30], &[-1e-30, -1.0]);
}

/// The message has the name of the setting, its value, and the rule.
#[test]
fn the_message_says_the_rule() {
    let error = step(Adam::new(0.1).with_betas(0.9, 1.0));
    let text = error.expect_err("a beta of 1").to_string();
    assert_eq!(text, "`beta2` is 1, but it must be at least 0 and below 1");
    let error = step(Sgd {
        learning_rate: 0.0,
        ..Sgd::new(0.1)
    });
    let text = error.expect_err("all zero bits").to_string();
    assert_eq!(
        text,
        "`learning_rate` is 0, but it must be set before the first step: `set_learning_rate` sets a rate of 0, too"
    );
}
