//! Elementwise functions: activations and their derivatives.

use core::ops::RangeInclusive;

use super::dispatch::dispatch;
use super::isa::{IS_SOFT_FLOAT, Isa, Kernel};
use crate::slices;

/// `values[k] = function(values[k])`. The function should be `#[inline(always)]`, so that it becomes vector instructions.
#[inline]
pub fn map(values: &mut [f32], function: impl Fn(f32) -> f32) {
    dispatch(Map { values, function });
}

/// `values[k] = function(values[k], others[k])`
#[inline]
pub fn map_with(values: &mut [f32], others: &[f32], function: impl Fn(f32, f32) -> f32) {
    for_each_pair(others, values, |other, value| {
        *value = function(*value, *other);
    });
}

/// [`map`] as a kernel.
#[derive(Debug)]
pub struct Map<'a, F> {
    /// The numbers to replace.
    pub values: &'a mut [f32],
    /// The function that replaces them.
    pub function: F,
}

impl<F: Fn(f32) -> f32> Kernel for Map<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) {
        if const { S::LANES == 16 } {
            self.vectors::<S, 16>(isa);
        } else if const { S::LANES == 8 } {
            self.vectors::<S, 8>(isa);
        } else {
            for value in self.values {
                *value = (self.function)(*value);
            }
        }
    }
}

impl<F: Fn(f32) -> f32> Map<'_, F> {
    /// Computes whole vectors. The last numbers are copied to a vector, which is faster than computing them one by one.
    #[inline(always)]
    fn vectors<S: Isa, const LANES: usize>(self, isa: S) {
        let whole = self.values.len() / LANES * LANES;
        let (vectors, rest) = slices::split_mut(self.values, whole);
        for vector in S::vectors_mut(vectors) {
            *vector = isa.combine(*vector, [], |value, []| (self.function)(value));
        }
        if !rest.is_empty() {
            let mut last = [0.0; LANES];
            for (last, value) in last.iter_mut().zip(&*rest) {
                *last = *value;
            }
            for (value, last) in rest.iter_mut().zip(last.map(self.function)) {
                *value = last;
            }
        }
    }
}

/// `values[k] = function(values[k], [a[k], b[k], ..])`, as a kernel, for short rows between other kernels. The function should be
/// `#[inline(always)]`.
///
/// A plain loop over a row of 8 numbers would become 8 stores of one number, and a load of the vector would wait for all of them.
pub(crate) struct MapWith<'a, const N: usize, F> {
    /// The numbers to replace.
    values: &'a mut [f32],
    /// As many numbers in each.
    others: [&'a [f32]; N],
    /// The function that replaces them.
    function: F,
}

impl<'a, const N: usize, F: Fn(f32, [f32; N]) -> f32> MapWith<'a, N, F> {
    #[inline(always)]
    pub(crate) fn new(values: &'a mut [f32], others: [&'a [f32]; N], function: F) -> Self {
        MapWith {
            values,
            others,
            function,
        }
    }
}

impl<const N: usize, F: Fn(f32, [f32; N]) -> f32> Kernel for MapWith<'_, N, F> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) {
        if const { !S::FUSED || S::LANES == 1 } {
            for (index, value) in self.values.iter_mut().enumerate() {
                let others = self.others.map(|other| slices::element(other, index));
                *value = (self.function)(*value, others);
            }
            return;
        }
        let whole = self.values.len() / S::LANES * S::LANES;
        let (vectors, values) = slices::split_mut(self.values, whole);
        for (index, vector) in S::vectors_mut(vectors).iter_mut().enumerate() {
            let others = self.others.map(|other| match S::vectors(other).get(index) {
                Some(other) => *other,
                None => isa.splat(0.0),
            });
            *vector = isa.combine(*vector, others, &self.function);
        }
        if !values.is_empty() {
            let rest = MapWith {
                values,
                others: self.others.map(|other| slices::range(other, whole..)),
                function: self.function,
            };
            rest.run(isa.narrow());
        }
    }
}

/// `values[k] = max(values[k], 0)`, as a kernel. NaN stays NaN.
///
/// A [`Map`] would have the same result, but the compiler would use masked stores, which are slow.
pub(crate) struct Rectify<'a> {
    /// The numbers to replace.
    pub(crate) values: &'a mut [f32],
}

impl Kernel for Rectify<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) {
        if const { IS_SOFT_FLOAT } {
            return rectify_bits(self.values);
        }
        let whole = self.values.len() / S::LANES * S::LANES;
        let (vectors, rest) = slices::split_mut(self.values, whole);
        for vector in S::vectors_mut(vectors) {
            *vector = isa.max(isa.splat(0.0), *vector);
        }
        if const { S::LANES > 1 } {
            Rectify { values: rest }.run(isa.narrow());
        }
    }
}

/// The bits of all numbers below 0: from the denormal number next to 0 to minus infinity.
const NEGATIVE: RangeInclusive<u32> = 0x8000_0001..=0xFF80_0000;

/// [`Rectify`] without an FPU. It compares bits, because each comparison of numbers would be a call. It is not inlined, because the
/// compiler would unroll the loop in every layer of a network.
#[inline(never)]
fn rectify_bits(values: &mut [f32]) {
    for value in values {
        if NEGATIVE.contains(&value.to_bits()) {
            *value = 0.0;
        }
    }
}

/// Calls `function(x, y)` for each pair. The function should be `#[inline(always)]`.
#[inline]
pub(super) fn for_each_pair<X, Y>(xs: &[X], ys: &mut [Y], function: impl Fn(&X, &mut Y)) {
    dispatch(ForEachPair { xs, ys, function });
}

struct ForEachPair<'a, X, Y, F> {
    xs: &'a [X],
    ys: &'a mut [Y],
    function: F,
}

impl<X, Y, F: Fn(&X, &mut Y)> Kernel for ForEachPair<'_, X, Y, F> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, _isa: S) {
        for (x, y) in self.xs.iter().zip(self.ys) {
            (self.function)(x, y);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::rectify_bits;

    #[test]
    fn bits_have_the_order_of_numbers() {
        let edges = [0, 1, 0x7F7F_FFFF, 0x7F80_0000, 0x7F80_0001, 0x7FFF_FFFF];
        let sampled = (0..4096_u32).map(|index| (index << 20) | 0x3_1416);
        for bits in edges
            .into_iter()
            .flat_map(|edge| [edge, edge | 1 << 31])
            .chain(sampled)
        {
            let value = f32::from_bits(bits);
            let mut values = [value];
            rectify_bits(&mut values);
            let expected = if value < 0.0 { 0.0 } else { value };
            assert_eq!(values[0].to_bits(), expected.to_bits(), "{value}");
        }
    }
}
