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
        } else if let Some(sum) = self.first_larger(zeros) {
            add_each(range, first, values, |[larger, smaller]| {
                sum.sum(larger, smaller)
            });
        } else if let Some(sum) = self.second_larger(zeros) {
            add_each(range, first, values, |[smaller, larger]| {
                sum.sum(larger, smaller)
            });
        } else {
            self.add_rarely(zeros, range, first, values);
        }
    }

    /// The prepared sum if the first term is the larger one, or both are equal.
    fn first_larger(&self, zeros: [i32; 3]) -> Option<Prepared> {
        let [first, second, sum] = self.shifts;
        let terms = [(self.first, first), (self.second, second)];
        Prepared::new(terms, (self.sum, sum), zeros)
    }

    /// The prepared sum if the second term is the larger one.
    fn second_larger(&self, [first, second, sum]: [i32; 3]) -> Option<Prepared> {
        let [first_shift, second_shift, sum_shift] = self.shifts;
        let terms = [(self.second, second_shift), (self.first, first_shift)];
        Prepared::new(terms, (self.sum, sum_shift), [second, first, sum])
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

/// The factor of the larger term: 1/2.
const HALF: (i32, i8) = (1 << 30, 0);

/// An [`Addition`] with two roundings whose larger term has the factor 1/2, and whose sum has a factor below 1/2. Neither a saturation
/// nor a shift to the left can occur. So a sum takes two products and no branch.
#[derive(Clone, Copy)]
struct Prepared {
    /// The multipliers of the smaller term and of the sum.
    multipliers: [i32; 2],
    /// The zeros of the larger term, of the smaller term, and of the sum.
    zeros: [i32; 3],
    /// Those of the smaller term and of the sum.
    roundings: [HalfAway; 2],
}

impl Prepared {
    /// The terms are the larger one and the smaller one. `None` if a factor or a zero is out of the range.
    fn new(terms: [(i32, i8); 2], (multiplier, shift): (i32, i8), zeros: [i32; 3]) -> Option<Self> {
        let [larger, (smaller, smaller_shift)] = terms;
        let are_shifts = (-31..=0).contains(&smaller_shift) && (-31..0).contains(&shift);
        let are_zeros = zeros.iter().all(|zero| i8::try_from(*zero).is_ok());
        if larger != HALF || !are_shifts || !are_zeros {
            return None;
        }
        Some(Prepared {
            multipliers: [smaller, multiplier],
            zeros,
            roundings: [
                HalfAway::new(smaller_shift.unsigned_abs()),
                HalfAway::new(shift.unsigned_abs()),
            ],
        })
    }

    #[inline(always)]
    fn sum(self, larger: i32, smaller: i32) -> i32 {
        let larger = larger.wrapping_sub(self.zeros[0]) << (TERM_SHIFT - 1);
        let smaller = smaller.wrapping_sub(self.zeros[1]);
        let product = small(smaller, self.multipliers[0]);
        let sum = larger.wrapping_add(self.roundings[0].divide(product, smaller));
        let product = rounded_high(sum << 1, self.multipliers[1]);
        self.roundings[1]
            .divide(product, sum)
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
            let [one, two] = [addition.first_larger(zeros), addition.second_larger(zeros)];
            if one.or(two).is_none() {
                continue;
            }
            prepared += 1;
            for term in -128..128 {
                for other in [-128, -127, random() as i8 as i32, 126, 127] {
                    let terms = if round % 2 == 0 {
                        [term, other]
                    } else {
                        [other, term]
                    };
                    let expected = addition.sum_twice_rounded(terms, zeros);
                    let found = [
                        one.map(|sum| sum.sum(terms[0], terms[1])),
                        two.map(|sum| sum.sum(terms[1], terms[0])),
                    ];
                    for found in found.into_iter().flatten() {
                        assert_eq!(found, expected, "{factors:?} {zeros:?} {terms:?}");
                    }
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
