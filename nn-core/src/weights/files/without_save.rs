//! What stands in place of saving without the feature `save`: an error of the compiler that names the feature.

/// What can be written to a file: nothing, as long as the feature `save` is off.
#[diagnostic::on_unimplemented(
    message = "writing weights to files needs nn-core's feature `save`",
    label = "needs the feature `save`",
    note = "enable it in `Cargo.toml`: `nn-core = {{ version = \"0.1\", features = [\"save\"] }}`"
)]
pub trait Saved {
    /// Is never called.
    #[doc(hidden)]
    fn never<T>(&self) -> T;
}
