//! Losses that compare outputs with targets element by element. The network may end in any activation.

use super::{AnyActivation, Loss, Target};
use crate::activation::{Activation, Memory};
use crate::error::Error;
use crate::sum::Sum;
use crate::tensor::Tensor;

/// A loss that is the mean of a function of each output and its target.
///
/// ```
/// use nn_core::prelude::*;
///
/// /// The logarithm of the hyperbolic cosine: quadratic near the target, linear far from it.
/// #[derive(Clone, Copy)]
/// struct LogCosh;
///
/// impl Elementwise for LogCosh {
///     fn value(&self, output: f32, target: f32) -> f32 {
///         let error = (output - target).abs();
///         error + (-2.0 * error).exp().ln_1p() - 2.0f32.ln()
///     }
///     fn derivative(&self, output: f32, target: f32) -> f32 {
///         (output - target).tanh()
///     }
/// }
///
/// let mut net = <network![2 => Dense<1>]>::ZERO;
/// let mut trainer = OnlineTrainer::new(LogCosh, 0.1);
/// trainer.step(&mut net, &[1.0, 2.0], &[3.0])?;
/// # Ok::<(), nn_core::Error>(())
/// ```
pub trait Elementwise {
    /// The loss of one output.
    fn value(&self, output: f32, target: f32) -> f32;
    /// The derivative of the loss with respect to the output.
    fn derivative(&self, output: f32, target: f32) -> f32;

    /// Checks the settings of the loss, as [`Loss::check`] does.
    ///
    /// # Errors
    /// A setting is out of its range.
    #[inline]
    fn check(&self) -> Result<(), Error> {
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<L: Elementwise> Loss for L {
    type Needs = AnyActivation;

    #[inline]
    fn check(&self) -> Result<(), Error> {
        Elementwise::check(self)
    }

    fn evaluate<A: Activation, O: Tensor<Element = f32>, T: Target<Self, O>>(
        &self,
        values: &mut O,
        target: &T,
        memory: &mut A::Memory<O>,
        d_values: Option<&mut O>,
    ) -> f32 {
        memory.store(values);
        A::apply(values.as_mut_slice());
        let scale = 1.0 / O::LEN as f32;
        let mut sum = Sum::up_to(O::LEN);
        for (index, output) in values.as_slice().iter().enumerate() {
            sum.add(self.value(*output, target.at(index)));
        }
        if let Some(d_values) = d_values {
            let pairs = d_values.as_mut_slice().iter_mut().zip(values.as_slice());
            for (index, (d_value, output)) in pairs.enumerate() {
                *d_value = scale * self.derivative(*output, target.at(index));
            }
            A::backward(memory.inputs(), values.as_slice(), d_values.as_mut_slice());
        }
        scale * sum.value()
    }
}
