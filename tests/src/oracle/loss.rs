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
    /// Binary cross-entropy with this weight of the positive targets.
    Positive(f64),
    /// Cross-entropy with this label smoothing.
    Smoothed(f64),
    /// The focal loss with this gamma.
    Focal(f64),
    /// The focal loss of single outputs with this gamma and this alpha.
    BinaryFocal(f64, f64),
}

impl Loss {
    /// The loss of one sample from the values before the last activation.
    pub fn value(self, z: &[f64], activation: Activation, target: &[f64]) -> f64 {
        let pairs = z.iter().zip(target);
        match self {
            Loss::CrossEntropy => pairs.map(|(z_i, t)| t * (log_sum(z) - z_i)).sum(),
            Loss::Smoothed(part) => {
                Loss::CrossEntropy.value(z, activation, &smoothed(target, part))
            }
            Loss::Focal(gamma) => {
                let terms = target.iter().enumerate().map(|(i, t)| {
                    let (below, wrong) = (log_sum(z) - z[i], wrong(z, i));
                    t * wrong.powf(gamma) * below
                });
                terms.sum()
            }
            Loss::Positive(_) | Loss::BinaryFocal(..) => {
                pairs.map(|(z, t)| self.of_truth(*z, *t)).sum::<f64>() / z.len() as f64
            }
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
            Loss::Smoothed(share) => {
                Loss::CrossEntropy.gradient(part, z, activation, &smoothed(target, share))
            }
            Loss::Focal(gamma) => focal_gradient(part, gamma, z, &y, target),
            Loss::Positive(_) | Loss::BinaryFocal(..) => {
                let slope = |(z, t): (&f64, &f64)| self.slope_of_truth(*z, *t, sign) / count;
                z.iter().zip(target).map(slope).collect()
            }
            _ => {
                let slope = |(y, t): (&f64, &f64)| match part {
                    Part::Values => self.slope(y - t) / count,
                    Part::Sizes => self.slope_size(*y, *t) / count,
                };
                activation.backward(part, z, &pairs.map(slope).collect::<Vec<_>>())
            }
        }
    }

    /// The weights of both answers, and gamma.
    fn of_answers(self) -> [f64; 3] {
        match self {
            Loss::Positive(weight) => [weight, 1.0, 0.0],
            Loss::BinaryFocal(gamma, alpha) => [alpha, 1.0 - alpha, gamma],
            _ => [1.0, 1.0, 0.0],
        }
    }

    /// The loss of one truth from the value before sigmoid.
    fn of_truth(self, z: f64, t: f64) -> f64 {
        let [positive, negative, gamma] = self.of_answers();
        let of_true = |z: f64| (-gamma * softplus(z)).exp() * softplus(-z);
        positive * t * of_true(z) + negative * (1.0 - t) * of_true(-z)
    }

    /// Its derivative, or with the sign -1 the size of the derivative's terms.
    fn slope_of_truth(self, z: f64, t: f64, sign: f64) -> f64 {
        let [positive, negative, gamma] = self.of_answers();
        let y = |z: f64| (-softplus(-z)).exp();
        let of_true = |z: f64| (-gamma * softplus(z)).exp() * (gamma * y(z) * softplus(-z) + y(-z));
        negative * (1.0 - t) * of_true(-z) - sign * positive * t * of_true(z)
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

/// The gradient of the focal loss over classes.
fn focal_gradient(part: Part, gamma: f64, z: &[f64], y: &[f64], target: &[f64]) -> Vec<f64> {
    let slope = |i: usize| {
        let (below, wrong) = (log_sum(z) - z[i], wrong(z, i));
        let ratio = if wrong > 0.0 { below / wrong } else { 1.0 };
        -target[i] * wrong.powf(gamma) * (1.0 + gamma * y[i] * ratio)
    };
    let slopes: Vec<f64> = (0..z.len()).map(slope).collect();
    let sum: f64 = slopes.iter().sum();
    let of_class = |i: usize| match part {
        Part::Values => slopes[i] * wrong(z, i) - y[i] * (sum - slopes[i]),
        Part::Sizes => slopes[i].abs() - y[i] * sum,
    };
    (0..z.len()).map(of_class).collect()
}

/// A target of which a part is divided among all classes.
fn smoothed(target: &[f64], part: f64) -> Vec<f64> {
    let share = part / target.len() as f64;
    target.iter().map(|t| (1.0 - part) * t + share).collect()
}

/// The probability of the other classes, without cancellation.
fn wrong(z: &[f64], class: usize) -> f64 {
    let others: Vec<f64> = z
        .iter()
        .enumerate()
        .filter(|(i, _)| *i != class)
        .map(|(_, z)| *z)
        .collect();
    (log_sum(&others) - log_sum(z)).exp()
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
