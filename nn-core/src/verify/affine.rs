//! The bounds of a fully connected layer.

use super::Interval;
use super::rounding::{TINY, gamma, gamma_f64};

/// What `sum x w + b` can be, as the kernels compute it in `f32`, in any order of terms.
///
/// An input is a center and a distance from it. So each weight takes two products: one for the center of the output, and one for the
/// distance, which includes what the kernels can round. The sums are computed in `f64`, and what these round is part of the distance.
pub(super) const fn affine<const I: usize, const O: usize>(
    weights: &[[f32; O]; I],
    bias: &[f32; O],
    input: &[Interval; I],
) -> [Interval; O] {
    let relative = (gamma(I + 1) + gamma_f64(2 * I + 8)).next_up();
    let (mut centers, mut radii) = ([0.0; O], [0.0; O]);
    let mut o = 0;
    while o < O {
        centers[o] = bias[o] as f64;
        radii[o] = relative * (bias[o] as f64).abs() + 2.0 * TINY * (I + 1) as f64;
        o += 1;
    }
    let (mut rows, mut inputs): (&[[f32; O]], &[Interval]) = (weights, input);
    while let ([row, rows_left @ ..], [x, inputs_left @ ..]) = (rows, inputs) {
        (rows, inputs) = (rows_left, inputs_left);
        let (low, high) = (x.low as f64, x.high as f64);
        let center = 0.5 * (low + high);
        let radius = (high - center).max(center - low).next_up();
        let spread = radius + relative * x.magnitude() as f64;
        if x.magnitude() != 0.0 {
            add(row, center, spread, &mut centers, &mut radii);
        }
    }
    outputs(&centers, &radii, relative)
}

/// Adds the products of one input.
const fn add<const O: usize>(
    row: &[f32; O],
    center: f64,
    spread: f64,
    centers: &mut [f64; O],
    radii: &mut [f64; O],
) {
    let mut o = 0;
    while o < O {
        let weight = row[o] as f64;
        centers[o] += weight * center;
        radii[o] += weight.abs() * spread;
        o += 1;
    }
}

/// The intervals, if no sum can overflow.
const fn outputs<const O: usize>(
    centers: &[f64; O],
    radii: &[f64; O],
    relative: f64,
) -> [Interval; O] {
    let mut outputs = [Interval::ANY; O];
    let mut o = 0;
    while o < O {
        // The sums of positive numbers in `radii` are not below the exact sums by more than this factor.
        let radius = radii[o] * (1.0 + 2.0 * relative);
        // `radius / relative` is above the sum of the absolute values, so no partial sum overflows below this limit.
        if radius < relative * (f32::MAX as f64 / 2.0) {
            let (low, high) = (centers[o] - radius, centers[o] + radius);
            outputs[o] = Interval::outward(low.next_down(), high.next_up());
        }
        o += 1;
    }
    outputs
}
