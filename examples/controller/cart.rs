//! A cart in front of an obstacle: what it measures, and how it moves.
//!
//! It moves toward the obstacle, in meters and seconds. A command from -1 to 1 brakes or drives. Nothing here allocates, so that a board
//! computes the same.

/// The time between two commands.
pub(crate) const TICK: f32 = 0.05;
/// The acceleration of the command 1.
pub(crate) const THRUST: f32 = 4.0;
/// The largest speed.
pub(crate) const FASTEST: f32 = 3.0;
/// The largest distance that is measured. Farther obstacles are measured as this far.
pub(crate) const FARTHEST: f32 = 10.0;

/// The state of the cart, or what it measures of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct State {
    /// The distance to the obstacle.
    pub(crate) distance: f32,
    /// The speed toward the obstacle. The cart does not move back.
    pub(crate) speed: f32,
}

impl State {
    /// The inputs of the network, for a measured state. They never decrease when the distance or the speed increases.
    pub(crate) fn inputs(self) -> [f32; 2] {
        let distance = self.distance.clamp(0.0, FARTHEST);
        let speed = self.speed.clamp(0.0, FASTEST);
        [
            distance * (2.0 / FARTHEST) - 1.0,
            speed * (2.0 / FASTEST) - 1.0,
        ]
    }

    /// The state after one tick with this acceleration. The cart stops when its speed is 0.
    #[must_use]
    pub(crate) fn after(self, acceleration: f32) -> State {
        let speed = self.speed + acceleration * TICK;
        if speed < 0.0 {
            let way = self.speed * self.speed / (-2.0 * acceleration);
            return State {
                distance: self.distance - way,
                speed: 0.0,
            };
        }
        State {
            distance: self.distance - 0.5 * (self.speed + speed) * TICK,
            speed,
        }
    }
}
