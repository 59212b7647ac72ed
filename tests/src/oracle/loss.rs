//! Losses in `f64`: values, gradients, and sizes of the terms of the gradients.

use super::Part;
use super::activation::{Activation, log_sum, softplus};

/// A loss. Cross-entropies include their activation.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "they are nn-core's")]
pub enum Loss {
    MeanSquaredError,
    MeanAbsoluteError,
    Huber(f64),
    BinaryCrossEntropy,
    CrossEntropy,
}

impl Loss {
    /// The loss of one sample from the values before the last activation.
    pub fn value(self, z: &[f64], activation: Activation, target: &[f64]) -> f64 {
        let pairs = z.iter().zip(target);
        match self {
            Loss::CrossEntropy => pairs.map(|(z_i, t)| t * (log_sum(z) - z_i)).sum(),
            Loss::BinaryCrossEntropy => {
                // -t ln y - (1 - t) ln(1 - y), with ln y = -softplus(-z) and ln(1 - y) = -softplus(z)
                let terms = pairs.map(|(z, t)| t * softplus(-z) + (1.0 - t) * softplus(*z));
                terms.sum::<f64>() / z.len() as f64
            }
            _ => {
                let y = activation.apply(z);
                let terms = y.iter().zip(target).map(|(y, t)| self.of_error(y - t));
                terms.sum::<f64>() / z.len() as f64
            }
        }
    }

    /// The gradient with respect to these values.
    pub fn gradient(
        self,
        part: Part,
        z: &[f64],
        activation: Activation,
        target: &[f64],
    ) -> Vec<f64> {
        let (y, count) = (activation.apply(z), z.len() as f64);
        let sign = if part == Part::Sizes { -1.0 } else { 1.0 };
        let pairs = y.iter().zip(target);
        match self {
            Loss::CrossEntropy => {
                let weight: f64 = target.iter().sum();
                pairs.map(|(y, t)| weight * y - sign * t).collect()
            }
            Loss::BinaryCrossEntropy => pairs.map(|(y, t)| (y - sign * t) / count).collect(),
            _ => {
                let slope = |(y, t): (&f64, &f64)| match part {
                    Part::Values => self.slope(y - t) / count,
                    Part::Sizes => self.slope_size(*y, *t) / count,
                };
                activation.backward(part, z, &pairs.map(slope).collect::<Vec<_>>())
            }
        }
    }

    fn of_error(self, error: f64) -> f64 {
        match self {
            Loss::MeanAbsoluteError => error.abs(),
            Loss::Huber(delta) if error.abs() > delta => delta * (error.abs() - delta / 2.0),
            Loss::Huber(_) => error * error / 2.0,
            _ => error * error,
        }
    }

    fn slope(self, error: f64) -> f64 {
        match self {
            Loss::MeanAbsoluteError => error.signum(),
            Loss::Huber(delta) => error.clamp(-delta, delta),
            _ => 2.0 * error,
        }
    }

    fn slope_size(self, y: f64, t: f64) -> f64 {
        let sum = y.abs() + t.abs();
        match self {
            Loss::MeanAbsoluteError => 1.0,
            Loss::Huber(delta) if (y - t).abs() > delta => delta,
            Loss::Huber(_) => sum,
            _ => 2.0 * sum,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The stable formulas are equal to the textbook formulas where the latter can be computed.
    #[test]
    fn cross_entropies_follow_their_definitions() {
        let (z, t) = ([0.3, -1.2, 2.0], [0.2, 0.7, 0.1]);
        let terms = Activation::Softmax.apply(&z).into_iter().zip(t);
        let plain: f64 = terms.map(|(y, t)| -t * y.ln()).sum();
        let value = Loss::CrossEntropy.value(&z, Activation::Softmax, &t);
        assert!((value - plain).abs() < 1e-14);

        let terms = Activation::Sigmoid.apply(&z).into_iter().zip(t);
        let plain: f64 = terms
            .map(|(y, t)| -t * y.ln() - (1.0 - t) * (1.0 - y).ln())
            .sum();
        let value = Loss::BinaryCrossEntropy.value(&z, Activation::Sigmoid, &t);
        assert!((value - plain / 3.0).abs() < 1e-14);
    }
}
