//! Functions of single numbers, applied to many: activations and their derivatives.

use super::dispatch::{Kernel, dispatch, portable};
use super::isa::Isa;

/// The fewest numbers for which wider vectors are worth the way to them.
const FEW: usize = 4;

/// `values[k] = function(values[k])`; the function should be an `#[inline(always)]` one, so that it becomes vector
/// instructions.
#[inline]
pub fn map(values: &mut [f32], function: impl Fn(f32) -> f32) {
    let kernel = Map { values, function };
    if kernel.values.len() < FEW {
        portable(kernel);
    } else {
        dispatch(kernel);
    }
}

/// `values[k] = function(values[k], others[k])`
#[inline]
pub fn map_with(values: &mut [f32], others: &[f32], function: impl Fn(f32, f32) -> f32) {
    let kernel = MapWith {
        values,
        others,
        function,
    };
    if kernel.values.len() < FEW {
        portable(kernel);
    } else {
        dispatch(kernel);
    }
}

struct Map<'a, F> {
    values: &'a mut [f32],
    function: F,
}

impl<F: Fn(f32) -> f32> Kernel for Map<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, _isa: S) {
        match S::LANES {
            16 => self.chunks::<16>(),
            8 => self.chunks::<8>(),
            _ => {
                for value in self.values {
                    *value = (self.function)(*value);
                }
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
            for value in chunk {
                *value = (self.function)(*value);
            }
        }
        if !rest.is_empty() {
            let mut last = [0.0; LANES];
            for (last, value) in last.iter_mut().zip(&*rest) {
                *last = *value;
            }
            for value in &mut last {
                *value = (self.function)(*value);
            }
            for (value, last) in rest.iter_mut().zip(last) {
                *value = last;
            }
        }
    }
}

struct MapWith<'a, F> {
    values: &'a mut [f32],
    others: &'a [f32],
    function: F,
}

impl<F: Fn(f32, f32) -> f32> Kernel for MapWith<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, _isa: S) {
        for (value, other) in self.values.iter_mut().zip(self.others) {
            *value = (self.function)(*value, *other);
        }
    }
}
