//! Means of the inputs of a layer.

use crate::zero::Zero;

/// The means of the inputs of a layer: of each input of a dense layer, and of each channel of a convolution.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Means<const N: usize> {
    /// The number of samples.
    pub samples: u32,
    /// The means.
    pub means: [f32; N],
}

impl<const N: usize> Zero for Means<N> {
    const ZERO: Self = Means {
        samples: 0,
        means: [0.0; N],
    };
}

impl<const N: usize> Means<N> {
    /// Adds a sample: for each mean as many values, one after the other.
    pub(super) fn add(&mut self, values: &[f32]) {
        self.samples = self.samples.saturating_add(1);
        let each = (values.len() / N.max(1)).max(1);
        for (mean, values) in self.means.iter_mut().zip(values.chunks(each)) {
            let value = values.iter().sum::<f32>() / each as f32;
            *mean += (value - *mean) / self.samples as f32;
        }
    }
}
