//! The speed at which a core reads and updates the contents of its caches.

use std::hint::black_box;

use nn_core::instruction_set::InstructionSet;
use pulp::{Simd, WithSimd};

use super::{TURNS, portable, run};
use crate::aligned::Aligned;
use crate::contest::Contestant;
use crate::timing::best;

/// The number of independent vectors of sums.
const SUMS: usize = 8;

/// The time in nanoseconds to read this number of bytes again directly after they were read.
pub fn reading(set: InstructionSet, bytes: usize) -> f64 {
    let memory = memory(bytes);
    best(TURNS, repeats(bytes), |times| {
        black_box(sum(set, memory.values(), times));
    })
}

/// A contestant that reads this number of bytes repeatedly.
pub(super) fn reader(set: InstructionSet, bytes: usize) -> Contestant {
    let work = move |memory: &mut Aligned| {
        black_box(sum(set, memory.values(), 1));
    };
    Contestant::new("reading", memory(bytes), |_| Ok(()), work)
}

/// A contestant that reads and writes this number of bytes. With `is_read_before` it first reads them once more.
pub(super) fn writer(set: InstructionSet, bytes: usize, is_read_before: bool) -> Contestant {
    let name = if is_read_before {
        "updating"
    } else {
        "changing"
    };
    let work = move |memory: &mut Aligned| {
        black_box(increase(set, memory.values_mut(), 1, is_read_before));
    };
    Contestant::new(name, memory(bytes), |_| Ok(()), work)
}

fn sum(set: InstructionSet, values: &[f32], times: u64) -> f32 {
    // the 128-bit vectors of pulp do not always become vector instructions
    if set == InstructionSet::Portable {
        return portable::sum(values, times);
    }
    run(set, Sum { values, times })
}

fn increase(set: InstructionSet, values: &mut [f32], times: u64, is_read_before: bool) -> f32 {
    if set == InstructionSet::Portable {
        return portable::increase(values, times, is_read_before);
    }
    let increase = Increase {
        values,
        times,
        is_read_before,
    };
    run(set, increase)
}

/// How often this number of bytes is traversed in one measurement, which takes about a millisecond.
fn repeats(bytes: usize) -> u64 {
    (60_000_000 / bytes.max(1) as u64).max(1)
}

/// Memory of this number of bytes, with numbers that are not 0. Pages that were never written would all be the same physical page.
fn memory(bytes: usize) -> Aligned {
    Aligned::new(&vec![1.0; bytes / size_of::<f32>()])
}

/// The sum of all numbers, `times` times.
struct Sum<'a> {
    values: &'a [f32],
    times: u64,
}

impl WithSimd for Sum<'_> {
    type Output = f32;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> f32 {
        let mut sums = [simd.splat_f32s(0.0); SUMS];
        for _ in 0..self.times {
            add_up(simd, black_box(self.values), &mut sums);
        }
        total(simd, sums)
    }
}

/// Adds to all numbers, `times` times. With `is_read_before` it first reads them.
struct Increase<'a> {
    values: &'a mut [f32],
    times: u64,
    is_read_before: bool,
}

impl WithSimd for Increase<'_> {
    type Output = f32;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> f32 {
        let mut sums = [simd.splat_f32s(0.0); SUMS];
        let amount = simd.splat_f32s(1.0);
        for _ in 0..self.times {
            let values = black_box(&mut *self.values);
            if self.is_read_before {
                add_up(simd, values, &mut sums);
            }
            for vector in S::as_mut_simd_f32s(values).0 {
                *vector = simd.add_f32s(*vector, amount);
            }
        }
        total(simd, sums)
    }
}

/// Adds all numbers to several sums.
#[inline(always)]
fn add_up<S: Simd>(simd: S, values: &[f32], sums: &mut [S::f32s; SUMS]) {
    let (chunks, rest) = S::as_simd_f32s(values).0.as_chunks::<SUMS>();
    for chunk in chunks {
        for (sum, vector) in sums.iter_mut().zip(chunk) {
            *sum = simd.add_f32s(*sum, *vector);
        }
    }
    for vector in rest {
        sums[0] = simd.add_f32s(sums[0], *vector);
    }
}

/// The total of the sums.
#[inline(always)]
fn total<S: Simd>(simd: S, sums: [S::f32s; SUMS]) -> f32 {
    let add = |a, b| simd.add_f32s(a, b);
    simd.reduce_sum_f32s(sums.into_iter().fold(simd.splat_f32s(0.0), add))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_read_and_changed() {
        for set in InstructionSet::ALL
            .into_iter()
            .filter(|set| set.is_available())
        {
            let mut memory = memory(4 * 992);
            let sum_before = increase(set, memory.values_mut(), 2, true);
            assert_eq!(sum_before, (1.0 + 2.0) * 992.0, "{set}");
            assert_eq!(sum(set, memory.values(), 3), 3.0 * 3.0 * 992.0, "{set}");
        }
    }
}
