//! Sums whose error does not grow with the number of terms.

/// The number of terms that are added in plain order before the block is added to the total.
pub(crate) const BLOCK: usize = 32;

/// A sum of `f32` terms: blocks of [`BLOCK`] terms in plain order, and the blocks with compensation.
///
/// The sum of up to [`BLOCK`] terms has the bits of the plain sum. The relative error of a sum of equal terms stays below `1e-6`: that
/// of 32 roundings within a block, and `2^-48` for each block. The rounding error of a block is added back to the sum (Kahan, 1965),
/// so the sum does not saturate. Knuth's two-sum computes the error, for terms of any size in any order.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sum {
    block: f32,
    /// The number of terms in the current block. It is not counted if there is only one block.
    terms: usize,
    is_long: bool,
    carried: Carried,
}

/// The unevaluated sum of two numbers, the second below half a unit in the last place of the first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Carried {
    pub(crate) high: f32,
    pub(crate) low: f32,
}

impl Sum {
    /// Starts a sum of at most `count` terms. It is a plain sum if one block holds them.
    #[inline(always)]
    pub(crate) const fn up_to(count: usize) -> Self {
        Sum {
            block: 0.0,
            terms: 0,
            is_long: count > BLOCK,
            carried: Carried::ZERO,
        }
    }

    /// Adds a term.
    #[inline(always)]
    pub(crate) fn add(&mut self, term: f32) {
        self.block += term;
        if self.is_long {
            self.terms += 1;
            if self.terms == BLOCK {
                self.carried.add(self.block);
                (self.block, self.terms) = (0.0, 0);
            }
        }
    }

    /// Whether the current sum is finite.
    #[inline(always)]
    pub(crate) fn is_finite(&self) -> bool {
        self.block.is_finite() && self.carried.high.is_finite()
    }

    /// The sum.
    #[inline(always)]
    pub(crate) fn value(mut self) -> f32 {
        if !self.is_long {
            return self.block;
        }
        self.carried.add(self.block);
        self.carried.high
    }
}

/// Adds numbers as [`Sum`] does.
pub(crate) fn sum_of(values: &[f32]) -> f32 {
    let (blocks, rest) = values.as_chunks::<BLOCK>();
    let mut sum = Carried::ZERO;
    for block in blocks {
        sum.add(block.iter().sum());
    }
    sum.add(rest.iter().sum());
    sum.high
}

impl Carried {
    pub(crate) const ZERO: Self = Carried {
        high: 0.0,
        low: 0.0,
    };

    /// Adds a term. A term that is not finite makes the sum not finite.
    #[inline(always)]
    pub(crate) fn add(&mut self, term: f32) {
        let sum = self.high + term;
        let part = sum - self.high;
        let lost = (self.high - (sum - part)) + (term - part) + self.low;
        self.high = sum + lost;
        self.low = lost - (self.high - sum);
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Sum, sum_of};

    fn sum(terms: impl Iterator<Item = f32>) -> f32 {
        let mut sum = Sum::up_to(usize::MAX);
        terms.for_each(|term| sum.add(term));
        assert!(sum.is_finite());
        sum.value()
    }

    /// The relative error stays below 1e-6 for constant terms, with which rounding errors do not cancel.
    #[test]
    fn the_error_does_not_grow() {
        for count in [1usize, 33, 1_000, 1_000_000, 10_000_000, 40_000_000] {
            for term in [1.0f32, 0.1, 0.7, 1e-30] {
                let want = f64::from(term) * count as f64;
                let got = f64::from(sum((0..count).map(|_| term)));
                let error = ((got - want) / want).abs();
                assert!(error < 1e-6, "{count} x {term}: {got}, not {want}");
            }
        }
    }

    /// Small terms after a large one, and a large one after small ones.
    #[test]
    fn the_order_does_not_matter() {
        let small = 3_000_000;
        let terms = || (0..small).map(|_| 1.0f32);
        let want = f64::from(1e9f32) + f64::from(small);
        for got in [
            sum(core::iter::once(1e9).chain(terms())),
            sum(terms().chain(core::iter::once(1e9))),
        ] {
            assert!((f64::from(got) - want).abs() < 1e-6 * want, "{got}");
        }
    }

    #[test]
    fn a_short_sum_has_the_plain_bits() {
        let terms = |count: usize| (0..count).map(|k| 0.1 + k as f32);
        for count in 0..=BLOCK {
            let plain: f32 = terms(count).fold(0.0, |sum, term| sum + term);
            assert_eq!(sum(terms(count)).to_bits(), plain.to_bits(), "{count}");
        }
    }

    #[test]
    fn all_forms_have_the_same_bits() {
        let terms = |count: usize| (0..count).map(|k| 0.1 + k as f32);
        for count in 0..=3 * BLOCK {
            let mut all = [0.0; 3 * BLOCK];
            let all = &mut all[..count];
            all.iter_mut()
                .zip(terms(count))
                .for_each(|(to, term)| *to = term);
            let want = sum(terms(count)).to_bits();
            assert_eq!(sum_of(all).to_bits() & (u32::MAX >> 1), want, "{count}");
            let mut exact = Sum::up_to(count);
            terms(count).for_each(|term| exact.add(term));
            assert_eq!(exact.value().to_bits(), want, "{count}");
        }
    }

    #[test]
    fn what_is_not_finite_stays_so() {
        for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            for place in [0, 5, 31, 32, 99] {
                let mut sum = Sum::up_to(100);
                (0..100).for_each(|k| sum.add(if k == place { bad } else { 1.0 }));
                assert!(
                    !sum.is_finite() && !sum.value().is_finite(),
                    "{bad} {place}"
                );
            }
        }
    }
}
