//! Takes evenly spaced samples out of a list.

use crate::slices;
use crate::slices::swap;

/// Moves `taken` evenly spaced samples to the end. The others keep their order.
///
/// In a sorted list, each class loses its share of them, rounded up or down.
pub(super) fn take_evenly<S, T>(inputs: &mut [S], targets: &mut [T], taken: usize) {
    let count = inputs.len();
    let mut kept = 0;
    for index in 0..count {
        if !is_taken(index, taken, count) {
            swap(inputs, kept, index);
            swap(targets, kept, index);
            kept += 1;
        }
    }
}

/// Whether the sample at an index is one of the `taken` samples of `count`.
fn is_taken(index: usize, taken: usize, count: usize) -> bool {
    let before = |index: usize| {
        let product = index as u64 * taken as u64;
        product.checked_div(count as u64).unwrap_or_default()
    };
    before(index) < before(index + 1)
}

/// The last `count` elements of both lists.
pub(super) fn ends<'a, S, T>(
    inputs: &'a mut [S],
    targets: &'a mut [T],
    count: usize,
) -> [(&'a mut [S], &'a mut [T]); 2] {
    let middle = inputs.len().saturating_sub(count);
    let (inputs, last_inputs) = slices::split_mut(inputs, middle);
    let (targets, last_targets) = slices::split_mut(targets, middle);
    [(inputs, targets), (last_inputs, last_targets)]
}
