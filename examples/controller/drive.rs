//! Drives of the cart with random errors and disturbances.

use nn_core::prelude::*;
use nn_core::rng::uniform;

use crate::cart::{FASTEST, State, THRUST};
use crate::safety::{DISTURBANCE, ERRORS, GAP};

/// The ticks of a drive: 15 s.
const TICKS: usize = 300;

/// What was seen in drives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Seen {
    /// The least distance to the obstacle.
    pub(crate) nearest: f32,
    /// The number of states that were not safe.
    pub(crate) unsafe_states: usize,
    /// The mean distance to the obstacle at the end.
    pub(crate) mean_end: f32,
}

/// Drives from random safe states.
pub(crate) fn drive(count: usize, seed: u64, predict: impl Fn(&[f32; 2]) -> f32) -> Seen {
    let mut rng = Random::seed(seed);
    let mut seen = Seen {
        nearest: f32::INFINITY,
        unsafe_states: 0,
        mean_end: 0.0,
    };
    for _ in 0..count {
        let mut state = start(&mut rng);
        for _ in 0..TICKS {
            let around =
                |rng: &mut Random, x: f32, radius: f32| uniform(rng, x - radius, x + radius);
            let measured = State {
                distance: around(&mut rng, state.distance, ERRORS[0]),
                speed: around(&mut rng, state.speed, ERRORS[1]),
            };
            let command = predict(&measured.inputs());
            state = state.after(around(&mut rng, THRUST * command, DISTURBANCE));
            seen.nearest = seen.nearest.min(state.distance);
            seen.unsafe_states += usize::from(!state.is_safe());
        }
        seen.mean_end += state.distance / count as f32;
    }
    seen
}

/// A random safe state near the obstacle.
fn start(rng: &mut Random) -> State {
    loop {
        let state = State {
            distance: uniform(rng, GAP, 4.0),
            speed: uniform(rng, 0.0, FASTEST),
        };
        if state.is_safe() {
            return state;
        }
    }
}
