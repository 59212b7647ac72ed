//! The focal loss of single outputs, fused with sigmoid.

use super::logits::mean_over_logits;
use super::{Loss, Target};
use crate::activation::{Activation, Sigmoid};
use crate::error::Error;
use crate::math::{exp, sigmoid, softplus};
use crate::settings::{self, NOT_NEGATIVE, UNIT};
use crate::tensor::Tensor;
use crate::zero::zeroed;

/// `mean(-a t (1 - y)^g ln y - (1 - a) (1 - t) y^g ln(1 - y))` over outputs and samples, with `g` = `gamma` and `a` = `alpha`, for networks
/// that end in [`Sigmoid`](crate::activation::Sigmoid) (Lin et al., 2017).
///
/// Samples that are already answered well count less, the more so the larger `gamma` is. `alpha` is the weight of the positive targets,
/// `1 - alpha` that of the negative ones. With `gamma` 0 and `alpha` 1/2 it is half of
/// [`BinaryCrossEntropy`](super::BinaryCrossEntropy). Targets are those of `BinaryCrossEntropy`.
///
/// It is computed from the input of sigmoid, so it is accurate even where `y` rounds to 0 or 1.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![2 => Dense<1, Sigmoid>];
/// let trainer = Trainer::<Net, _, _, 1>::new(BinaryFocal::new(2.0, 0.25), Sgd::new(0.1));
/// let loss = trainer.loss(&Net::ZERO, &[[1.0, 1.0]], &[true])?;
/// assert!((loss - 0.25 * 0.5 * 0.5 * 2f32.ln()).abs() < 1e-7); // the probability is 1/2
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct BinaryFocal {
    /// The exponent of the probability of the wrong answer: a finite number, at least 0.
    pub gamma: f32,
    /// The weight of the positive targets, in 0..=1.
    pub alpha: f32,
}

zeroed!(BinaryFocal { gamma, alpha });

impl BinaryFocal {
    /// The focal loss with these settings.
    #[must_use]
    pub const fn new(gamma: f32, alpha: f32) -> Self {
        BinaryFocal { gamma, alpha }
    }
}

impl Default for BinaryFocal {
    /// A `gamma` of 2 and an `alpha` of 0.25, as in the paper.
    fn default() -> Self {
        BinaryFocal::new(2.0, 0.25)
    }
}

#[diagnostic::do_not_recommend]
impl Loss for BinaryFocal {
    type Needs = Sigmoid;

    fn check(&self) -> Result<(), Error> {
        settings::check(
            &[("gamma", &NOT_NEGATIVE), ("alpha", &UNIT)],
            &[self.gamma, self.alpha],
        )
    }

    fn evaluate<A: Activation, O: Tensor<Element = f32>, T: Target<Self, O>>(
        &self,
        values: &mut O,
        target: &T,
        _memory: &mut A::Memory<O>,
        d_values: Option<&mut O>,
    ) -> f32 {
        mean_over_logits::<A, O>(values, d_values, |index, z| {
            let truth = target.at(index);
            let (positive, d_positive) = self.of_positive(z);
            let (negative, d_negative) = self.of_positive(-z);
            let (here, there) = (self.alpha * truth, (1.0 - self.alpha) * (1.0 - truth));
            let value = here * positive + there * negative;
            (value, here * d_positive - there * d_negative)
        })
    }
}

impl BinaryFocal {
    /// The loss of a logit whose target is 1, without its weight, and the derivative. A target of 0 is that of the negated logit.
    fn of_positive(&self, z: f32) -> (f32, f32) {
        let below = softplus(-z); // -ln y
        let wrong = exp(-self.gamma * softplus(z)); // (1 - y)^gamma, because ln(1 - y) = -softplus(z)
        let slope = self.gamma * sigmoid(z) * below + sigmoid(-z);
        (wrong * below, -wrong * slope)
    }
}
