//! Products of two values that both vary: their bounds, and linear bounds of them.
//!
//! With the centers `a`, `b` and the radii `r`, `s` of the bounds of `x` and `y`, `x y = b x + a y - a b + (x - a) (y - b)`, and the last
//! term is between `-r s` and `r s`. So two parallel planes enclose a product: each is the mean of two planes of McCormick ("Computability
//! of global solutions to factorable nonconvex programs", 1976), and the greatest error is half of that of either.

use alloc::vec::Vec;

use super::super::graph::Blend;
use super::super::rounding::{TINY, gamma};
use super::backward::{Pass, Workspace};
use super::intervals::{Bounds, LARGEST, center, radius};

/// The least and the greatest product of numbers with these bounds.
fn product_of([a, b]: [f64; 2], [c, d]: [f64; 2]) -> [f64; 2] {
    let corners = [a * c, a * d, b * c, b * d];
    let ends = [f64::INFINITY, f64::NEG_INFINITY];
    corners.iter().fold(ends, |[low, high], corner| {
        [low.min(*corner), high.max(*corner)]
    })
}

fn reach([low, high]: [f64; 2]) -> f64 {
    low.abs().max(high.abs())
}

impl Bounds {
    /// Adds an element that is within `[low, high]` before it is rounded by at most `slack`. Nothing is known of it if a partial sum, at
    /// most `reach`, may overflow.
    pub(super) fn push(&mut self, [low, high]: [f64; 2], slack: f64, reach: f64) {
        let slack = if reach < LARGEST {
            slack
        } else {
            f64::INFINITY
        };
        self.low.push((low - slack).next_down());
        self.high.push((high + slack).next_up());
        self.slack.push(slack);
    }

    /// The bounds of products. A product is rounded once, and what `f64` rounds is far below the rest of the slack.
    pub(super) fn of_product(first: &Bounds, second: &Bounds) -> Self {
        let mut bounds = Bounds::default();
        for (x, y) in first.pairs().zip(second.pairs()) {
            let reach = reach(x) * reach(y);
            let slack = f64::from(f32::EPSILON) * reach + 2.0 * TINY;
            bounds.push(product_of(x, y), slack, reach);
        }
        bounds
    }

    /// The bounds of `(scale (1 - gate) + offset) closed + gate open`. It is linear in the gate, so an end of the gate attains them.
    ///
    /// At most five operations round a term. As `closed + gate (open - closed)`, `closed` is in two terms.
    pub(super) fn of_blend(blend: &Blend, [gate, closed, open]: [&Bounds; 3]) -> Self {
        let [scale, offset] = blend.scales;
        let mut bounds = Bounds::default();
        for ((gate, closed), open) in gate.pairs().zip(closed.pairs()).zip(open.pairs()) {
            let mut ends = [f64::INFINITY, f64::NEG_INFINITY];
            for at in gate {
                let factor = scale * (1.0 - at) + offset;
                let first = product_of([factor; 2], closed);
                let second = product_of([at; 2], open);
                ends = [
                    ends[0].min(first[0] + second[0]),
                    ends[1].max(first[1] + second[1]),
                ];
            }
            let factors = scale.abs() * (1.0 + reach(gate)) + offset.abs() + reach(gate);
            let all = factors * reach(closed) + reach(gate) * reach(open);
            let slack = gamma(8) * all + 8.0 * TINY * (1.0 + reach(closed));
            bounds.push(ends, slack, all);
        }
        bounds
    }
}

impl Workspace {
    /// Sums pass products.
    pub(super) fn product(&mut self, pass: &Pass<'_>, nodes: [usize; 2], operands: [&Bounds; 2]) {
        let [x, y] = operands;
        let centers = operands.map(|operand| operand.pairs().map(center).collect::<Vec<f64>>());
        self.scaled(pass, nodes[0], &centers[1]);
        self.scaled(pass, nodes[1], &centers[0]);
        let pairs = x.pairs().zip(y.pairs());
        let constants = pairs.map(|(x, y)| [-center(x) * center(y), radius(x) * radius(y)]);
        self.constants(pass, &constants.collect::<Vec<_>>());
    }

