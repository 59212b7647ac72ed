//! The properties phi 1 to phi 4, and for which networks they hold.

use nn_core::verify::{Interval, Property};

use super::files::Plane;

/// The number of properties.
pub(crate) const PROPERTIES: usize = 4;

const MOST: f64 = f64::INFINITY;
const FREE: [f64; 2] = [-MOST, MOST];
const NEAR: [f64; 2] = [1500.0, 1800.0];
const AHEAD: [f64; 2] = [-0.06, 0.06];

/// Bounds of the distance, the angle, the heading, the own speed and the speed of the intruder.
const REGIONS: [[[f64; 2]; 5]; PROPERTIES] = [
    FAR,
    FAR,
    [NEAR, AHEAD, [3.10, MOST], [980.0, MOST], [960.0, MOST]],
    [NEAR, AHEAD, [0.0, 0.0], [1000.0, MOST], [700.0, 800.0]],
];
const FAR: [[f64; 2]; 5] = [
    [55_947.691, MOST],
    FREE,
    FREE,
    [1145.0, MOST],
    [-MOST, 60.0],
];

/// The normalized inputs, rounded outward.
pub(crate) fn region(plane: &Plane, number: usize) -> Vec<Interval> {
    let bounds = REGIONS[number].iter().enumerate();
    let intervals = bounds.map(|(index, [low, high])| {
        let (mean, range) = (plane.means[index], plane.ranges[index]);
        let low = (low.max(plane.minimums[index]) - mean) / range;
        let high = (high.min(plane.maximums[index]) - mean) / range;
        Interval::outward(low, high)
    });
    intervals.collect()
}

pub(crate) fn property(plane: &Plane, number: usize) -> Property {
    match number {
        // the score of "clear of conflict", in the original units
        0 => Property::output(0).is_below((1500.0 - plane.means[5]) / plane.ranges[5]),
        1 => Property::class_is_not(0),
        _ => Property::least_is_not(0),
    }
}

/// What is published: phi 1 holds for all networks; phi 3 and phi 4 for all but three. phi 2 is violated by most networks whose first
/// number is at least 2.
pub(crate) fn holds(name: &str, number: usize) -> Option<bool> {
    match number {
        0 => Some(true),
        1 => ["2_1", "2_9", "4_5", "5_1", "5_9"]
            .contains(&name)
            .then_some(false),
        _ => Some(!["1_7", "1_8", "1_9"].contains(&name)),
    }
}
