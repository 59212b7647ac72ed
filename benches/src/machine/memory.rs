//! How fast a core reads and updates the contents of its caches.

use std::hint::black_box;

use nn_core::instruction_set::InstructionSet;
use pulp::{Simd, WithSimd};

use super::{TURNS, portable, run};
use crate::aligned::Aligned;
use crate::contest::Contestant;
use crate::timing::best;

/// Vectors of sums that are independent of each other.
const SUMS: usize = 8;

/// The time to read so many bytes that were just read, in nanoseconds.
pub fn reading(set: InstructionSet, bytes: usize) -> f64 {
    let memory = memory(bytes);
    best(TURNS, repeats(bytes), |times| {
        black_box(sum(set, memory.values(), times));
    })
}

/// A contestant that reads so many bytes that were just read.
pub(super) fn reader(set: InstructionSet, bytes: usize) -> Contestant {
    let work = move |memory: &mut Aligned| {
        black_box(sum(set, memory.values(), 1));
    };
    Contestant::new("reading", memory(bytes), |_| Ok(()), work)
}

/// A contestant that reads and writes so many bytes. On request it reads them once more before.
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
    // pulp's own 128-bit vectors do not always become vector instructions
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

/// How often so many bytes are traversed in one measurement, which takes about a millisecond.
fn repeats(bytes: usize) -> u64 {
    (60_000_000 / bytes.max(1) as u64).max(1)
}

/// So many bytes that are not 0: pages that were never written are all the same page.
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

/// Adds to all numbers, `times` times. On request it reads them first.
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

/// Adds all numbers to some sums.
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

/// The total of some sums.
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
