//! Expected results of optimizers, by their formulas and with the default settings of nn-core.

use tests::compare::widen;
use tests::tolerance::ROUNDOFF;

use super::Want;

/// The rule of an optimizer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// `p -= rate g`
    Sgd,
    /// `v = 0.9 v + g`, `p -= rate v`
    Momentum,
    /// Running means of the gradients (0.9) and of their squares (0.999), both corrected for bias, with an epsilon of 1e-8.
    Adam,
    /// A running mean of the squares (0.99), with an epsilon of 1e-8.
    RmsProp,
}

/// An optimizer in `f64` with its state.
#[derive(Debug, Clone)]
pub struct Twin {
    rule: Rule,
    rate: f64,
    steps: i32,
    means: Vec<f64>,
    squares: Vec<f64>,
}

impl Twin {
    /// The optimizer before the first step.
    pub fn new(rule: Rule, rate: f32, parameters: usize) -> Self {
        Twin {
            rule,
            rate: f64::from(rate),
            steps: 0,
            means: vec![0.0; parameters],
            squares: vec![0.0; parameters],
        }
    }

    /// The rule.
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// The parameters after a step. The tolerance is a millionth of each change for every step, plus the rounding of the parameter.
    pub fn step(&mut self, before: &[f32], gradients: &[f32]) -> Want {
        self.steps += 1;
        let mut want = Want::default();
        let rows = widen(before).into_iter().zip(widen(gradients));
        for (index, (before, gradient)) in rows.enumerate() {
            let change = self.rate * self.direction(index, gradient);
            want.values.push(before - change);
            let roundings = 2.0 * ROUNDOFF * (before.abs() + change.abs());
            want.limits
                .push(roundings + 2e-6 * f64::from(self.steps) * self.rate.max(change.abs()));
        }
        want
    }

    /// The change of one parameter, for a learning rate of 1.
    fn direction(&mut self, index: usize, g: f64) -> f64 {
        let (mean, square) = (&mut self.means[index], &mut self.squares[index]);
        let beta = |beta: f32| f64::from(beta);
        let epsilon = f64::from(1e-8f32);
        match self.rule {
            Rule::Sgd => g,
            Rule::Momentum => {
                *mean = beta(0.9) * *mean + g;
                *mean
            }
            Rule::Adam => {
                *mean = beta(0.9) * *mean + (1.0 - beta(0.9)) * g;
                *square = beta(0.999) * *square + (1.0 - beta(0.999)) * g * g;
                let mean = *mean / (1.0 - beta(0.9).powi(self.steps));
                let square = *square / (1.0 - beta(0.999).powi(self.steps));
                mean / (square.sqrt() + epsilon)
            }
            Rule::RmsProp => {
                *square = beta(0.99) * *square + (1.0 - beta(0.99)) * g * g;
                g / (square.sqrt() + epsilon)
            }
        }
    }
}
