//! The shipped networks are proved, and the physics are what the proofs rely on.

use nn_core::prelude::*;
use nn_core::verify::{Verifier, VerifierI8};

use crate::cart::{State, THRUST};
use crate::policy::{CONTROLLER, CONTROLLER8};
use crate::proof::{cells, prove};
use crate::safety::DISTURBANCE;

#[test]
fn no_safe_state_is_followed_by_an_unsafe_one() {
    let verifier = Verifier::new(&CONTROLLER);
    let proof = prove(|region, property| verifier.decide(region, property));
    assert!(proof.is_ok(), "{proof:?}");
    let verifier = VerifierI8::new(&CONTROLLER8);
    let proof = prove(|region, property| verifier.decide(region, property));
    assert!(proof.is_ok(), "{proof:?}");
}

/// A network that brakes later is refused, with a command that is too large.
#[test]
fn a_weaker_controller_is_refused() {
    let mut net = CONTROLLER.clone();
    net.layers.last.bias[0] += 10.0;
    let verifier = Verifier::new(&net);
    let (cell, verdict) = prove(|region, property| verifier.decide(region, property)).unwrap_err();
    let input: [f32; 2] = verdict.counterexample().unwrap().try_into().unwrap();
    assert!(f64::from(net.predict(&input)[0]) >= cell.limit());

    let mut net = CONTROLLER8.clone();
    let layer = &mut net.layers.last;
    layer.bias[0] += (10.0 / (layer.input.factor * layer.requantize.weight_scale[0])) as i32;
    let verifier = VerifierI8::new(&net);
    let (cell, verdict) = prove(|region, property| verifier.decide(region, property)).unwrap_err();
    let input: [f32; 2] = verdict.counterexample().unwrap().try_into().unwrap();
    assert!(f64::from(net.predict(&input)[0]) >= cell.limit());
}

/// In each cell, the limit leads from safe states to safe states, and a larger command does not.
#[test]
fn limits_are_the_largest_safe_commands() {
    for cell in cells() {
        let limit = cell.limit();
        let (mut safe, mut violated) = (0, false);
        for step in 0..=20 {
            for other in 0..=20 {
                let share = |[low, high]: [f64; 2], step: i32| {
                    let high = high.min(low + 1.0);
                    (low + (high - low) * f64::from(step) / 20.0) as f32
                };
                let state = State {
                    distance: share(cell.distance, step) + 1e-5,
                    speed: share(cell.speed, other),
                };
                if !state.is_safe() {
                    continue;
                }
                let after = |command: f64| state.after(THRUST * command as f32 + DISTURBANCE);
                let next = after(limit);
                // `f32` rounds, so the next state is compared at a distance
                let near = State {
                    distance: next.distance + 1e-4,
                    speed: next.speed - 1e-4,
                };
                assert!(near.is_safe(), "{cell:?} {state:?} {next:?}");
                safe += 1;
                violated |= !after(limit + 0.15).is_safe();
            }
        }
        assert!(safe > 0, "{cell:?}");
        assert!(violated || safe < 441, "{cell:?}: a larger command is safe");
    }
}
