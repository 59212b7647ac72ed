//! The learning rate: a rate of 0, a rate that was not set, and a rate that a schedule reads and writes.

use nn_core::Error;
use nn_core::prelude::*;
use nn_core::weights::Persist;

use tests::parameters::{bits, random};

type Net = network![1 => Dense<2, Softmax>];
type Line = network![1 => Dense<1>];

/// The words of a trainer.
fn words(trainer: &impl Persist) -> Vec<u32> {
    let mut words = Vec::new();
    trainer.store(&mut |block| words.extend_from_slice(block));
    words
}

/// Takes two steps, the second with a rate of 0, which moves nothing. Returns the optimizer's state after each of them.
fn stops<O: Optimizer>(name: &str, optimizer: O) -> Result<[Vec<u32>; 2], Error> {
    let mut net: Net = random(1);
    let mut trainer = Trainer::<Net, _, O, 1>::new(CrossEntropy, optimizer);
    let before = bits(&net);
    trainer.step(&mut net, &[[0.5]], &[1u8])?;
    let first = words(&trainer);
    let between = bits(&net);
    assert_ne!(between, before, "{name}");
    trainer.optimizer.set_learning_rate(0.0);
    trainer.step(&mut net, &[[0.5]], &[0u8])?;
    assert_eq!(bits(&net), between, "{name}: a rate of 0 moves nothing");
    assert_eq!(trainer.optimizer.learning_rate().to_bits(), 0, "{name}");
    Ok([first, words(&trainer)].map(|words| words[3..].to_vec()))
}

/// A schedule may end at 0. The moments go on changing, as in PyTorch.
#[test]
fn a_learning_rate_of_0_moves_nothing() -> Result<(), Error> {
    stops("sgd", Sgd::new(0.1).with_weight_decay(0.1))?;
    let states = [
        stops("momentum", Sgd::new(0.1).with_momentum(0.9))?,
        stops("adam", Adam::new(0.1))?,
        stops("adamw", AdamW::new(0.1))?,
        stops("rmsprop", RmsProp::new(0.1))?,
    ];
    for [first, second] in states {
        assert_ne!(first, second, "the optimizer's state moves");
    }
    let mut net: Net = random(1);
    let before = bits(&net);
    let mut online = OnlineTrainer::new(CrossEntropy, 0.0);
    online.step(&mut net, &[0.5], &1u8)?;
    assert_eq!(bits(&net), before);
    Ok(())
}

/// A trainer of zeros has no learning rate, which is not a rate of 0. A stored trainer keeps the difference.
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
    let mut huber = Trainer::<Line, Huber, Adam, 1>::ZERO;
    refused(huber.step(&mut Line::default(), &[[0.5]], &[[1.0]]));
    huber.optimizer = Adam::new(0.1);
    let result = huber.step(&mut Line::default(), &[[0.5]], &[[1.0]]);
    assert!(matches!(result, Err(Error::Setting { name: "delta", .. })));
    huber.loss_function = Huber::default();
    huber.step(&mut Line::default(), &[[0.5]], &[[1.0]])?;

    let zero = Adams::new(CrossEntropy, Adam::new(0.0));
    for (stored, want) in [(&none, 0.5), (&zero, 0.0)] {
        let mut trainer = Adams::new(CrossEntropy, Adam::new(0.5));
        let mut words = words(stored).into_iter();
        trainer.restore(&mut |block| block.fill_with(|| words.next().unwrap_or_default()));
        assert_eq!(trainer.optimizer.learning_rate(), want);
    }
    let stored = words(&OnlineTrainer::<Net, _>::new(CrossEntropy, 0.0));
    let mut words = stored.into_iter();
    online.restore(&mut |block| block.fill_with(|| words.next().unwrap_or_default()));
    online.step(&mut net, &[0.5], &1u8)?;
    assert_eq!(bits(&net), before);
    Ok(())
}

/// What a schedule reads and writes back is refused as well.
#[test]
fn a_bad_learning_rate_is_read_as_it_is() {
    fn read<O: Optimizer>(mut optimizer: O) -> [u32; 2] {
        let rate = optimizer.learning_rate();
        optimizer.set_learning_rate(rate);
        [rate, optimizer.learning_rate()].map(f32::to_bits)
    }
    for rate in [-1.0, f32::NAN, f32::NEG_INFINITY, 0.5, 0.0] {
        let want = [f32::to_bits(rate); 2];
        assert_eq!(read(Sgd::new(rate)), want, "{rate}");
        assert_eq!(read(Adam::new(rate)), want, "{rate}");
        assert_eq!(read(AdamW::new(rate)), want, "{rate}");
        assert_eq!(read(RmsProp::new(rate)), want, "{rate}");
    }
}
