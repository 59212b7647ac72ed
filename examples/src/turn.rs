//! Rotates a window, as if the watch were worn at another angle.

use nn_core::prelude::*;
use nn_core::rng::uniform;

use crate::motion::{LENGTH, Window};

type Vector = [f32; 3];

/// Rotates a window at random about each axis, by about `most` degrees at most.
///
/// Acceleration and angular velocity are rotated together, since both sensors are in one case.
pub fn turned(window: &Window, most: f32, rng: &mut Random) -> Window {
    // Half the angle in radians approximates its tangent, with the same bits on every machine.
    let most = most.to_radians() / 2.0;
    let axis = [0; 3].map(|_| uniform(rng, -most, most));
    let mut turned = *window;
    for time in 0..LENGTH {
        for sensor in [0, 3] {
            let vector = core::array::from_fn(|at| window[sensor + at][time]);
            for (at, value) in rotate(vector, axis).into_iter().enumerate() {
                turned[sensor + at][time] = value;
            }
        }
    }
    turned
}

/// Rotates a vector about an axis whose length is the tangent of half the angle (Rodrigues' formula).
fn rotate(vector: Vector, axis: Vector) -> Vector {
    let square: f32 = axis.iter().map(|part| part * part).sum();
    let once = cross(axis, vector);
    let twice = cross(axis, once);
    core::array::from_fn(|at| vector[at] + 2.0 / (1.0 + square) * (once[at] + twice[at]))
}

fn cross([a, b, c]: Vector, [x, y, z]: Vector) -> Vector {
    [b * z - c * y, c * x - a * z, a * y - b * x]
}