    /// Sums pass blends: `(scale (1 - g) + offset) c + g o` is `(scale (1 - a) + offset) c + a o + (g - a) w` with the center `a` of the
    /// gate and `w = o - scale c`, and the last product is enclosed by planes.
    pub(super) fn blend(&mut self, pass: &Pass<'_>, blend: &Blend, operands: [&Bounds; 3]) {
        let [gate, closed, open] = operands;
        let [scale, offset] = blend.scales;
        let gates: Vec<f64> = gate.pairs().map(center).collect();
        let factors = gates.iter().map(|at| scale * (1.0 - at) + offset);
        let factors: Vec<f64> = factors.collect();
        let both = || closed.pairs().zip(open.pairs());
        let slopes = both().map(|(closed, open)| center(open) - scale * center(closed));
        let slopes: Vec<f64> = slopes.collect();
        self.scaled(pass, blend.closed, &factors);
        self.scaled(pass, blend.open, &gates);
        self.scaled(pass, blend.gate, &slopes);
        let constants = gates.iter().zip(&slopes).zip(gate.pairs().zip(both()));
        let constants = constants.map(|((at, slope), (gate, (closed, open)))| {
            let width = radius(open) + scale.abs() * radius(closed);
            [-at * slope, radius(gate) * width]
        });
        self.constants(pass, &constants.collect::<Vec<_>>());
    }

    /// Adds the factors, each times a slope, to those of a node that has the same elements.
    pub(super) fn scaled(&mut self, pass: &Pass<'_>, from: usize, slopes: &[f64]) {
        for (row, factors) in pass.rows() {
            let output = self.row(from, row, pass.length);
            for (sum, (factor, slope)) in output.iter_mut().zip(factors.iter().zip(slopes)) {
                *sum += factor * slope;
            }
        }
    }

    /// Adds to each sum a constant for each element, less a distance from it.
    pub(super) fn constants(&mut self, pass: &Pass<'_>, constants: &[[f64; 2]]) {
        for (row, factors) in pass.rows() {
            for (factor, [constant, distance]) in factors.iter().zip(constants) {
                self.add(row, factor * constant);
                self.add(row, -factor.abs() * distance);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Random, uniform};

    fn interval(rng: &mut Random) -> [f64; 2] {
        let ends = [0; 2].map(|_| f64::from(uniform(rng, -2.0, 2.0)));
        [ends[0].min(ends[1]), ends[0].max(ends[1])]
    }

    fn bounds(pair: [f64; 2]) -> Bounds {
        Bounds::new(Vec::from([pair[0]]), Vec::from([pair[1]]))
    }

    /// Every blend of a grid is within the bounds, and the corners attain them.
    #[test]
    fn blends_are_within_their_bounds() {
        let mut rng = Random::seed(1);
        for _ in 0..500 {
            let scales = [0; 2].map(|_| f64::from(uniform(&mut rng, -0.5, 1.5)));
            let blend = Blend {
                gate: 0,
                closed: 1,
                open: 2,
                scales,
            };
            let operands: [[f64; 2]; 3] = core::array::from_fn(|_| interval(&mut rng));
            let known = operands.map(bounds);
            let found = Bounds::of_blend(&blend, known.each_ref()).get(0);
            let mut ends = [f64::INFINITY, f64::NEG_INFINITY];
            for index in 0..125 {
                let [gate, closed, open] = [index % 5, index / 5 % 5, index / 25];
                let at =
                    |part: usize, [low, high]: [f64; 2]| low + (high - low) * part as f64 / 4.0;
                let [gate, closed, open] = [
                    at(gate, operands[0]),
                    at(closed, operands[1]),
                    at(open, operands[2]),
                ];
                let value = (scales[0] * (1.0 - gate) + scales[1]) * closed + gate * open;
                ends = [ends[0].min(value), ends[1].max(value)];
            }
            assert!(
                found[0] <= ends[0] && ends[1] <= found[1],
                "{found:?} {ends:?}"
            );
            assert!(
                ends[0] - found[0] < 1e-4 && found[1] - ends[1] < 1e-4,
                "{found:?} {ends:?}"
            );
        }
    }
}
