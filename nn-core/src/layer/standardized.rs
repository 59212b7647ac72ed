//! Networks that begin with `Standardize`.

use super::{Chain, Layer, Standardize};
use crate::error::Error;
use crate::tensor::Tensor;

/// A composition that begins with [`Standardize`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not begin with `Standardize`",
    label = "has no statistics of its input",
    note = "write `Standardize` as the first layer: `network![4 => Standardize => Dense<8, Relu>]`"
)]
pub trait Standardized: Layer {
    /// Measures the training data: the mean and the scale of its first layer. `initialize` does not change them.
    ///
    /// ```
    /// use nn_core::prelude::*;
    ///
    /// type Net = network![1 => Standardize => Dense<2, Tanh> => Dense<1>];
    /// let mut net = Net::random(&mut Random::seed(1));
    /// net.standardize(&[[10.0], [20.0]])?;
    /// assert_eq!(net.layers.first.first, Standardize::new([15.0], [5.0]));
    /// # Ok::<(), nn_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As for [`Standardize::fit`]. The network is then unchanged.
    fn standardize(&mut self, samples: &[Self::Input]) -> Result<(), Error>;
}

impl<const C: usize, T: Tensor<Element = f32>> Standardized for Standardize<C, T> {
    fn standardize(&mut self, samples: &[T]) -> Result<(), Error> {
        self.fit(samples)
    }
}

impl<A: Standardized, B> Standardized for Chain<A, B>
where
    Self: Layer<Input = A::Input>,
{
    fn standardize(&mut self, samples: &[A::Input]) -> Result<(), Error> {
        self.first.standardize(samples)
    }
}
