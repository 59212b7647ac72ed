//! What calibration stores of the values of a tensor, and how the range of a scale follows from it.

use core::fmt;

use super::Fidelity;
use crate::layer::Scale;
use crate::zero::{Zero, ZeroMemory, zeroed};

/// What calibration stores of the values of a tensor: [`MinMax`], [`LeastSquares`](super::LeastSquares) or
/// [`Percentile`](super::Percentile).
pub trait Statistic: Zero + ZeroMemory + Clone + PartialEq + fmt::Debug + 'static {
    /// Adds finite values.
    fn add(&mut self, values: &[f32]);

    /// The smallest and the largest number that the scale represents. The first is at most 0, the second at least 0.
    fn range(&self) -> [f32; 2];

    /// How well 8 bits with this scale represent the values, or `None` if it is not known.
    fn fidelity(&self, scale: Scale) -> Option<Fidelity> {
        let _ = scale;
        None
    }
}

/// The smallest and the largest value. It takes 8 bytes, and no value is clipped.
///
/// ```
/// use nn_core::quantize::{MinMax, Statistic, scale_of};
/// # use nn_core::zero::Zero;
///
/// let mut values = MinMax::ZERO;
/// values.add(&[0.5, 2.0]);
/// values.add(&[-0.55, 1.0]);
/// assert_eq!(values.range(), [-0.55, 2.0]);
/// assert_eq!(scale_of(values.range()).factor, 0.01);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct MinMax {
    /// The smallest value, or 0 if all are positive.
    pub least: f32,
    /// The largest value, or 0 if all are negative.
    pub most: f32,
}

zeroed!(MinMax { least, most });

impl Statistic for MinMax {
    fn add(&mut self, values: &[f32]) {
        for value in values {
            self.least = self.least.min(*value);
            self.most = self.most.max(*value);
        }
    }

    fn range(&self) -> [f32; 2] {
        [self.least, self.most]
    }
}

/// The scale of 8 bits whose numbers reach from the smallest to the largest of a range. 0 has an exact number: the range is extended to
/// it, and moved by less than half a step.
///
/// A range of zeros has the factor 1, and so has one that is not finite.
///
/// ```
/// use nn_core::layer::Scale;
/// use nn_core::quantize::scale_of;
///
/// assert_eq!(scale_of([0.0, 510.0]), Scale::new(2.0, -128));
/// assert_eq!(scale_of([-1.0, 0.0]).zero, 127);
/// ```
#[must_use]
pub const fn scale_of([least, most]: [f32; 2]) -> Scale {
    let (least, most) = (least.min(0.0), most.max(0.0));
    let factor = (most - least) / STEPS;
    if factor >= f32::MIN_POSITIVE && factor <= f32::MAX {
        // -128 represents `least`. `as` rounds toward zero.
        Scale::new(factor, (-least / factor + 0.5) as i32 - 128)
    } else {
        Scale::new(1.0, 0)
    }
}

/// The steps between the smallest and the largest number of 8 bits.
pub(super) const STEPS: f32 = 255.0;

/// The real numbers of the smallest and the largest number of 8 bits.
pub(super) const fn ends(scale: Scale) -> [f32; 2] {
    [scale.to_real(-128), scale.to_real(127)]
}
