//! Maps that return or repeat their input, that drop values, that scale negative values, and that multiply by a matrix.

use nn_core::rng::Rng;

use super::{Known, Map, Mode, each};

/// Returns its input, with the same or another shape.
#[derive(Debug, Clone, Copy)]
pub(super) struct Same;

impl Map for Same {
    fn forward(&self, _known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        inputs.to_vec()
    }
}

/// Repeats each value of each channel, along rows and along columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Repeated {
    /// The sizes of an input channel.
    pub(super) sizes: [usize; 2],
    pub(super) times: [usize; 2],
}

impl Map for Repeated {
    fn forward(&self, _known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let ([height, width], [down, right]) = (self.sizes, self.times);
        each(inputs, |x| {
            let planes = x.chunks(height * width);
            let value = |plane: &[f64], place: usize| {
                let (row, column) = (place / (width * right), place % (width * right));
                plane[row / down * width + column / right]
            };
            planes
                .flat_map(|plane| (0..plane.len() * down * right).map(move |k| value(plane, k)))
                .collect()
        })
    }
}

/// In training, drops a value with this probability.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dropout {
    pub(super) rate: f64,
}

impl Map for Dropout {
    fn forward(&self, known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let Mode::Training(noise) = known.mode else {
            return inputs.to_vec();
        };
        let sample = |(index, x): (u32, &Vec<f64>)| {
            let mut random = noise.branch(index).random();
            let mut is_kept = || f64::from(random.next_u32()) / 2f64.powi(32) >= self.rate;
            let value = |x: &f64| {
                if is_kept() {
                    x / (1.0 - self.rate)
                } else {
                    0.0
                }
            };
            x.iter().map(value).collect()
        };
        (0..).zip(inputs).map(sample).collect()
    }
}

/// ReLU with a slope for each of some parts of the input.
#[derive(Debug, Clone, Copy)]
pub(super) struct PRelu {
    pub(super) slopes: usize,
}

impl Map for PRelu {
    fn forward(&self, known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let slopes = known.parameters(self.slopes);
        each(inputs, |x| {
            let length = x.len() / self.slopes;
            let value =
                |(index, x): (usize, &f64)| x.max(0.0) + slopes[index / length] * x.min(0.0);
            x.iter().enumerate().map(value).collect()
        })
    }
}

/// A matrix and biases. The weights are input-major.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dense {
    pub(super) inputs: usize,
    pub(super) outputs: usize,
    pub(super) has_bias: bool,
}

impl Map for Dense {
    fn forward(&self, known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let weights = known.parameters(self.inputs * self.outputs);
        let bias = known.optional(self.has_bias, self.outputs, 0.0);
        each(inputs, |x| {
            let sum = |o: usize| -> f64 {
                let terms = (0..self.inputs).map(|i| x[i] * weights[i * self.outputs + o]);
                bias[o] + terms.sum::<f64>()
            };
            (0..self.outputs).map(sum).collect()
        })
    }
}
