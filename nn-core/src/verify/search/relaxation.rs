//! What can be chosen in a linear bound, and how it is improved.

use alloc::vec::Vec;

/// What can be chosen in the bound of a clause. Every choice is valid.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Relaxation {
    /// How much each literal of the clause counts.
    pub(super) weights: Vec<f64>,
    /// For each node that is a rectified function, the slopes of the lines below its elements. Empty for others.
    pub(super) slopes: Vec<Vec<f64>>,
    /// For each decided unit, a factor that is at least 0.
    pub(super) multipliers: Vec<f64>,
}

/// How the bound changes with each choice.
pub(super) type Gradient = Relaxation;

impl Relaxation {
    fn all(&self) -> impl Iterator<Item = &f64> {
        let slopes = self.slopes.iter().flatten();
        self.weights.iter().chain(slopes).chain(&self.multipliers)
    }

    fn all_mut(&mut self) -> impl Iterator<Item = &mut f64> {
        let slopes = self.slopes.iter_mut().flatten();
        self.weights
            .iter_mut()
            .chain(slopes)
            .chain(&mut self.multipliers)
    }

    /// Takes the step that would increase the bound from `least` to `wanted`, if it were linear (Polyak, "Introduction to
    /// Optimization", 1987, section 5.3), and projects the choices. `scale` is the size of a multiplier.
    pub(super) fn step(&mut self, gradient: &mut Gradient, missing: f64, scale: f64) {
        gradient.project(self);
        gradient
            .multipliers
            .iter_mut()
            .for_each(|slope| *slope *= scale);
        let norm: f64 = gradient.all().map(|slope| slope * slope).sum();
        if norm <= f64::MIN_POSITIVE {
            return;
        }
        gradient
            .multipliers
            .iter_mut()
            .for_each(|slope| *slope *= scale);
        let rate = missing / norm;
        for (choice, slope) in self.all_mut().zip(gradient.all()) {
            *choice += rate * slope;
        }
        self.slopes
            .iter_mut()
            .flatten()
            .for_each(|slope| *slope = slope.clamp(0.0, 1.0));
        self.multipliers
            .iter_mut()
            .for_each(|factor| *factor = factor.max(0.0));
        simplex(&mut self.weights);
    }
}

impl Gradient {
    /// Removes what would leave the range of a choice.
    fn project(&mut self, choices: &Relaxation) {
        let slopes = self
            .slopes
            .iter_mut()
            .flatten()
            .zip(choices.slopes.iter().flatten());
        for (gradient, slope) in slopes {
            if (*slope <= 0.0 && *gradient < 0.0) || (*slope >= 1.0 && *gradient > 0.0) {
                *gradient = 0.0;
            }
        }
        for (gradient, factor) in self.multipliers.iter_mut().zip(&choices.multipliers) {
            if *factor <= 0.0 && *gradient < 0.0 {
                *gradient = 0.0;
            }
        }
        // The sum of the weights stays the same.
        let count = self.weights.len() as f64;
        let mean = self.weights.iter().sum::<f64>() / count;
        self.weights.iter_mut().for_each(|slope| *slope -= mean);
    }
}

/// The nearest weights that are at least 0 and whose sum is 1 (Held, Wolfe and Crowder, "Validation of subgradient optimization", 1974).
fn simplex(weights: &mut [f64]) {
    let mut sorted = weights.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let (mut sum, mut shift) = (0.0, 0.0);
    for (index, weight) in sorted.iter().enumerate() {
        sum += weight;
        let candidate = (sum - 1.0) / (index + 1) as f64;
        if *weight > candidate {
            shift = candidate;
        }
    }
    weights
        .iter_mut()
        .for_each(|weight| *weight = (*weight - shift).max(0.0));
}
