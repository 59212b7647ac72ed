//! Simple networks in `f64`: dense layers with losses, gradients and error limits for `f32`; any layers with only the forward
//! pass. [`integer`] has layers of `i8`.

mod activation;
mod dense;
pub mod image;
pub mod integer;
mod loss;
mod network;

pub use self::activation::Activation;
pub use self::loss::Loss;
pub use self::network::{Data, Gradient, Oracle};

/// The result: a gradient, or the sizes of its terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The gradient itself.
    Values,
    /// The same sums over the absolute values of the terms. Rounding errors are relative to these.
    Sizes,
}

impl Part {
    /// The values for this result.
    fn of(self, values: &[f64]) -> Vec<f64> {
        match self {
            Part::Values => values.to_vec(),
            Part::Sizes => values.iter().map(|value| value.abs()).collect(),
        }
    }
}
