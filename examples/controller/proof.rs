//! The closed loop: from every safe state, whatever is measured within the errors, the next state is safe.
//!
//! A state is safe if braking with [`BRAKING`] keeps the gap. The safe states are covered by cells. For each cell, the physics state the
//! largest command after which all safe states of the cell are safe, and a verifier proves that the network's command is below it for
//! everything that can be measured in the cell. So no state that follows from a safe one is unsafe. The physics are real numbers here,
//! computed in `f64` with a margin.

use nn_core::verify::{Interval, Property, Verdict};

use crate::cart::{FARTHEST, FASTEST, State, THRUST, TICK};
use crate::safety::{BRAKING, DISTURBANCE, ERRORS, GAP};

/// A rectangle of states.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cell {
    pub(crate) distance: [f64; 2],
    pub(crate) speed: [f64; 2],
}

/// The sides of cells: distance and speed.
const SIDES: [f64; 2] = [0.25, 0.125];
/// Much more than what the computations of limits can round.
const MARGIN: f64 = 1e-6;

/// The cells that have safe states. The last distances have no end.
pub(crate) fn cells() -> Vec<Cell> {
    let [gap, farthest, fastest] = [GAP, FARTHEST, FASTEST].map(f64::from);
    let (rows, columns) = ((farthest - gap) / SIDES[0], fastest / SIDES[1]);
    let rows = 0..=rows.ceil() as u32;
    let all = rows.clone().flat_map(|row| {
        let near = gap + SIDES[0] * f64::from(row);
        let far = if row == *rows.end() {
            f64::INFINITY
        } else {
            near + SIDES[0]
        };
        (0..columns.ceil() as u32).map(move |column| {
            let slow = SIDES[1] * f64::from(column);
            Cell {
                distance: [near, far],
                speed: [slow, slow + SIDES[1]],
            }
        })
    });
    all.filter(Cell::has_safe_states).collect()
}

impl Cell {
    fn has_safe_states(&self) -> bool {
        is_safe(self.distance[1], self.speed[0])
    }

    /// The largest command after which every safe state of the cell is safe, whatever the disturbance.
    ///
    /// The acceleration that a state permits increases with the distance and decreases with the speed. So the nearest and fastest state
    /// decides. If it is not safe, states on the limit of the safe ones do, and these permit the braking that the limit relies on.
    pub(crate) fn limit(&self) -> f64 {
        let ([near, _], [_, fast]) = (self.distance, self.speed);
        let most = match is_safe(near, fast) {
            true => permitted(near - f64::from(GAP), fast),
            false => -f64::from(BRAKING),
        };
        (most - f64::from(DISTURBANCE)) / f64::from(THRUST) - MARGIN
    }

    /// The inputs of the network for everything that can be measured in the cell.
    pub(crate) fn region(&self) -> [Interval; 2] {
        let [distance, speed] = ERRORS.map(f64::from);
        let end = |side: usize, sign: f64| {
            let measured = Interval::outward(
                self.distance[side] + sign * distance,
                self.distance[side] + sign * distance,
            );
            let speed = self.speed[side] + sign * speed;
            let speeds = Interval::outward(speed, speed);
            let pick = |x: Interval| if sign < 0.0 { x.low } else { x.high };
            State {
                distance: pick(measured),
                speed: pick(speeds),
            }
            .inputs()
        };
        let (low, high) = (end(0, -1.0), end(1, 1.0));
        [0, 1].map(|index| Interval::new(low[index], high[index]))
    }
}

fn is_safe(distance: f64, speed: f64) -> bool {
    distance - f64::from(GAP) >= speed * speed / (2.0 * f64::from(BRAKING))
}

/// The largest acceleration for one tick after which a safe state is safe: `room` meters before the gap, and this fast.
fn permitted(room: f64, speed: f64) -> f64 {
    let [braking, tick, fastest] = [BRAKING, TICK, FASTEST].map(f64::from);
    let rest = room - 0.5 * speed * tick;
    if rest < 0.0 {
        // it must stop within the tick
        return -speed * speed / (2.0 * room);
    }
    // The next speed `u` satisfies `rest - u tick / 2 = u^2 / (2 braking)`.
    let next = braking * ((tick * tick / 4.0 + 2.0 * rest / braking).sqrt() - 0.5 * tick);
    (next.min(fastest) - speed) / tick
}

/// What was proved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Proof {
    pub(crate) cells: usize,
    /// The parts into which the verifier split them.
    pub(crate) parts: usize,
}

/// Proves the closed loop with a verifier, or returns the first cell for which that fails.
pub(crate) fn prove(
    decide: impl Fn(&[Interval], &Property) -> Verdict,
) -> Result<Proof, (Cell, Verdict)> {
    let everything = [Interval::new(-1.0, 1.0); 2];
    let command = Property::output(0);
    let limits = command
        .clone()
        .is_above(-1.001)
        .and(command.is_below(1.001));
    let all = Cell {
        distance: [0.0, f64::INFINITY],
        speed: [0.0, FASTEST.into()],
    };
    let mut parts = count(all, decide(&everything, &limits))?;
    let cells = cells();
    for cell in &cells {
        // No command is above 1.001.
        let limit = cell.limit().min(1.002);
        let verdict = decide(&cell.region(), &Property::output(0).is_below(limit));
        parts += count(*cell, verdict)?;
    }
    Ok(Proof {
        cells: cells.len(),
        parts,
    })
}

fn count(cell: Cell, verdict: Verdict) -> Result<usize, (Cell, Verdict)> {
    match verdict {
        Verdict::Proved { parts } => Ok(parts),
        other => Err((cell, other)),
    }
}
