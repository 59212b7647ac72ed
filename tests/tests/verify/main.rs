//! Proofs: nothing that a network computes is outside of what is proved.

mod activations;
mod certificate_bytes;
mod certificates;
mod constants;
mod decisions;
mod int8;
mod int8_attacks;
mod int8_constants;
mod layers;
mod recurrent;
mod units;

use nn_core::instruction_set::InstructionSet;
use nn_core::prelude::*;
use nn_core::rng::uniform;
use nn_core::tensor::Tensor;
use nn_core::verify::Interval;

/// An interval around each element, with this radius.
fn around(sample: &[f32], radius: f32) -> Vec<Interval> {
    sample
        .iter()
        .map(|x| Interval::around(*x, radius))
        .collect()
}

/// Calls `check` with the outputs of the network for inputs of a region, with every instruction set: random inputs, and corners, which
/// are where bounds are attained.
fn sample<N: Network<Element = f32>>(
    net: &N,
    region: &[Interval],
    count: usize,
    mut check: impl FnMut(&[f32], &[f32]),
) where
    N::Input: Zero,
{
    let mut rng = Random::seed(3);
    let mut input = N::Input::ZERO;
    for set in InstructionSet::ALL {
        if set.select().is_err() {
            continue;
        }
        for round in 0..count {
            for (place, x) in input.as_mut_slice().iter_mut().zip(region) {
                *place = match round % 2 {
                    0 => uniform(&mut rng, x.low, x.high).clamp(x.low, x.high),
                    _ if uniform(&mut rng, 0.0, 1.0) < 0.5 => x.low,
                    _ => x.high,
                };
            }
            check(input.as_slice(), net.predict(&input).as_slice());
        }
    }
    InstructionSet::Portable.select().unwrap();
}
