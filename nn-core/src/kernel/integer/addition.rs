//! The sum of two tensors with different scales, for residual layers.

use super::Double;
use super::multiplier::multiplier_of;
use super::rounding::{Rounding, requantize, rounded_high, small};
use super::shift::HalfAway;

/// The left shift of both terms in TensorFlow Lite Micro's `ADD`.
const TERM_SHIFT: i32 = 20;

/// The largest factor of a term, and the largest shift of their sum, such that the sum fits 32 bits.
const MOST_FACTOR: f64 = (1 << 20) as f64;
const MOST_SHIFT: i8 = 22;

/// The factors by which two numbers become numbers of the scale of their sum.
///
/// With [`Double`], both terms and their sum have a multiplier and a shift, as in TensorFlow Lite Micro. With [`Single`](super::Single), the factors
/// of the terms are integers times the same power of two, the sum is shifted to the right once, and `sum` has everything constant in
/// it. The error is at most `1/2 + 255 / 2^shifts[2]`. The last shift is at least 20 if no factor is above 1, and one less for
/// each doubling of the factor.
///
/// ```
/// use nn_core::kernel::integer::{Addition, Single};
///
/// let zeros = [0, 10, -128];
/// let addition = Addition::between::<Single>([0.5, 0.25, 1.0], zeros);
/// let mut values = [14, 30];
/// addition.add_to::<Single>(zeros, [-128, 127], &[20, -20], &mut values);
/// assert_eq!(values, [-117, -128]); // 0.5 * 20 + 0.25 (14 - 10) = 11 = -117 + 128
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(C)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Addition {
    /// The multiplier or the factor of the first term.
    pub first: i32,
    /// The multiplier or the factor of the second term.
    pub second: i32,
    /// The multiplier of the sum, or the constant part of the sum.
    pub sum: i32,
    /// The shifts of the first term, of the second term, and of the sum.
    pub shifts: [i8; 3],
}

impl Addition {
    /// From the scales of the first term, of the second term, and of the sum.
    #[must_use]
    pub const fn between<R: Rounding>(factors: [f32; 3], zeros: [i32; 3]) -> Self {
        if const { R::BITS == Double::BITS } {
            Self::twice_rounded(factors)
        } else {
            Self::once_rounded(factors, zeros)
        }
    }

    const fn twice_rounded([first, second, sum]: [f32; 3]) -> Self {
        let (first, second) = (first as f64, second as f64);
        let twice_larger = 2.0 * if first > second { first } else { second };
        let sum = twice_larger / ((1 << TERM_SHIFT) as f64 * sum as f64);
        let (first, first_shift) = multiplier_of::<Double>(first / twice_larger);
        let (second, second_shift) = multiplier_of::<Double>(second / twice_larger);
        let (sum, sum_shift) = multiplier_of::<Double>(sum);
        Addition {
            first,
            second,
            sum,
            shifts: [first_shift, second_shift, sum_shift],
        }
    }

    const fn once_rounded(factors: [f32; 3], zeros: [i32; 3]) -> Self {
        let first = factors[0] as f64 / factors[2] as f64;
        let second = factors[1] as f64 / factors[2] as f64;
        let larger = if first > second { first } else { second };
        let mut shift = MOST_SHIFT;
        while shift > 0 && larger * (1 << shift) as f64 > MOST_FACTOR {
            shift -= 1;
        }
        let first = integer(first, shift);
        let second = integer(second, shift);
        let half = (1 << shift) >> 1;
        let zero = (zeros[2] << shift).wrapping_add(half);
        let inputs = first
            .wrapping_mul(zeros[0])
            .wrapping_add(second.wrapping_mul(zeros[1]));
        Addition {
            first,
            second,
            sum: zero.wrapping_sub(inputs),
            shifts: [0, 0, shift],
        }
    }

    /// Replaces each second term by the sum of it and of the first one. `range` is the smallest and the largest sum.
    #[inline]
    pub fn add_to<R: Rounding>(
        &self,
        zeros: [i32; 3],
        range: [i32; 2],
        first: &[i8],
        values: &mut [i8],
    ) {
        if const { R::BITS != Double::BITS } {
            add_each(range, first, values, |terms| self.sum_once_rounded(terms));
        } else if let Some(prepared) = Prepared::new(self, zeros) {
            add_each(range, first, values, |terms| prepared.sum(terms));
        } else {
            self.add_rarely(zeros, range, first, values);
        }
    }

    /// [`add_to`](Self::add_to) with two roundings for all other factors. Scales of a usual network do not lead to them.
    #[cold]
    #[inline(never)]
    fn add_rarely(&self, zeros: [i32; 3], range: [i32; 2], first: &[i8], values: &mut [i8]) {
        add_each(range, first, values, |terms| {
            self.sum_twice_rounded(terms, zeros)
        });
    }

    fn sum_twice_rounded(&self, [first, second]: [i32; 2], zeros: [i32; 3]) -> i32 {
        let [first_shift, second_shift, sum_shift] = self.shifts;
        let first = first.wrapping_sub(zeros[0]).wrapping_shl(TERM_SHIFT as u32);
        let second = second
            .wrapping_sub(zeros[1])
            .wrapping_shl(TERM_SHIFT as u32);
        let first = requantize::<Double>(first, self.first, first_shift);
        let second = requantize::<Double>(second, self.second, second_shift);
        let sum = first.wrapping_add(second);
        requantize::<Double>(sum, self.sum, sum_shift).saturating_add(zeros[2])
    }

