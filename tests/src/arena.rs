//! Checks the length of an arena for inference: inference uses all of it, and a shorter arena is refused.

use nn_core::prelude::*;

use crate::instruction_sets::steady;
use crate::pass::flat;
use crate::run::run_in;
use crate::samples;

/// An arena of `ARENA` numbers is enough. The output is at its start. Where two adjacent tensors fill it, every number is
/// written. With one number less, nothing is written and nothing panics.
///
/// # Panics
/// If one of these does not hold.
pub fn check<N: Network>(is_filled: bool) {
    steady(|| check_bits::<N>(is_filled));
}

fn check_bits<N: Network>(is_filled: bool) {
    let rng = &mut Random::seed(1);
    let mut net = N::ZERO;
    samples::randomize(&mut net, rng);
    let input: N::Input = samples::row(-1.0, 1.0, rng);
    let floats = run_in(&net, &input, N::ARENA, f32::NAN);
    let logits = flat(&[net.logits(&input)]);
    let length = N::Output::LEN;
    assert_eq!(floats[..length], logits);
    let again = run_in(&net, &input, N::ARENA, 12_345.0);
    assert_eq!(
        again[..length],
        logits,
        "nothing is read before it is written"
    );
    if is_filled {
        assert!(floats.iter().all(|x| !x.is_nan()), "{floats:?}");
        assert_eq!(floats, again, "nothing is read before it is written");
    }
    // a longer arena changes nothing
    assert_eq!(
        run_in(&net, &input, N::ARENA + 7, f32::NAN)[..length],
        logits
    );
    for short in 0..N::ARENA {
        let floats = run_in(&net, &input, short, f32::NAN);
        let is_output = floats.get(..length) == Some(&logits[..]);
        assert!(
            !is_output,
            "{short} numbers are enough, {} are claimed",
            N::ARENA
        );
    }
}
