//! The statistics of a batch for batch normalization.

use crate::batch::Batch;
use crate::slices;
use crate::sum::{BLOCK, Carried};
use crate::tensor::{Tensor, channels};
use crate::zero::Zero;
use crate::{kernel, math};

/// The mean and the variance of the `C` channels of a batch, and the gradients with respect to scale and shift.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Statistics<const C: usize> {
    /// The number of values per channel.
    pub(super) count: u32,
    pub(super) mean: [f32; C],
    pub(super) variance: [f32; C],
    pub(super) d_scale: [f32; C],
    pub(super) d_shift: [f32; C],
}

impl<const C: usize> Zero for Statistics<C> {
    const ZERO: Self = Statistics {
        count: 0,
        mean: [0.0; C],
        variance: [0.0; C],
        d_scale: [0.0; C],
        d_shift: [0.0; C],
    };
}

impl<const C: usize> Statistics<C> {
    /// Computes the mean and the variance of each channel.
    pub(super) fn measure<T: Tensor<Element = f32>>(&mut self, input: Batch<'_, T>) {
        let count = input.len() * (T::LEN / C);
        self.count = count as u32;
        let share = 1.0 / count as f32;
        self.mean = [0.0; C];
        let carried = (&mut self.d_scale, &mut self.d_shift);
        add_samples(input, &mut self.mean, carried, |channel, _| {
            kernel::sum(channel) * share
        });
        self.variance = [0.0; C];
        let carried = (&mut self.d_scale, &mut self.d_shift);
        add_samples(input, &mut self.variance, carried, |channel, index| {
            let mean = slices::element(&self.mean, index);
            kernel::sum_of(channel, |x| (x - mean) * (x - mean)) * share
        });
    }

    /// Computes the gradients with respect to the scale and the shift of each channel. `inverse` returns the reciprocal standard
    /// deviation.
    pub(super) fn differentiate<T: Tensor<Element = f32>>(
        &mut self,
        input: Batch<'_, T>,
        d_output: &[T],
        inverse: impl Fn(f32) -> f32,
    ) {
        self.d_scale = [0.0; C];
        self.d_shift = [0.0; C];
        for (input, d_output) in input.iter().zip(d_output) {
            let known = self.mean.iter().zip(&self.variance);
            let values = channels::<C, T>(input).zip(channels::<C, T>(d_output));
            let slopes = self.d_scale.iter_mut().zip(&mut self.d_shift);
            for ((slopes, (mean, variance)), (x, d)) in slopes.zip(known).zip(values) {
                let sum = kernel::sum_of_pairs(x, d, |x, d| d * (x - mean));
                *slopes.0 += inverse(*variance) * sum;
                *slopes.1 += kernel::sum(d);
            }
        }
    }
}

/// Adds a term of each channel of each sample to `sums`, which begin at 0. More samples than a block are added with compensation. The
/// partial sums use the memory of the gradients, which are computed later.
fn add_samples<T: Tensor<Element = f32>, const C: usize>(
    input: Batch<'_, T>,
    sums: &mut [f32; C],
    (high, low): (&mut [f32; C], &mut [f32; C]),
    term: impl Fn(&[f32], usize) -> f32,
) {
    if input.len() > BLOCK {
        (*high, *low) = ([0.0; C], [0.0; C]);
    }
    let mut in_block = 0;
    for sample in input.iter() {
        if in_block == BLOCK {
            carry(sums, high, low);
            in_block = 0;
        }
        in_block += 1;
        for (index, (sum, channel)) in sums.iter_mut().zip(channels::<C, T>(sample)).enumerate() {
            *sum += term(channel, index);
        }
    }
    if input.len() > BLOCK {
        carry(sums, high, low);
        *sums = *high;
    }
}

/// Adds the sums of a block to `high` and `low`.
fn carry<const C: usize>(sums: &mut [f32; C], high: &mut [f32; C], low: &mut [f32; C]) {
    for (sum, (high, low)) in sums.iter_mut().zip(high.iter_mut().zip(low)) {
        let mut carried = Carried {
            high: *high,
            low: *low,
        };
        carried.add(*sum);
        (*high, *low, *sum) = (carried.high, carried.low, 0.0);
    }
}

/// The reciprocal standard deviation. It is NaN if the variance, multiplied by at most 2 for Bessel's correction, is not finite. So
/// bad data is detected.
pub(super) fn inverse_deviation(variance: f32, epsilon: f32) -> f32 {
    if (2.0 * variance).is_finite() {
        1.0 / math::sqrt(variance + epsilon)
    } else {
        f32::NAN
    }
}
