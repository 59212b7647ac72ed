//! Sorting in place, without a path to a panic: the sorts of the standard library panic if an order is not total.

/// Sorts the values so that none is after one that it is `before`. Equal ones are in any order. It takes `n log n` comparisons.
pub(super) fn heap_sort<T: Copy>(values: &mut [T], before: impl Fn(&T, &T) -> bool) {
    for root in (0..values.len() / 2).rev() {
        sift(values, root, &before);
    }
    let mut heap = values;
    while let [first, .., last] = heap {
        core::mem::swap(first, last);
        let count = heap.len() - 1;
        let rest = heap.get_mut(..count).unwrap_or_default();
        sift(rest, 0, &before);
        heap = rest;
    }
}

/// Moves the value at `root` down until no value below it in the heap comes after it.
fn sift<T: Copy>(heap: &mut [T], mut root: usize, before: &impl Fn(&T, &T) -> bool) {
    while let Some(parent) = heap.get(root).copied() {
        let mut child = 2 * root + 1;
        let Some(mut last) = heap.get(child).copied() else {
            return;
        };
        if let Some(right) = heap.get(child + 1).copied()
            && before(&last, &right)
        {
            (child, last) = (child + 1, right);
        }
        if !before(&parent, &last) {
            return;
        }
        for (place, value) in [(root, last), (child, parent)] {
            if let Some(slot) = heap.get_mut(place) {
                *slot = value;
            }
        }
        root = child;
    }
}

#[cfg(test)]
mod tests {
    use super::heap_sort;

    #[test]
    fn all_short_rows_are_sorted() {
        for length in 0..7 {
            for number in 0..4usize.pow(length) {
                let row: [usize; 6] = core::array::from_fn(|at| number / 4usize.pow(at as u32) % 4);
                let mut row = row;
                let row = &mut row[..length as usize];
                heap_sort(row, |a, b| a > b);
                assert!(row.is_sorted_by(|a, b| a >= b), "{row:?}");
            }
        }
    }
}
