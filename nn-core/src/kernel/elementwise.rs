//! Functions of single numbers, applied to many: activations and their derivatives.

use super::dispatch::{Kernel, dispatch};
use super::isa::Isa;
use crate::slices;

/// `values[k] = function(values[k])`; the function should be an `#[inline(always)]` one, so that it becomes vector
/// instructions.
#[inline]
pub fn map(values: &mut [f32], function: impl Fn(f32) -> f32) {
    dispatch(Map { values, function });
}

/// `values[k] = function(values[k], others[k])`
#[inline]
pub fn map_with(values: &mut [f32], others: &[f32], function: impl Fn(f32, f32) -> f32) {
    for_each(others, values, |other, value| {
        *value = function(*value, *other);
    });
}

/// [`map`] as a kernel.
#[derive(Debug)]
pub struct Map<'a, F> {
    /// What is replaced.
    pub values: &'a mut [f32],
    /// By what.
    pub function: F,
}

impl<F: Fn(f32) -> f32> Kernel for Map<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, _isa: S) {
        if const { S::LANES == 16 } {
            self.chunks::<16>();
        } else if const { S::LANES == 8 } {
            self.chunks::<8>();
        } else {
            for value in self.values {
                *value = (self.function)(*value);
            }
        }
    }
}

impl<F: Fn(f32) -> f32> Map<'_, F> {
    /// By whole vectors; the last numbers in a vector of their own, which is quicker than one by one.
    #[inline(always)]
    fn chunks<const LANES: usize>(self) {
        let (chunks, rest) = self.values.as_chunks_mut::<LANES>();
        for chunk in chunks {
            // not number by number where they lie: an `if` would make the compiler store under a mask, which is slow
            *chunk = chunk.map(&self.function);
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

/// Makes 0 of numbers below it, as a kernel. What is no number stays so.
///
/// A [`Map`] would do the same: but the compiler makes stores under a mask of it, which are slow.
pub(crate) struct Rectify<'a> {
    /// What is replaced.
    pub(crate) values: &'a mut [f32],
}

impl Kernel for Rectify<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) {
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

/// `function(x, y)` for each pair; the function should be an `#[inline(always)]` one.
#[inline]
pub(super) fn for_each<X, Y>(xs: &[X], ys: &mut [Y], function: impl Fn(&X, &mut Y)) {
    dispatch(ForEach { xs, ys, function });
}

struct ForEach<'a, X, Y, F> {
    xs: &'a [X],
    ys: &'a mut [Y],
    function: F,
}

impl<X, Y, F: Fn(&X, &mut Y)> Kernel for ForEach<'_, X, Y, F> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, _isa: S) {
        for (x, y) in self.xs.iter().zip(self.ys) {
            (self.function)(x, y);
        }
    }
}
