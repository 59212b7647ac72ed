//! Pooling: the maximum, the mean or the sum of a window.

use super::{Known, Map, Window, each};

/// The value of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pick {
    Max,
    Average,
    /// The mean with padding counted as zeros.
    PaddedAverage,
    /// 0 if all of the window is padding.
    Sum,
}

/// Pooling of each channel.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pool {
    pub(super) pick: Pick,
    pub(super) window: Window,
}

impl Map for Pool {
    fn forward(&self, _known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let seen = self.window.seen().into_iter().zip(self.window.padded());
        let seen: Vec<_> = seen.collect();
        let pick = |(values, padded): (Vec<f64>, usize)| match self.pick {
            Pick::Max => values.into_iter().fold(f64::NEG_INFINITY, f64::max),
            Pick::Average => mean(&values),
            Pick::Sum => values.iter().sum(),
            Pick::PaddedAverage => values.iter().sum::<f64>() / padded as f64,
        };
        each(inputs, |x| {
            let planes = x.chunks(self.window.sizes()[0]);
            let outputs = planes.flat_map(|plane| {
                let values = |(places, padded): &(Vec<usize>, usize)| {
                    (places.iter().map(|k| plane[*k]).collect(), *padded)
                };
                seen.iter().map(values).map(pick).collect::<Vec<_>>()
            });
            outputs.collect()
        })
    }
}

/// The mean of each channel.
#[derive(Debug, Clone, Copy)]
pub(super) struct Means {
    pub(super) channels: usize,
}

impl Map for Means {
    fn forward(&self, _known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        each(inputs, |x| {
            x.chunks(x.len() / self.channels).map(mean).collect()
        })
    }
}

/// The maximum of each channel.
#[derive(Debug, Clone, Copy)]
pub(super) struct Maxima {
    pub(super) channels: usize,
}

impl Map for Maxima {
    fn forward(&self, _known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let largest = |plane: &[f64]| plane.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        each(inputs, |x| {
            let planes = x.chunks(x.len() / self.channels);
            planes.map(largest).collect()
        })
    }
}

/// The mean of some numbers.
pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}
