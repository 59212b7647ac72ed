//! Sorts samples by class.

use crate::heap_sort::heap_sort;
use crate::loss::Label;
use crate::slices::swap;

/// Sorts inputs and labels by class, in place.
pub(super) fn sort_by_class<S, Y: Label>(inputs: &mut [S], labels: &mut [Y]) {
    let count = labels.len();
    let class = |labels: &[Y], index: usize| labels.get(index).map_or(0, |label| label.class());
    heap_sort(
        &mut (inputs, labels),
        count,
        |(_, labels), one, other| class(labels, one) < class(labels, other),
        |(inputs, labels), one, other| {
            swap(inputs, one, other);
            swap(labels, one, other);
        },
    );
}
