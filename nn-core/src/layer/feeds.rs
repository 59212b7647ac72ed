//! The rule that the output of a layer is the input of the next.

/// The output `Self` of a layer is the input `T` of the next. It is implemented if both are the same type.
#[diagnostic::on_unimplemented(
    message = "this layer takes `{T}`, but its input is `{Self}`",
    label = "expected `{T}`, found `{Self}`"
)]
pub trait Feeds<T> {
    /// The value as the input of the next layer.
    fn feed(&self) -> &T;
    /// Several values as inputs of the next layer.
    fn feed_rows(rows: &[Self]) -> &[T]
    where
        Self: Sized;
    /// Several values as inputs of the next layer, mutable.
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
