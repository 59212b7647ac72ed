//! Sorts samples by class.

use super::shuffle::swap;
use crate::loss::Label;

/// Sorts inputs and labels by class, in place (heapsort, Williams, 1964).
pub(super) fn sort_by_class<S, Y: Label>(inputs: &mut [S], labels: &mut [Y]) {
    let count = labels.len();
    for root in (0..count / 2).rev() {
        sift_down(inputs, labels, root, count);
    }
    for end in (1..count).rev() {
        swap(inputs, 0, end);
        swap(labels, 0, end);
        sift_down(inputs, labels, 0, end);
    }
}

/// Moves the sample at `root` down in the heap of the first `end` samples, until no child has a larger class.
fn sift_down<S, Y: Label>(inputs: &mut [S], labels: &mut [Y], mut root: usize, end: usize) {
    loop {
        let (left, right) = (2 * root + 1, 2 * root + 2);
        if left >= end {
            return;
        }
        let is_right = right < end && class(labels, right) > class(labels, left);
        let child = if is_right { right } else { left };
        if class(labels, child) <= class(labels, root) {
            return;
        }
        swap(inputs, root, child);
        swap(labels, root, child);
        root = child;
    }
}

/// The class of the sample at an index.
fn class<Y: Label>(labels: &[Y], index: usize) -> usize {
    labels.get(index).map_or(0, |label| label.class())
}
