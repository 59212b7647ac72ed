//! The statistics of `Standardize`: measured from data, applied to data, and printed.

use core::fmt;

use super::Standardize;
use crate::error::Error;
use crate::math::sqrt_f64;
use crate::slices;
use crate::tensor::Tensor;
use crate::zero::Zero;

/// The number of channels whose sums are added at once.
const BLOCK: usize = 16;

impl<const C: usize, T: Tensor<Element = f32>> Standardize<C, T> {
    /// Measures the mean and the standard deviation of each channel of these samples.
    ///
    /// It is returned by value. For hundreds of channels, use [`fit`](Self::fit) on a static or in a box.
    ///
    /// ```
    /// use nn_core::prelude::*;
    ///
    /// let train = [[1.0, 5.0], [3.0, 5.0]];
    /// let standardize = Standardize::<2>::of(&train)?;
    /// assert_eq!(standardize.mean, [2.0, 5.0]);
    /// assert_eq!(standardize.scale, [1.0, 1.0]); // a constant has the scale 1
    /// # Ok::<(), nn_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As for [`fit`](Self::fit).
    pub fn of(samples: &[T]) -> Result<Self, Error> {
        let mut standardize = Self::ZERO;
        standardize.fit(samples)?;
        Ok(standardize)
    }

    /// Measures the mean and the standard deviation of each channel of these samples, over all positions of an image or a sequence.
    ///
    /// The deviation is that of a population, as in scikit-learn's `StandardScaler`: the sum of squares is divided by the number of values.
    /// A channel whose values are equal, up to rounding, gets the scale 1. Sums have 64 bits.
    ///
    /// # Errors
    /// There are no samples, or a number is infinite or NaN. The statistics are then unchanged.
    pub fn fit(&mut self, samples: &[T]) -> Result<(), Error> {
        if samples.is_empty() {
            return Err(Error::NoData);
        }
        let is_finite = |sample: &T| sample.as_slice().iter().all(|value| value.is_finite());
        if let Some(sample) = samples.iter().position(|sample| !is_finite(sample)) {
            return Err(Error::NonFiniteInput { sample });
        }
        let count = samples.len() as f64 * const { (T::LEN / C) as f64 };
        let (mut means, mut scales) = (&mut self.mean[..], &mut self.scale[..]);
        for start in (0..C).step_by(BLOCK) {
            let channels = BLOCK.min(C - start);
            let means = slices::take_mut(&mut means, channels);
            let scales = slices::take_mut(&mut scales, channels);
            measure::<C, T>(samples, start, count, means, scales);
        }
        Ok(())
    }

    /// Standardizes samples in place.
    pub fn transform(&self, samples: &mut [T]) {
        for sample in samples {
            self.change(sample, |x, mean, scale| (x - mean) / scale);
        }
    }

    /// Reverses [`transform`](Self::transform) in place, for example for predictions of standardized targets.
    ///
    /// ```
    /// use nn_core::prelude::*;
    ///
    /// let prices = [[100.0], [300.0]];
    /// let standardize = Standardize::<1>::of(&prices)?;
    /// let mut predictions = [[0.0], [1.5]];
    /// standardize.restore(&mut predictions);
    /// assert_eq!(predictions, [[200.0], [350.0]]);
    /// # Ok::<(), nn_core::Error>(())
    /// ```
    pub fn restore(&self, samples: &mut [T]) {
        for sample in samples {
            self.change(sample, |y, mean, scale| y * scale + mean);
        }
    }
}

/// Measures the channels from `first` on, which have `count` values each.
fn measure<const C: usize, T: Tensor<Element = f32>>(
    samples: &[T],
    first: usize,
    count: f64,
    means: &mut [f32],
    scales: &mut [f32],
) {
    let mut centers = sums::<C, T>(samples, first, [0.0; BLOCK], |difference| difference);
    for center in &mut centers {
        *center /= count;
    }
    // The sum of the differences is the rounding error of the mean, multiplied by the number of values.
    let errors = sums::<C, T>(samples, first, centers, |difference| difference);
    let squares = sums::<C, T>(samples, first, centers, |difference| {
        difference * difference
    });
    let measured = centers.iter().zip(errors.iter().zip(&squares));
    for ((mean, scale), (center, (error, squares))) in means.iter_mut().zip(scales).zip(measured) {
        let variance = (squares - error * error / count) / count;
        (*mean, *scale) = (*center as f32, scale_of(variance, *center, count));
    }
}

/// The standard deviation, or 1 if the variance is not larger than what rounding makes of a constant.
fn scale_of(variance: f64, mean: f64, count: f64) -> f32 {
    let error = count * mean * f64::EPSILON;
    let scale = if variance <= count * f64::EPSILON * variance + error * error {
        1.0
    } else {
        sqrt_f64(variance) as f32
    };
    if scale == 0.0 { 1.0 } else { scale }
}

/// The sums over all samples of `term(value - center)`, for a block of channels from `first` on.
fn sums<const C: usize, T: Tensor<Element = f32>>(
    samples: &[T],
    first: usize,
    centers: [f64; BLOCK],
    term: impl Fn(f64) -> f64,
) -> [f64; BLOCK] {
    let width = const { T::LEN / C };
    let mut sums = [0.0; BLOCK];
    for sample in samples {
        let mut rest = slices::range(sample.as_slice(), first * width..);
        for (sum, center) in sums.iter_mut().zip(&centers) {
            if rest.is_empty() {
                break;
            }
            for value in slices::take(&mut rest, width) {
                *sum += term(f64::from(*value) - center);
            }
        }
    }
    sums
}

/// A table of the channels.
impl<const C: usize, T> fmt::Display for Standardize<C, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>7} {:>14} {:>14}", "channel", "mean", "scale")?;
        for (channel, (mean, scale)) in self.statistics().enumerate() {
            write!(f, "\n{channel:>7} {mean:>14.6} {scale:>14.6}")?;
        }
        Ok(())
    }
}
