//! Sorting in place, without a path to a panic: the sorts of the standard library panic if an order is not total.

/// Sorts `count` elements of a list, or of several lists together, so that none is after one that it is before (heapsort, Williams,
/// 1964). Equal ones are in any order. `is_before` compares the elements at two places, and `swap` exchanges them.
pub(crate) fn heap_sort<L: ?Sized>(
    list: &mut L,
    count: usize,
    is_before: impl Fn(&L, usize, usize) -> bool,
    swap: impl Fn(&mut L, usize, usize),
) {
    let sift = |list: &mut L, mut root: usize, end: usize| {
        loop {
            let (left, right) = (2 * root + 1, 2 * root + 2);
            if left >= end {
                return;
            }
            let is_right = right < end && is_before(list, left, right);
            let child = if is_right { right } else { left };
            if !is_before(list, root, child) {
                return;
            }
            swap(list, root, child);
            root = child;
        }
    };
    for root in (0..count / 2).rev() {
        sift(list, root, count);
    }
    for end in (1..count).rev() {
        swap(list, 0, end);
        sift(list, 0, end);
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
                let count = row.len();
                heap_sort(
                    row,
                    count,
                    |row, a, b| row[a] > row[b],
                    |row, a, b| row.swap(a, b),
                );
                assert!(row.is_sorted_by(|a, b| a >= b), "{row:?}");
            }
        }
    }
}