    #[inline(always)]
    fn sum_once_rounded(&self, [first, second]: [i32; 2]) -> i32 {
        let first = self.first.wrapping_mul(first);
        let second = self.second.wrapping_mul(second);
        let sum = first.wrapping_add(second).wrapping_add(self.sum);
        sum >> (self.shifts[2] & 31)
    }
}

/// Replaces each second term by the sum of it and of the first one.
#[inline(always)]
fn add_each(range: [i32; 2], first: &[i8], values: &mut [i8], sum: impl Fn([i32; 2]) -> i32) {
    for (value, first) in values.iter_mut().zip(first) {
        let sum = sum([i32::from(*first), i32::from(*value)]);
        *value = sum.min(range[1]).max(range[0]) as i8;
    }
}

/// An [`Addition`] with two roundings whose factors are below 1 and whose terms have at most 9 bits: neither a saturation nor a shift to the left can occur,
/// so each sum takes three products and no branch.
struct Prepared {
    multipliers: [i32; 3],
    zeros: [i32; 3],
    roundings: [HalfAway; 3],
}

impl Prepared {
    /// `None` if a factor or a zero is out of the range.
    fn new(addition: &Addition, zeros: [i32; 3]) -> Option<Self> {
        let [first, second, sum] = addition.shifts;
        let are_terms = (-31..=0).contains(&first) && (-31..=0).contains(&second);
        let are_zeros = zeros.iter().all(|zero| (-128..=127).contains(zero));
        let is_prepared = are_terms && are_zeros && (-31..0).contains(&sum);
        is_prepared.then(|| Prepared {
            multipliers: [addition.first, addition.second, addition.sum],
            zeros,
            roundings: addition
                .shifts
                .map(|shift| HalfAway::new(shift.unsigned_abs())),
        })
    }

    #[inline(always)]
    fn sum(&self, [first, second]: [i32; 2]) -> i32 {
        let term = |number: i32, at: usize| {
            let product = small(number.wrapping_sub(self.zeros[at]), self.multipliers[at]);
            self.roundings[at].divide(product)
        };
        let sum = term(first, 0).wrapping_add(term(second, 1));
        let product = rounded_high(sum << 1, self.multipliers[2]);
        self.roundings[2]
            .divide(product)
            .wrapping_add(self.zeros[2])
    }
}

/// A factor times `2^shift`, rounded to the nearest integer, at most [`MOST_FACTOR`].
const fn integer(factor: f64, shift: i8) -> i32 {
    let number = factor * (1 << shift) as f64;
    (if number < MOST_FACTOR {
        number
    } else {
        MOST_FACTOR
    } + 0.5) as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::integer::Single;
    use crate::rng::{Random, Rng};

    /// Two roundings without a branch are those of the definition, for all terms.
    #[test]
    fn prepared_sums_are_those_of_the_definition() {
        let mut rng = Random::seed(10);
        let mut random = move || rng.next_u64();
        let mut prepared = 0;
        for round in 0..400 {
            let mut factor = || libm::exp2((random() % 4_096) as f64 / 128.0 - 16.0) as f32;
            let mut factors = [factor(), factor(), factor()];
            if round % 4 == 0 {
                factors[1] = factors[0];
            }
            let mut zero = || (random() % 256) as i32 - 128;
            let zeros = [zero(), zero(), zero()];
            let addition = Addition::between::<Double>(factors, zeros);
            let Some(fast) = Prepared::new(&addition, zeros) else {
                continue;
            };
            prepared += 1;
            for term in -128..128 {
                for other in [-128, -127, random() as i8 as i32, 126, 127] {
                    let terms = if round % 2 == 0 {
                        [term, other]
                    } else {
                        [other, term]
                    };
                    let expected = addition.sum_twice_rounded(terms, zeros);
                    assert_eq!(fast.sum(terms), expected, "{factors:?} {zeros:?} {terms:?}");
                }
            }
        }
        assert!(prepared > 300, "{prepared}");
    }

    /// The error of one rounding against the exact sum.
    #[test]
    fn sums_are_near_the_exact_ones() {
        let mut rng = Random::seed(9);
        let mut random = move || rng.next_u64();
        for _ in 0..2_000 {
            let mut factor = || libm::exp2((random() % 4_096) as f64 / 512.0 - 4.0) as f32;
            let factors = [factor(), factor(), factor()];
            let mut zero = || (random() % 256) as i32 - 128;
            let zeros = [zero(), zero(), zero()];
            let addition = Addition::between::<Single>(factors, zeros);
            let bound = 0.5 + 255.0 / libm::exp2(f64::from(addition.shifts[2]));
            for _ in 0..200 {
                let (x, y) = (random() as i8, random() as i8);
                let sum = addition.sum_once_rounded([x.into(), y.into()]);
                let real = |value: i8, at: usize| {
                    f64::from(factors[at]) * f64::from(i32::from(value) - zeros[at])
                };
                let exact = (real(x, 0) + real(y, 1)) / f64::from(factors[2]) + f64::from(zeros[2]);
                let error = (f64::from(sum) - exact).abs();
                assert!(error <= bound, "{factors:?} {zeros:?} {x} {y}: {error}");
            }
        }
    }
}
