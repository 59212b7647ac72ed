//! The properties phi 1 to phi 10 (Katz et al., "Reluplex", 2017, appendix), and for which networks they hold.

use nn_core::verify::{Interval, Property};

use super::files::Plane;

/// A property.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Phi {
    /// Its number, from 1.
    pub(crate) number: usize,
    /// Bounds of the distance, the angle, the heading, the own speed and the speed of the intruder. It must hold in each region.
    regions: &'static [[[f64; 2]; 5]],
    /// The network that it is about. The others are about all networks.
    network: Option<&'static str>,
}

const MOST: f64 = f64::INFINITY;
const FREE: [f64; 2] = [-MOST, MOST];
const NEAR: [f64; 2] = [1500.0, 1800.0];
const AHEAD: [f64; 2] = [-0.06, 0.06];
/// Half a turn, with the digits that were published.
const PI: f64 = 3_141_592.0 / 1_000_000.0;
/// A full turn.
const AROUND: [f64; 2] = [-PI, PI];
const FAR: [[[f64; 2]; 5]; 1] = [[
    [55_947.691, MOST],
    FREE,
    FREE,
    [1145.0, MOST],
    [-MOST, 60.0],
]];
/// The heading of phi 6.
const HEAD_ON: [f64; 2] = [-PI, -PI + 0.005];
const OWN: [f64; 2] = [100.0, 1200.0];
const INTRUDER: [f64; 2] = [0.0, 1200.0];

/// All properties.
pub(crate) const ALL: [Phi; 10] = [
    Phi {
        number: 1,
        regions: &FAR,
        network: None,
    },
    Phi {
        number: 2,
        regions: &FAR,
        network: None,
    },
    Phi {
        number: 3,
        regions: &[[NEAR, AHEAD, [3.10, MOST], [980.0, MOST], [960.0, MOST]]],
        network: None,
    },
    Phi {
        number: 4,
        regions: &[[NEAR, AHEAD, [0.0, 0.0], [1000.0, MOST], [700.0, 800.0]]],
        network: None,
    },
    Phi {
        number: 5,
        regions: &[[
            [250.0, 400.0],
            [0.2, 0.4],
            HEAD_ON,
            [100.0, 400.0],
            [0.0, 400.0],
        ]],
        network: Some("1_1"),
    },
    Phi {
        number: 6,
        regions: &[
            [[12_000.0, 62_000.0], [0.7, PI], HEAD_ON, OWN, INTRUDER],
            [[12_000.0, 62_000.0], [-PI, -0.7], HEAD_ON, OWN, INTRUDER],
        ],
        network: Some("1_1"),
    },
    Phi {
        number: 7,
        regions: &[[[0.0, 60_760.0], AROUND, AROUND, OWN, INTRUDER]],
        network: Some("1_9"),
    },
    Phi {
        number: 8,
        regions: &[[
            [0.0, 60_760.0],
            [-PI, -0.75 * PI],
            [-0.1, 0.1],
            [600.0, 1200.0],
            [600.0, 1200.0],
        ]],
        network: Some("2_9"),
    },
    Phi {
        number: 9,
        regions: &[[
            [2000.0, 7000.0],
            [-0.4, -0.14],
            [-PI, -PI + 0.01],
            [100.0, 150.0],
            [0.0, 150.0],
        ]],
        network: Some("3_3"),
    },
    Phi {
        number: 10,
        regions: &[[
            [36_000.0, 60_760.0],
            [0.7, PI],
            [-PI, -PI + 0.01],
            [900.0, 1200.0],
            [600.0, 1200.0],
        ]],
        network: Some("4_5"),
    },
];

impl Phi {
    /// Whether it is about this network.
    pub(crate) fn is_about(&self, name: &str) -> bool {
        self.network.is_none_or(|network| network == name)
    }

    /// The normalized inputs of each region, rounded outward.
    pub(crate) fn regions(&self, plane: &Plane) -> Vec<Vec<Interval>> {
        let of_one = |region: &[[f64; 2]; 5]| {
            let bounds = region.iter().enumerate();
            let intervals = bounds.map(|(index, [low, high])| {
                let (mean, range) = (plane.means[index], plane.ranges[index]);
                let low = (low.max(plane.minimums[index]) - mean) / range;
                let high = (high.min(plane.maximums[index]) - mean) / range;
                Interval::outward(low, high)
            });
            intervals.collect()
        };
        self.regions.iter().map(of_one).collect()
    }

    /// What must hold for the scores of: clear of conflict, weak left, weak right, strong left, strong right.
    pub(crate) fn property(&self, plane: &Plane) -> Property {
        match self.number {
            // the score in the original units
            1 => Property::output(0).is_below((1500.0 - plane.means[5]) / plane.ranges[5]),
            2 => Property::class_is_not(0),
            3 | 4 => Property::least_is_not(0),
            5 => Property::least_is(4),
            7 => Property::least_is_not(3).and(Property::least_is_not(4)),
            8 => {
                let less = |a, b| (Property::output(b) - Property::output(a)).is_above(0.0);
                let either = |other| less(0, other).or(less(1, other));
                either(2).and(either(3)).and(either(4))
            }
            9 => Property::least_is(3),
            _ => Property::least_is(0),
        }
    }

    /// What is published: phi 1 holds for all networks; phi 3 and phi 4 for all but three. phi 2 is violated by most networks whose
    /// first number is at least 2. Of the others, phi 8 is violated and phi 7 was not decided.
    pub(crate) fn holds(&self, name: &str) -> Option<bool> {
        match self.number {
            1 => Some(true),
            2 => ["2_1", "2_9", "4_5", "5_1", "5_9"]
                .contains(&name)
                .then_some(false),
            3 | 4 => Some(!["1_7", "1_8", "1_9"].contains(&name)),
            7 => None,
            _ => self.is_about(name).then_some(self.number != 8),
        }
    }
}
