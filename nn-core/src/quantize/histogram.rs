//! A histogram whose range grows with its values.

use super::{Fidelity, MinMax, STEPS, Statistic};
use crate::zero::zeroed;

/// The number of bins.
pub(super) const BINS: usize = 512;

/// The numbers of values in bins of equal width. If a value is outside of all bins, their width doubles: neighbors are merged.
///
/// Zeros are counted separately, because every scale represents 0 exactly.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Histogram {
    /// The smallest and the largest value.
    pub extremes: MinMax,
    /// The start of the first bin.
    pub start: f32,
    /// The width of a bin, or 0 as long as all values are 0.
    pub width: f32,
    /// The number of zeros.
    pub zeros: u32,
    /// The number of values in each bin.
    pub counts: [u32; BINS],
}

zeroed!(Histogram {
    extremes,
    start,
    width,
    zeros,
    counts
});

impl Histogram {
    /// Adds finite values.
    pub fn add(&mut self, values: &[f32]) {
        self.extremes.add(values);
        if self.width == 0.0 {
            let [least, most] = self.extremes.range();
            if least == most {
                self.zeros = self.zeros.saturating_add(values.len() as u32);
                return;
            }
            self.start = least;
            // The largest value is inside of the last bin.
            let width = (most - least) / (BINS as f32 - 0.5);
            self.width = width.max(f32::MIN_POSITIVE);
        }
        for value in values {
            if *value == 0.0 {
                self.zeros = self.zeros.saturating_add(1);
            } else {
                self.count(*value);
            }
        }
    }

    fn count(&mut self, value: f32) {
        loop {
            let bin = (value - self.start) / self.width;
            if bin < 0.0 {
                self.widen_before();
            } else if bin >= BINS as f32 {
                self.widen_after();
            } else {
                if let Some(count) = self.counts.get_mut(bin as usize) {
                    *count = count.saturating_add(1);
                }
                return;
            }
        }
    }

    /// Doubles the width. The bins become the first half.
    fn widen_after(&mut self) {
        for bin in 0..BINS {
            let pair = self.counts.get(2 * bin..2 * bin + 2);
            let merged = pair.map_or(0, |pair| pair.iter().fold(0, |a, b| b.saturating_add(a)));
            self.counts[bin] = merged;
        }
        self.width *= 2.0;
    }

    /// Doubles the width. The bins become the last half.
    fn widen_before(&mut self) {
        self.counts.reverse();
        self.start -= BINS as f32 * self.width;
        self.widen_after();
        self.counts.reverse();
    }

    /// The number of values, zeros included.
    pub fn total(&self) -> f32 {
        let values = self.bins().map(|(_, count)| count);
        values.sum::<f32>() + self.zeros as f32
    }

    /// The center and the count of each bin that is not empty.
    fn bins(&self) -> impl DoubleEndedIterator<Item = (f32, f32)> {
        let (start, width) = (self.start, self.width);
        let bins = self.counts.iter().enumerate();
        bins.filter(|(_, count)| **count > 0)
            .map(move |(bin, count)| (start + (bin as f32 + 0.5) * width, *count as f32))
    }

    /// The range that all but `share` of the values are in. If there are values on both sides of 0, half of the share is outside on
    /// either side.
    pub fn inside_of(&self, share: f32) -> [f32; 2] {
        let [least, most] = self.extremes.range();
        let sides = if least < 0.0 && most > 0.0 { 2.0 } else { 1.0 };
        let outside = self.total() * share / sides;
        let mut count = 0.0;
        let low = self.bins().find(|(_, values)| {
            count += values;
            count > outside
        });
        count = 0.0;
        let high = self.bins().rev().find(|(_, values)| {
            count += values;
            count > outside
        });
        let half = self.width / 2.0;
        [
            // `clamp` would have a path to a panic
            low.map_or(0.0, |(center, _)| center - half)
                .max(least)
                .min(0.0),
            high.map_or(0.0, |(center, _)| center + half)
                .min(most)
                .max(0.0),
        ]
    }

    /// The sum of the squared errors of 8 bits that reach from `least` to `most`, and how well they represent the values.
    ///
    /// The error of a value in the range is distributed uniformly, with the variance of a twelfth of a squared step.
    pub(super) fn errors(&self, [least, most]: [f32; 2]) -> (f32, Fidelity) {
        let step = (most - least) / STEPS;
        let (mut error, mut power, mut inside, mut outside) = (0.0, 0.0, 0.0, 0.0);
        for (center, count) in self.bins() {
            let beyond = (least - center).max(center - most).max(0.0);
            if beyond > 0.0 {
                error += count * beyond * beyond;
                outside += count;
            } else {
                inside += count;
            }
            power += count * center * center;
        }
        error += inside * step * step / 12.0;
        let total = inside + outside + self.zeros as f32;
        let clipped = if total > 0.0 { outside / total } else { 0.0 };
        (error, Fidelity::of(power, error, clipped))
    }

    /// The range with the smallest sum of squared errors.
    ///
    /// Both ends are searched in turn, among 128 places each.
    pub fn least_squares(&self) -> [f32; 2] {
        let [least, most] = self.extremes.range();
        let mut range = [least, most];
        for _ in 0..2 {
            range[1] = self.best(most, |end| [range[0], end]);
            range[0] = self.best(least, |end| [end, range[1]]);
        }
        range
    }

    /// The best end of a range between 0 and `extreme`.
    fn best(&self, extreme: f32, range: impl Fn(f32) -> [f32; 2]) -> f32 {
        const PLACES: u16 = 128;
        let mut best = (f32::INFINITY, extreme);
        if extreme == 0.0 {
            return extreme;
        }
        for place in (1..=PLACES).rev() {
            let end = extreme * (f32::from(place) / f32::from(PLACES));
            let (error, _) = self.errors(range(end));
            if error < best.0 {
                best = (error, end);
            }
        }
        best.1
    }
}
