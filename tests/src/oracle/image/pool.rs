//! Pooling: of all that a window sees, the largest or the mean.

use super::{Known, Map, Window, each};

/// Which number stands for a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pick {
    Max,
    Average,
    /// The mean in which padding counts as zeros.
    PaddedAverage,
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

/// The mean of each of so many channels.
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

/// The mean of some numbers.
pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}
