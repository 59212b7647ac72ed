//! The possible outcomes of a step, and the check that nothing else changed.

use nn_core::Error;
use nn_core::prelude::*;
use nn_core::weights::Persist;

/// A small network.
pub(crate) type Net = network![2 => Dense<3, Tanh> => Dense<2>];

pub(crate) const INPUTS: [[f32; 2]; 4] = [[0.5, 1.0], [0.25, -1.0], [-0.5, 2.0], [1.0, 0.75]];
pub(crate) const TARGETS: [[f32; 2]; 4] = [[0.5, 0.0], [1.0, -1.0], [-2.0, 0.0], [0.0, 0.5]];

/// All numbers of a network: parameters and statistics.
pub(crate) fn bits<N: Layer>(net: &N) -> Vec<u32> {
    let mut bits = Vec::new();
    net.state(&mut |block| bits.extend(block.reals().iter().map(|value| value.to_bits())));
    bits
}

/// What a trainer remembers: the learning rate, the step and the seed, then the optimizer's state.
pub(crate) fn words(trainer: &impl Persist) -> Vec<u32> {
    let mut words = Vec::new();
    trainer.store(&mut |block| words.extend_from_slice(block));
    words
}

fn are_finite(words: &[u32]) -> bool {
    words.iter().all(|word| f32::from_bits(*word).is_finite())
}

/// The allowed outcomes of a batch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Fate {
    Refused(Error),
    /// The step is accepted and everything is finite.
    Finite,
    /// Either, if the numbers stay finite or unchanged.
    Either,
}

/// Checks the outcome of a step and the numbers after it.
pub(crate) fn check<R: core::fmt::Debug>(
    case: &str,
    fate: Fate,
    result: &Result<R, Error>,
    [before, after]: [&[u32]; 2],
) {
    match (result, fate) {
        (Err(error), Fate::Refused(want)) => assert_eq!(*error, want, "{case}"),
        (Err(_), Fate::Either) | (Ok(_), Fate::Finite | Fate::Either) => {}
        _ => panic!("{case}: {result:?}, not {fate:?}"),
    }
    if result.is_err() {
        assert_eq!(before, after, "{case}: something changed");
    }
    assert!(are_finite(after), "{case}: {after:?}");
}

/// What there is of a network and its trainer, without the step and the seed.
pub(crate) fn everything<N: Layer>(net: &N, trainer: &impl Persist) -> Vec<u32> {
    let mut all = bits(net);
    let [rate, _, _, state @ ..] = &words(trainer)[..] else {
        panic!("a trainer stores three words at least")
    };
    all.push(*rate);
    all.extend(state);
    all
}
