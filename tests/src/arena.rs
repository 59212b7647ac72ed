//! What an arena of inference must prove: it is as long as it is touched, and no shorter one will do.

use nn_core::prelude::*;

use crate::instruction_sets::steady;
use crate::pass::flat;
use crate::run::run_in;
use crate::samples;

/// The arena of `ARENA` numbers is enough, its output lies in front, and where two neighbours fill it every number is
/// touched. Of one number less nothing is made: the output is not written, and nothing panics.
///
/// # Panics
/// Where something of that does not hold.
pub fn check<N: TrainableNetwork>(is_filled: bool) {
    steady(|| check_bits::<N>(is_filled));
}

fn check_bits<N: TrainableNetwork>(is_filled: bool) {
    let rng = &mut Random::seed(1);
    let mut net = N::ZERO;
    samples::randomize(&mut net, rng);
    let input: N::Input = samples::row(-1.0, 1.0, rng);
    let floats = run_in(&net, &input, N::FACTS.arena, f32::NAN);
    let logits = flat(&[net.logits(&input)]);
    let length = N::Output::LEN;
    assert_eq!(floats[..length], logits);
    let again = run_in(&net, &input, N::FACTS.arena, 12_345.0);
    assert_eq!(
        again[..length],
        logits,
        "nothing is read before it is written"
    );
    if is_filled {
        assert!(floats.iter().all(|x| !x.is_nan()), "{floats:?}");
        assert_eq!(floats, again, "nothing is read before it is written");
    }
    // more room than needed changes nothing
    assert_eq!(
        run_in(&net, &input, N::FACTS.arena + 7, f32::NAN)[..length],
        logits
    );
    for short in 0..N::FACTS.arena {
        let floats = run_in(&net, &input, short, f32::NAN);
        let is_output = floats.get(..length) == Some(&logits[..]);
        assert!(
            !is_output,
            "{short} numbers are enough, {} are claimed",
            N::FACTS.arena
        );
    }
}
