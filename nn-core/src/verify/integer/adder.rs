//! The bounds of the sum of two elements with different scales.

use super::finish::{FULL, Range, Rounded};
use super::graph::Adder;
use crate::kernel::integer::{Double, Single, value_of};

impl Adder {
    /// Whether the sum never decreases when a term increases: the factors are not negative, and nothing overflows.
    fn is_monotone(&self) -> bool {
        let addition = &self.addition;
        let [least, most] = self.range;
        let is_range = FULL[0] <= least && least <= most && most <= FULL[1];
        let are_zeros = self
            .zeros
            .iter()
            .all(|zero| (FULL[0]..=FULL[1]).contains(zero));
        let are_factors = addition.first >= 0 && addition.second >= 0;
        let is_sum = match self.is_twice {
            // Both terms are shifted by 20 bits, and then halved at least.
            true => {
                addition.sum >= 0
                    && addition
                        .shifts
                        .iter()
                        .all(|shift| (-31..=0).contains(shift))
            }
            false => {
                let terms = 128 * (i64::from(addition.first) + i64::from(addition.second));
                let largest = terms + i64::from(addition.sum).abs();
                largest <= i64::from(i32::MAX) && (0..=31).contains(&addition.shifts[2])
            }
        };
        is_range && are_zeros && are_factors && is_sum
    }

    /// What the sum can be.
    pub(super) fn outputs(&self, first: Range, second: Range) -> Range {
        if !self.is_monotone() {
            return FULL;
        }
        [0, 1].map(|end| {
            let (first, mut second) = ([first[end] as i8], [second[end] as i8]);
            let add = match self.is_twice {
                true => crate::kernel::integer::Addition::add_to::<Double>,
                false => crate::kernel::integer::Addition::add_to::<Single>,
            };
            add(&self.addition, self.zeros, self.range, &first, &mut second);
            i32::from(second[0])
        })
    }

    /// The factors of both terms, and what becomes of their sum before it is limited. The factor is 1.
    pub(super) fn rounded(&self) -> Option<([f64; 2], Rounded)> {
        if !self.is_monotone() {
            return None;
        }
        let addition = &self.addition;
        let [first, second, sum] = addition.shifts;
        let [one, other, zero] = self.zeros.map(f64::from);
        let (factors, offset, error) = match self.is_twice {
            true => {
                let whole = value_of(addition.sum, sum) * f64::from(1 << 20);
                let factors = [
                    value_of(addition.first, first),
                    value_of(addition.second, second),
                ];
                let factors = factors.map(|factor| factor * whole);
                // each of three requantizations rounds by at most 1
                let error = 1.0 + 2.0 * value_of(addition.sum, sum);
                (factors, zero - factors[0] * one - factors[1] * other, error)
            }
            false => {
                let unit = libm::exp2(-f64::from(sum));
                let factors =
                    [addition.first, addition.second].map(|factor| f64::from(factor) * unit);
                (factors, f64::from(addition.sum) * unit - 0.5, 0.5)
            }
        };
        // more than what is rounded in `f64`
        let error = error + 1e-9 * (1.0 + factors[0] + factors[1]);
        let rounded = Rounded {
            factor: 1.0,
            offset,
            error,
        };
        Some((factors, rounded))
    }
}
