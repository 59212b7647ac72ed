//! Statistics of numbers.

/// Statistics of the numbers of a tensor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Statistics {
    /// The smallest, the largest and the mean of the finite numbers, if there are any.
    pub range: Option<Range>,
    /// How many numbers are NaN.
    pub nan: usize,
    /// How many are infinite.
    pub infinite: usize,
}

/// The range of numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The smallest number.
    pub min: f64,
    /// The largest number.
    pub max: f64,
    /// The mean.
    pub mean: f64,
}

impl Statistics {
    pub(super) fn of(numbers: &[f64]) -> Self {
        let finite = || numbers.iter().copied().filter(|number| number.is_finite());
        let count = finite().count();
        // a mean of quotients does not overflow
        let range = (count > 0).then(|| Range {
            min: finite().fold(f64::INFINITY, f64::min),
            max: finite().fold(f64::NEG_INFINITY, f64::max),
            mean: finite().map(|number| number / count as f64).sum(),
        });
        Statistics {
            range,
            nan: numbers.iter().filter(|number| number.is_nan()).count(),
            infinite: numbers.iter().filter(|number| number.is_infinite()).count(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_finite_numbers_have_a_range() {
        let found = Statistics::of(&[1.0, f64::NAN, -3.0, f64::INFINITY, f64::NEG_INFINITY]);
        let range = found.range.unwrap();
        assert_eq!((range.min, range.max, range.mean), (-3.0, 1.0, -1.0));
        assert_eq!((found.nan, found.infinite), (1, 2));
        assert_eq!(Statistics::of(&[f64::NAN]).range, None);
        assert_eq!(Statistics::of(&[]).range, None);
    }
}
