//! The data of training runs: lists of inputs and of targets.

/// A list of samples of type `S`: a slice, an array, a `Vec`, a reference to one of them, or any other type that is `AsRef<[S]>`.
///
/// [`Fit::run`](super::Fit::run) takes a pair of lists, the inputs and the targets.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of `{S}`",
    label = "not a list of `{S}`",
    note = "training takes the inputs first and the targets second, as `(&inputs, &targets)`: slices, arrays or `Vec`s"
)]
pub trait Samples<S> {
    /// The samples as a slice.
    fn as_samples(&self) -> &[S];
}

#[diagnostic::do_not_recommend]
impl<S, D: AsRef<[S]> + ?Sized> Samples<S> for D {
    fn as_samples(&self) -> &[S] {
        self.as_ref()
    }
}
