//! Statistics that clip rare values, so that the others have smaller steps.

use super::histogram::Histogram;
use super::{Fidelity, Statistic, ends};
use crate::layer::Scale;
use crate::zero::Zero;

/// The range with the smallest sum of squared errors, from a [`Histogram`] of 2,068 bytes.
///
/// ```
/// use nn_core::quantize::{LeastSquares, Statistic};
/// # use nn_core::zero::Zero;
///
/// let mut values = LeastSquares::ZERO;
/// for index in 0..1000 {
///     values.add(&[index as f32 / 1000.0]);
/// }
/// values.add(&[1.4]); // rare, but not far away
/// let [least, most] = values.range();
/// assert!(least == 0.0 && most > 1.3);
/// for _ in 0..1000 {
///     values.add(&[0.01; 1000]);
/// }
/// assert!(values.range()[1] < 1.3); // now finer steps are better
/// ```
#[derive(Debug, Clone, PartialEq)]
#[repr(transparent)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct LeastSquares(pub Histogram);

/// The range that `INSIDE` of `OF` values are in, from a [`Histogram`] of 2,068 bytes: `Percentile<9999, 10_000>` clips one value of ten
/// thousand.
///
/// ```
/// use nn_core::quantize::{Percentile, Statistic};
/// # use nn_core::zero::Zero;
///
/// let mut values = Percentile::<99, 100>::ZERO;
/// for index in 0..1000 {
///     values.add(&[index as f32]);
/// }
/// let [least, most] = values.range();
/// assert!(least == 0.0 && (most - 990.0).abs() < 2.0);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[repr(transparent)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Percentile<const INSIDE: u32, const OF: u32>(pub Histogram);

impl Zero for LeastSquares {
    const ZERO: Self = LeastSquares(Histogram::ZERO);
}

impl<const INSIDE: u32, const OF: u32> Zero for Percentile<INSIDE, OF> {
    const ZERO: Self = {
        assert!(
            0 < INSIDE && INSIDE <= OF,
            "a percentile is from 1 of `OF` to `OF` of `OF`"
        );
        Percentile(Histogram::ZERO)
    };
}

impl Statistic for LeastSquares {
    fn add(&mut self, values: &[f32]) {
        self.0.add(values);
    }

    fn range(&self) -> [f32; 2] {
        self.0.least_squares()
    }

    fn fidelity(&self, scale: Scale) -> Option<Fidelity> {
        Some(self.0.errors(ends(scale)).1)
    }
}

impl<const INSIDE: u32, const OF: u32> Statistic for Percentile<INSIDE, OF> {
    fn add(&mut self, values: &[f32]) {
        self.0.add(values);
    }

    fn range(&self) -> [f32; 2] {
        self.0.inside_of(1.0 - INSIDE as f32 / OF as f32)
    }

    fn fidelity(&self, scale: Scale) -> Option<Fidelity> {
        Some(self.0.errors(ends(scale)).1)
    }
}
