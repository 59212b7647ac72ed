//! What is known about a value.

use super::rounding::{down, up};

/// All numbers from `low` to `high`.
///
/// ```
/// use nn_core::verify::Interval;
///
/// let temperature = Interval::new(-40.0, 85.0);
/// assert!(temperature.contains(20.0));
/// assert_eq!(Interval::around(1.0, 0.5), Interval::new(0.5, 1.5));
/// assert!(!Interval::ANY.is_finite());
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The least number.
    pub low: f32,
    /// The greatest number.
    pub high: f32,
}

impl Interval {
    /// Nothing is known: any number, an infinity or NaN.
    pub const ANY: Interval = Interval {
        low: f32::NEG_INFINITY,
        high: f32::INFINITY,
    };

    /// All numbers from `low` to `high`. If `low` is above `high` or one of them is NaN, it is [`ANY`](Self::ANY).
    pub const fn new(low: f32, high: f32) -> Self {
        match low <= high {
            true => Interval { low, high },
            false => Interval::ANY,
        }
    }

    /// One number.
    pub const fn point(value: f32) -> Self {
        Interval::new(value, value)
    }

    /// All numbers of `f32` that are at most `radius` away from `center`.
    pub const fn around(center: f32, radius: f32) -> Self {
        let (center, radius) = (center as f64, radius as f64);
        Interval::outward(sum(center, -radius, true), sum(center, radius, false))
    }

    /// All numbers of `f32` between two numbers of `f64`, rounded outward.
    ///
    /// ```
    /// use nn_core::verify::Interval;
    ///
    /// let tenth = Interval::outward(0.1, 0.1); // `f32` does not have this number
    /// assert!(f64::from(tenth.low) < 0.1 && 0.1 < f64::from(tenth.high));
    /// ```
    pub const fn outward(low: f64, high: f64) -> Self {
        Interval::new(down(low), up(high))
    }

    /// Whether all numbers are finite.
    pub const fn is_finite(self) -> bool {
        self.low.is_finite() && self.high.is_finite()
    }

    /// Whether a number is inside.
    pub const fn contains(self, value: f32) -> bool {
        self.low <= value && value <= self.high
    }

    /// Whether all numbers of another interval are inside.
    pub const fn covers(self, other: Interval) -> bool {
        self.low <= other.low && other.high <= self.high
    }

    /// The largest absolute value.
    pub const fn magnitude(self) -> f32 {
        self.low.abs().max(self.high.abs())
    }
}

/// The sum of two numbers, rounded down or up. What a sum rounds is itself a number (Knuth, "The Art of Computer Programming", volume 2,
/// section 4.2.2).
const fn sum(a: f64, b: f64, is_down: bool) -> f64 {
    let sum = a + b;
    let second = sum - a;
    let rounded = (a - (sum - second)) + (b - second);
    match is_down {
        true if rounded < 0.0 => sum.next_down(),
        false if rounded > 0.0 => sum.next_up(),
        _ => sum,
    }
}

impl From<[f32; 2]> for Interval {
    fn from([low, high]: [f32; 2]) -> Self {
        Interval::new(low, high)
    }
}
