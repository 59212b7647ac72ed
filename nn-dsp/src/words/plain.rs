//! The inner loops in plain Rust, with which tests compare those of other processors.

use super::{Both, Element, add, add_pair_to_both};
use crate::Quad;

pub(crate) use crate::twin::twice;

/// An output of 8 bits from a sum with its bias: `sum * multiplier / 2^32 / 2^by`, rounded, halves up, plus `zero`.
#[inline(always)]
pub(crate) fn once(sum: i32, multiplier: i32, by: u32, zero: i32) -> i8 {
    crate::twin::once(sum, multiplier >> by, zero)
}

/// `L` and `S` of each pair of eight outputs.
///
/// # Safety
/// It is safe. Those of processors are not.
pub(super) unsafe fn eight(x: &[Element], weights: &[[Quad; 2]], _: bool) -> [i32; 8] {
    let mut sums = [0; 8];
    for Element { distance, group } in x {
        let weights = &weights[distance / size_of::<[Quad; 2]>()];
        for (sums, quad) in sums.as_chunks_mut().0.iter_mut().zip(weights) {
            add(group, quad, sums);
        }
    }
    sums
}

/// `L` and `S` of two windows for a quad of weights.
pub(super) fn both<const N: usize>(
    x: &[Both],
    weights: &[[Quad; N]],
    quad: usize,
) -> [[i32; 4]; 2] {
    let mut sums = [[0; 4]; 2];
    for (x, weights) in x.iter().zip(weights) {
        for (pair, sums) in sums.iter_mut().enumerate() {
            add_pair_to_both(x, &[weights[quad][pair], weights[quad][pair + 2]], sums);
        }
    }
    sums
}
