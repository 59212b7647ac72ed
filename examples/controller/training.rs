//! Trains the network by examples of a rule, and quantizes it.

use nn_core::prelude::*;
use nn_core::rng::uniform;

use crate::cart::{FARTHEST, FASTEST, State};
use crate::policy::{Controller, Controller8};
use crate::safety::GAP;

/// The cart stops this far before the gap is reached.
const RESERVE: f32 = 0.4;
/// The deceleration of a usual stop.
const SOFT: f32 = 1.5;
/// The speed far away from the obstacle.
const CRUISE: f32 = 2.5;
/// The command for each m/s that the cart is too slow.
const GAIN: f32 = 4.0;

const BATCH: usize = 32;
const SAMPLES: usize = 8_192;

/// The rule: the cart approaches a speed from which it can brake softly.
fn command(state: State) -> f32 {
    let room = state.distance - GAP - RESERVE;
    let speed = match room > 0.0 {
        true => (2.0 * SOFT * room).sqrt().min(CRUISE),
        false => 8.0 * room,
    };
    (GAIN * (speed - state.speed)).clamp(-1.0, 1.0)
}

/// States, more of them near the obstacle.
fn states(rng: &mut Random) -> Vec<State> {
    let state = |_| {
        let share = uniform(rng, 0.0, 1.0);
        State {
            distance: FARTHEST * share * share,
            speed: uniform(rng, 0.0, FASTEST),
        }
    };
    (0..SAMPLES).map(state).collect()
}

/// A trained network and its int8 form.
pub(crate) struct Trained {
    pub(crate) net: Box<Controller>,
    pub(crate) net8: Box<Controller8>,
    /// The root of the mean squared difference to the rule.
    pub(crate) error: f32,
}

/// Trains for this many passes over the samples.
pub(crate) fn train(epochs: usize, seed: u64) -> Result<Trained, Box<dyn std::error::Error>> {
    let mut rng = Random::seed(seed);
    let states = states(&mut rng);
    let inputs: Vec<[f32; 2]> = states.iter().map(|state| state.inputs()).collect();
    let targets: Vec<[f32; 1]> = states.iter().map(|state| [command(*state)]).collect();
    let mut net = Controller::random_boxed(&mut rng);
    let mut trainer = Trainer::<Controller, _, _, BATCH>::boxed(MeanSquaredError, Adam::new(0.005));
    let fit = Fit::epochs(epochs)
        .schedule(Schedule::linear(epochs, 0.0))
        .seed(seed);
    let report = fit.run(&mut *trainer, &mut *net, (&inputs, &targets))?;

    let mut calibration = Calibration::<Controller>::boxed();
    calibration.observe(&net, &inputs)?;
    let mut net8 = Controller8::boxed();
    net.quantize_into(&calibration, &mut *net8)?;
    let error = report.last.loss.sqrt();
    Ok(Trained { net, net8, error })
}
