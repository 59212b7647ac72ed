//! Normalization by mean and variance, over a batch or over a sample.

use super::pool::mean;
use super::{Known, Map, Mode, each};

/// The mean and the variance.
fn moments(values: &[f64]) -> (f64, f64) {
    let mean = mean(values);
    let squares: Vec<f64> = values.iter().map(|x| (x - mean).powi(2)).collect();
    (mean, self::mean(&squares))
}

/// Normalization of each channel over the batch or by running statistics.
#[derive(Debug, Clone, Copy)]
pub(super) struct BatchNorm {
    pub(super) channels: usize,
    pub(super) momentum: f64,
    pub(super) epsilon: f64,
    pub(super) is_affine: bool,
}

impl BatchNorm {
    /// All values of a channel in the batch.
    fn channel(&self, inputs: &[Vec<f64>], channel: usize) -> Vec<f64> {
        let rows = inputs.iter().map(|x| x.len() / self.channels).zip(inputs);
        let values = rows.flat_map(|(length, x)| &x[channel * length..][..length]);
        values.copied().collect()
    }

    /// The mean and variance for the normalization, and those for the running statistics. The latter have the unbiased variance.
    fn measure(&self, values: &[f64], (mean, variance): (&mut f64, &mut f64)) -> (f64, f64) {
        let now = moments(values);
        let count = values.len() as f64;
        *mean = (1.0 - self.momentum) * *mean + self.momentum * now.0;
        if count > 1.0 {
            let estimate = now.1 * count / (count - 1.0);
            *variance = (1.0 - self.momentum) * *variance + self.momentum * estimate;
        }
        now
    }
}

impl Map for BatchNorm {
    fn forward(&self, known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let scale = known.optional(self.is_affine, self.channels, 1.0);
        let shift = known.optional(self.is_affine, self.channels, 0.0);
        let means = known.running(self.channels);
        let variances = known.running(self.channels);
        let by: Vec<(f64, f64)> = (0..self.channels)
            .map(|channel| match known.mode {
                Mode::Inference => (means[channel], variances[channel]),
                Mode::Training(_) => {
                    let values = self.channel(inputs, channel);
                    self.measure(&values, (&mut means[channel], &mut variances[channel]))
                }
            })
            .collect();
        each(inputs, |x| {
            let length = x.len() / self.channels;
            let value = |(index, x): (usize, &f64)| {
                let channel = index / length;
                let (mean, variance) = by[channel];
                scale[channel] * (x - mean) / (variance + self.epsilon).sqrt() + shift[channel]
            };
            x.iter().enumerate().map(value).collect()
        })
    }
}

/// Normalization of each sample.
#[derive(Debug, Clone, Copy)]
pub(super) struct LayerNorm {
    pub(super) length: usize,
    pub(super) epsilon: f64,
    pub(super) is_affine: bool,
}

impl Map for LayerNorm {
    fn forward(&self, known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let scale = known.optional(self.is_affine, self.length, 1.0);
        let shift = known.optional(self.is_affine, self.length, 0.0);
        each(inputs, |x| {
            let (mean, variance) = moments(x);
            let value = |(index, x): (usize, &f64)| {
                scale[index] * (x - mean) / (variance + self.epsilon).sqrt() + shift[index]
            };
            x.iter().enumerate().map(value).collect()
        })
    }
}
