//! Sequences seen as images of one row each, so that one convolution serves both.

/// Each element as a row of its own.
#[inline]
pub fn as_rows<T>(sequence: &[T]) -> &[[T; 1]] {
    sequence.as_chunks().0
}

/// Each element as a row of its own, to be changed.
#[inline]
pub fn as_rows_mut<T>(sequence: &mut [T]) -> &mut [[T; 1]] {
    sequence.as_chunks_mut().0
}
