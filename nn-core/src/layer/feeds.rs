//! The rule by which layers fit together.

/// The output `Self` of a layer can be the input `T` of the next: it is the same type.
#[diagnostic::on_unimplemented(
    message = "this layer takes `{T}`, but its input is `{Self}`",
    label = "expected `{T}`, found `{Self}`"
)]
pub trait Feeds<T> {
    /// The value as the input of the next layer.
    fn feed(&self) -> &T;
    /// Several values.
    fn feed_rows(rows: &[Self]) -> &[T]
    where
        Self: Sized;
    /// Several values, mutable.
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
