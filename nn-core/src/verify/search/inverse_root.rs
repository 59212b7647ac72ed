//! `1 / sqrt(x + epsilon)`, which falls and is convex.

use alloc::vec::Vec;

use super::backward::{Pass, Workspace};
use super::intervals::{Bounds, center};

/// `x` is a mean of squares, so it is not below 0.
fn of(x: f64, epsilon: f64) -> f64 {
    1.0 / libm::sqrt(x.max(0.0) + epsilon)
}

/// More than the four operations of `f32` round, relative to the result.
const ROUNDED: f64 = 2.0 * f32::EPSILON as f64;

impl Bounds {
    /// The bounds of inverse roots.
    pub(super) fn of_inverse_root(epsilon: f64, operand: &Bounds) -> Self {
        let mut bounds = Bounds::default();
        for [low, high] in operand.pairs() {
            let greatest = of(low, epsilon);
            bounds.push([of(high, epsilon), greatest], ROUNDED * greatest, greatest);
        }
        bounds
    }
}

impl Workspace {
    /// Sums pass inverse roots: two parallel lines with the slope of the chord. The upper one is the chord, and the lower one touches the
    /// function.
    pub(super) fn inverse_root(
        &mut self,
        pass: &Pass<'_>,
        from: usize,
        epsilon: f64,
        operand: &Bounds,
    ) {
        let lines: Vec<[f64; 3]> = operand.pairs().map(|pair| lines(pair, epsilon)).collect();
        let slopes: Vec<f64> = lines.iter().map(|[slope, ..]| *slope).collect();
        self.scaled(pass, from, &slopes);
        let constants = lines.iter().map(|[_, below, above]| {
            let middle = center([*below, *above]);
            [middle, (above - middle).max(middle - below)]
        });
        self.constants(pass, &constants.collect::<Vec<_>>());
    }
}

/// A slope, and the constants of the lines below and above.
fn lines([low, high]: [f64; 2], epsilon: f64) -> [f64; 3] {
    let (low, high) = (low.max(0.0), high.max(0.0));
    let [first, last] = [of(low, epsilon), of(high, epsilon)];
    let slope = match high - low > 1e-9 * (high + epsilon) {
        true => (last - first) / (high - low),
        false => 0.0,
    };
    // The tangent at `t` has the slope `-0.5 (t + epsilon)^-1.5`. Any tangent is below.
    let touch = match slope < 0.0 {
        true => (libm::pow(-2.0 * slope, -2.0 / 3.0) - epsilon).clamp(low, high),
        false => high,
    };
    let touched = of(touch, epsilon);
    let tangent = -0.5 * touched / (touch + epsilon);
    // Where slopes differ by what is rounded, the line is moved down at the end that it would cross.
    let ends = [low, high].map(|x| touched + tangent * (x - touch) - slope * x);
    let rounded = 16.0 * f64::EPSILON * (first + slope.abs() * high);
    let below = ends[0].min(ends[1]);
    let above = (first - slope * low).max(last - slope * high);
    [slope, below - rounded, above + rounded]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Random, uniform};

    #[test]
    fn the_function_is_between_its_lines() {
        let mut rng = Random::seed(4);
        for round in 0..2_000 {
            let scale = libm::pow(10.0, f64::from(round % 9) - 4.0);
            let ends = [0; 2].map(|_| f64::from(uniform(&mut rng, -0.2, 1.0)) * scale);
            let pair = [ends[0].min(ends[1]), ends[0].max(ends[1])];
            let [slope, below, above] = lines(pair, 1e-5);
            for part in 0..=50 {
                let x = (pair[0] + (pair[1] - pair[0]) * f64::from(part) / 50.0).max(0.0);
                if x > pair[1] {
                    continue;
                }
                let y = of(x, 1e-5);
                assert!(
                    slope * x + below <= y && y <= slope * x + above,
                    "{pair:?} {x}"
                );
            }
        }
    }

    #[test]
    fn lines_of_a_narrow_interval_are_close() {
        let [_, below, above] = lines([1.0, 1.1], 1e-5);
        assert!(above - below < 1e-3, "{}", above - below);
    }
}
