//! The rules by which layers fit, as bounds whose violation the compiler reports in our words.

/// The output `Self` of a layer can be the input `T` of the next: it is the same type.
#[diagnostic::on_unimplemented(
    message = "this layer takes `{T}`, but its input is `{Self}`",
    label = "expected `{T}`, found `{Self}`"
)]
pub trait Feeds<T> {
    /// The value as the next layer sees it.
    fn feed(&self) -> &T;
    /// Several of them.
    fn feed_rows(rows: &[Self]) -> &[T]
    where
        Self: Sized;
    /// Several of them, to be changed.
    fn feed_rows_mut(rows: &mut [Self]) -> &mut [T]
    where
        Self: Sized;
}

impl<T> Feeds<T> for T {
    #[inline]
    fn feed(&self) -> &T {
        self
    }
    #[inline]
    fn feed_rows(rows: &[T]) -> &[T] {
        rows
    }
    #[inline]
    fn feed_rows_mut(rows: &mut [T]) -> &mut [T] {
        rows
    }
}
