//! The formulas of batch normalization, channel by channel.

use super::statistics::{Statistics, inverse_deviation};
use super::{BatchNorm, Optional};
use crate::ratio::Fraction;
use crate::tensor::{Tensor, channels, channels_mut};

impl<const C: usize, T: Tensor<Element = f32>, A, M, E: Fraction, B: Optional>
    BatchNorm<C, T, A, M, E, B>
{
    fn scale(&self) -> &[f32; C] {
        B::or(&self.scale, Tensor::ONES_REF)
    }

    fn shift(&self) -> &[f32; C] {
        B::or(&self.shift, Tensor::ZERO_REF)
    }

    /// The normalization of inference as an affine map, `y = scale x + shift`. Returns the `scale` and the `shift` of each channel.
    pub fn affine(&self) -> impl Iterator<Item = (f32, f32)> {
        let lines = self.lines();
        lines.map(|[mean, scale, shift]| (scale, shift - scale * mean))
    }

    /// The mean, the scale and the shift of each channel in inference: `y = (x - mean) scale + shift`.
    pub(crate) fn lines(&self) -> impl Iterator<Item = [f32; 3]> {
        let parameters = self.scale().iter().zip(self.shift());
        let statistics = self.mean.iter().zip(&self.variance);
        parameters
            .zip(statistics)
            .map(|((scale, shift), (mean, variance))| {
                [*mean, scale * Self::inverse(*variance), *shift]
            })
    }

    /// The reciprocal standard deviation.
    pub(super) fn inverse(variance: f32) -> f32 {
        inverse_deviation(variance, E::VALUE)
    }

    /// Computes the outputs of one sample, or of one step of it, with these means and variances.
    pub(crate) fn normalize<U: Tensor<Element = f32>>(
        &self,
        mean: &[f32; C],
        variance: &[f32; C],
        input: &U,
        output: &mut U,
    ) {
        let statistics = mean.iter().zip(variance);
        let affine = self.scale().iter().zip(self.shift());
        let values = channels::<C, U>(input).zip(channels_mut::<C, U>(output));
        for (((mean, variance), (scale, shift)), (x, y)) in statistics.zip(affine).zip(values) {
            let scale = scale * Self::inverse(*variance);
            for (x, y) in x.iter().zip(y) {
                *y = (x - mean) * scale + shift;
            }
        }
    }

    /// Computes the gradient with respect to the input of one sample, including the terms through the mean and the variance.
    pub(super) fn spread(&self, input: &T, d_output: &T, d_input: &mut T, tape: &Statistics<C>) {
        let share = 1.0 / tape.count as f32;
        let statistics = tape.mean.iter().zip(&tape.variance);
        let slopes = tape.d_scale.iter().zip(&tape.d_shift);
        let values = channels::<C, T>(input).zip(channels::<C, T>(d_output));
        let values = values.zip(channels_mut::<C, T>(d_input));
        for ((scale, (statistics, slopes)), ((x, d), d_x)) in
            self.scale().iter().zip(statistics.zip(slopes)).zip(values)
        {
            let ((mean, variance), (d_scale, d_shift)) = (statistics, slopes);
            let inverse = Self::inverse(*variance);
            let (d_mean, slope) = (d_shift * share, d_scale * share * inverse);
            for (d_x, (x, d)) in d_x.iter_mut().zip(x.iter().zip(d)) {
                *d_x = scale * inverse * ((d - d_mean) - (x - mean) * slope);
            }
        }
    }
}
