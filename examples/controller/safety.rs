//! Which states of the cart are safe, and what disturbs it.

use crate::cart::{FASTEST, State};

/// How far the acceleration can be from that of the command: slopes, friction, load.
pub(crate) const DISTURBANCE: f32 = 0.2;
/// The errors of the measured distance and speed.
pub(crate) const ERRORS: [f32; 2] = [0.02, 0.03];
/// The distance that is never fallen short of.
pub(crate) const GAP: f32 = 0.5;
/// The deceleration that a safe state relies on.
pub(crate) const BRAKING: f32 = 3.0;

impl State {
    /// Whether braking from here keeps the gap.
    pub(crate) fn is_safe(self) -> bool {
        let stopping = self.speed * self.speed / (2.0 * BRAKING);
        self.speed <= FASTEST && self.distance - GAP >= stopping
    }
}
