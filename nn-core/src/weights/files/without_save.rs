//! The compile error of saving without the feature `save`. It names the feature.

/// A value that can be written to a file. Without the feature `save` there is none.
#[diagnostic::on_unimplemented(
    message = "writing weights to files needs nn-core's feature `save`",
    label = "needs the feature `save`",
    note = "enable it in `Cargo.toml`: `nn-core = {{ version = \"0.1\", features = [\"save\"] }}`"
)]
pub trait Saved {
    /// The type of the error value, for a method that is never called.
    #[doc(hidden)]
    fn never<T>(&self) -> T;
}
