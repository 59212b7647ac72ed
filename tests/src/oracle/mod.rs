//! Networks in `f64`, slow and obvious: of dense layers with losses, gradients, and how exact `f32` can be about them; of
//! any layers, forward.

mod activation;
mod dense;
pub mod image;
mod loss;
mod network;

pub use self::activation::Activation;
pub use self::loss::Loss;
pub use self::network::{Data, Gradient, Oracle};

/// What is computed: a gradient, or the sizes of the terms that it adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The gradient itself.
    Values,
    /// The same sums over the absolute values of their terms: what roundings are relative to.
    Sizes,
}

impl Part {
    /// The numbers as this part sees them.
    fn of(self, values: &[f64]) -> Vec<f64> {
        match self {
            Part::Values => values.to_vec(),
            Part::Sizes => values.iter().map(|value| value.abs()).collect(),
        }
    }
}
