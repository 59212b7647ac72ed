//! Parts of slices with bounds that are known to be correct, without a path to a panic.
//!
//! A wrong bound is a bug in this crate. Builds with debug assertions report it at the call. Other builds contain no path to a panic:
//! they continue with an empty slice, `None` or a default value. Code in which an empty part is a valid result uses the methods of the
//! standard library.

use core::slice::SliceIndex;

/// `&values[range]`.
#[inline(always)]
#[track_caller]
pub(crate) fn range<T>(values: &[T], range: impl SliceIndex<[T], Output = [T]>) -> &[T] {
    let part = values.get(range);
    debug_assert!(part.is_some(), "a range is outside of its slice");
    part.unwrap_or_default()
}

/// `&mut values[range]`.
#[inline(always)]
#[track_caller]
pub(crate) fn range_mut<T>(
    values: &mut [T],
    range: impl SliceIndex<[T], Output = [T]>,
) -> &mut [T] {
    let part = values.get_mut(range);
    debug_assert!(part.is_some(), "a range is outside of its slice");
    part.unwrap_or_default()
}

/// `values[index]`.
#[inline(always)]
#[track_caller]
pub(crate) fn element<T: Copy + Default>(values: &[T], index: usize) -> T {
    let element = values.get(index);
    debug_assert!(element.is_some(), "an index is outside of its slice");
    element.copied().unwrap_or_default()
}

/// The `N` elements from `start` on. `None` only if the slice is too short, which is a bug.
#[inline(always)]
#[track_caller]
pub(crate) fn chunk<T, const N: usize>(values: &[T], start: usize) -> Option<&[T; N]> {
    let chunk = values.get(start..).and_then(<[T]>::first_chunk);
    debug_assert!(chunk.is_some(), "a chunk is outside of its slice");
    chunk
}

/// The `N` elements from `start` on, mutably. `None` only if the slice is too short, which is a bug.
#[inline(always)]
#[track_caller]
pub(crate) fn chunk_mut<T, const N: usize>(values: &mut [T], start: usize) -> Option<&mut [T; N]> {
    let chunk = values.get_mut(start..).and_then(<[T]>::first_chunk_mut);
    debug_assert!(chunk.is_some(), "a chunk is outside of its slice");
    chunk
}

/// The elements before `middle`, and those from `middle` on.
#[inline(always)]
#[track_caller]
pub(crate) fn split<T>(values: &[T], middle: usize) -> (&[T], &[T]) {
    let parts = values.split_at_checked(middle);
    debug_assert!(parts.is_some(), "a slice is split after its end");
    parts.unwrap_or_default()
}

/// The elements before `middle`, and those from `middle` on, mutably.
#[inline(always)]
#[track_caller]
pub(crate) fn split_mut<T>(values: &mut [T], middle: usize) -> (&mut [T], &mut [T]) {
    let parts = values.split_at_mut_checked(middle);
    debug_assert!(parts.is_some(), "a slice is split after its end");
    parts.unwrap_or_default()
}

/// Removes the first `count` elements and returns them.
#[inline(always)]
#[track_caller]
pub(crate) fn take<'a, T>(values: &mut &'a [T], count: usize) -> &'a [T] {
    let taken = values.split_off(..count);
    debug_assert!(
        taken.is_some(),
        "more elements are taken than the slice has"
    );
    taken.unwrap_or_default()
}

/// Removes the first `count` elements and returns them, mutably.
#[inline(always)]
#[track_caller]
pub(crate) fn take_mut<'a, T>(values: &mut &'a mut [T], count: usize) -> &'a mut [T] {
    let taken = values.split_off_mut(..count);
    debug_assert!(
        taken.is_some(),
        "more elements are taken than the slice has"
    );
    taken.unwrap_or_default()
}

/// Exchanges two elements. Unlike the method of slices it has no path to a panic.
pub(crate) fn swap<T>(values: &mut [T], one: usize, other: usize) {
    // The same element twice is an error, and nothing is to do.
    if let Ok([one, other]) = values.get_disjoint_mut([one, other]) {
        core::mem::swap(one, other);
    }
}

#[cfg(test)]
mod tests {
    use super::{chunk, chunk_mut, element, range, range_mut, split, split_mut, take, take_mut};

    #[test]
    fn parts_are_those_of_indexing() {
        let (values, copy) = ([1, 2, 3, 4, 5], &mut [1, 2, 3, 4, 5]);
        assert_eq!(range(&values, 1..3), &values[1..3]);
        assert_eq!(range(&values, 5..), &values[5..]);
        assert_eq!(range_mut(copy, ..2), [1, 2]);
        assert_eq!(element(&values, 4), 5);
        assert_eq!(chunk(&values, 3), Some(&[4, 5]));
        assert_eq!(chunk_mut(copy, 3), Some(&mut [4, 5]));
        assert_eq!(split(&values, 2), values.split_at(2));
        assert_eq!(split_mut(copy, 5), values.clone().split_at_mut(5));
        let (rest, rest_mut) = (&mut &values[..], &mut &mut copy[..]);
        assert_eq!((take(rest, 2), *rest), (&values[..2], &values[2..]));
        assert_eq!(take_mut(rest_mut, 5), values);
    }

    /// In tests, a wrong bound does not pass silently.
    #[test]
    #[cfg(debug_assertions)]
    fn wrong_bounds_are_reported() {
        extern crate std;
        fn fails(work: impl FnOnce() + std::panic::UnwindSafe) -> bool {
            std::panic::catch_unwind(work).is_err()
        }
        assert!(fails(|| _ = range(&[1, 2], 1..3)));
        assert!(fails(|| _ = range_mut(&mut [1, 2], 3..)));
        assert!(fails(|| _ = element(&[1, 2], 2)));
        assert!(fails(|| _ = chunk::<_, 2>(&[1, 2], 1)));
        assert!(fails(|| _ = chunk_mut::<_, 2>(&mut [1, 2], 3)));
        assert!(fails(|| _ = split(&[1, 2], 3)));
        assert!(fails(|| _ = split_mut(&mut [1, 2], 3)));
        assert!(fails(|| _ = take(&mut &[1, 2][..], 3)));
        assert!(fails(|| _ = take_mut(&mut &mut [1, 2][..], 3)));
    }
}
