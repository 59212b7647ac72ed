//! Settings outside their range are refused where they are made, with the name, the value and the rule.

use nn_core::Error;
use nn_core::prelude::*;
use nn_core::state::Persist;

use tests::parameters::{bits, random};

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
    let cases: [(&str, Build); 3] = [
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
    let cases: [(&str, Build); 17] = [
        ("learning_rate", |x| Sgd::new(x).map(drop)),
        ("learning_rate", |x| Adam::new(x).map(drop)),
        ("learning_rate", |x| AdamW::new(x).map(drop)),
        ("learning_rate", |x| RmsProp::new(x).map(drop)),
        ("learning_rate", |x| {
            OnlineTrainer::<Net, _>::new(CrossEntropy, x).map(drop)
        }),
        ("learning_rate", |x| Sgd::new(1.0)?.set_learning_rate(x)),
        ("learning_rate", |x| Adam::new(1.0)?.set_learning_rate(x)),
        ("learning_rate", |x| AdamW::new(1.0)?.set_learning_rate(x)),
        ("learning_rate", |x| RmsProp::new(1.0)?.set_learning_rate(x)),
        ("learning_rate", |x| {
            OnlineTrainer::<Net, _>::new(CrossEntropy, 1.0)?.set_learning_rate(x)
        }),
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
    check(&cases, &[0.0, -0.0, 0.5, 1e30], &[-1e-30, -1.0]);
}

/// The message names the setting as the user writes it, and what is allowed.
#[test]
fn the_message_says_the_rule() {
    let error = Adam::new(0.1).and_then(|adam| adam.with_betas(0.9, 1.0));
    let text = error.map(drop).expect_err("a beta of 1").to_string();
    assert_eq!(text, "`beta2` is 1, but it must be at least 0 and below 1");
}

/// What a trainer remembers.
fn words(trainer: &impl Persist) -> Vec<u32> {
    let mut words = Vec::new();
    trainer.store(&mut |block| words.extend_from_slice(block));
    words
}

/// Takes two steps, the second with the rate 0, which moves nothing; gives the optimiser's state after each of them.
fn stops<O: Optimizer>(name: &str, optimizer: O) -> Result<[Vec<u32>; 2], Error> {
    let mut net: Net = random(1);
    let mut trainer = Trainer::<Net, _, O, 1>::new(CrossEntropy, optimizer);
    let before = bits(&net);
    trainer.step(&mut net, &[[0.5]], &[1u8])?;
    let first = words(&trainer);
    let between = bits(&net);
    assert_ne!(between, before, "{name}");
    trainer.optimizer.set_learning_rate(0.0)?;
    trainer.step(&mut net, &[[0.5]], &[0u8])?;
    assert_eq!(bits(&net), between, "{name}: a rate of 0 moves nothing");
    assert_eq!(trainer.optimizer.learning_rate().to_bits(), 0, "{name}");
    Ok([first, words(&trainer)].map(|words| words[3..].to_vec()))
}

/// A schedule may end at 0; the moments go on, as in PyTorch.
#[test]
fn a_learning_rate_of_0_moves_nothing() -> Result<(), Error> {
    stops("sgd", Sgd::new(0.1)?.with_weight_decay(0.1)?)?;
    let states = [
        stops("momentum", Sgd::new(0.1)?.with_momentum(0.9)?)?,
        stops("adam", Adam::new(0.1)?)?,
        stops("adamw", AdamW::new(0.1)?)?,
        stops("rmsprop", RmsProp::new(0.1)?)?,
    ];
    for [first, second] in states {
        assert_ne!(first, second, "the optimiser's state moves");
    }
    let mut net: Net = random(1);
    let before = bits(&net);
    let mut online = OnlineTrainer::new(CrossEntropy, 0.0)?;
    online.step(&mut net, &[0.5], &1u8)?;
    assert_eq!(bits(&net), before);
    Ok(())
}

/// A trainer of zeros has no learning rate, which is not a rate of 0; what was stored tells the two apart, too.
#[test]
fn no_learning_rate_is_not_0() -> Result<(), Error> {
    type Adams = Trainer<Net, CrossEntropy, Adam, 1>;
    let mut net: Net = random(1);
    let before = bits(&net);
    let refused = |result: Result<Step, Error>| match result {
        Err(Error::Setting { name, value, .. }) => {
            assert_eq!((name, value.to_bits()), ("learning_rate", 0));
        }
        other => panic!("{other:?}"),
    };
    let mut none = Adams::ZERO;
    refused(none.step(&mut net, &[[0.5]], &[1u8]));
    let mut online = OnlineTrainer::<Net, CrossEntropy>::ZERO;
    refused(online.step(&mut net, &[0.5], &1u8));
    assert_eq!(bits(&net), before);

    let zero = Adams::new(CrossEntropy, Adam::new(0.0)?);
    for (stored, want) in [(&none, 0.5), (&zero, 0.0)] {
        let mut trainer = Adams::new(CrossEntropy, Adam::new(0.5)?);
        let mut words = words(stored).into_iter();
        trainer.restore(&mut |block| block.fill_with(|| words.next().unwrap_or_default()));
        assert_eq!(trainer.optimizer.learning_rate(), want);
    }
    let stored = words(&OnlineTrainer::<Net, _>::new(CrossEntropy, 0.0)?);
    let mut words = stored.into_iter();
    online.restore(&mut |block| block.fill_with(|| words.next().unwrap_or_default()));
    online.step(&mut net, &[0.5], &1u8)?;
    assert_eq!(bits(&net), before);
    Ok(())
}
