//! Targets with weights, and targets that are ignored.

use super::Target;
use crate::error::Error;
use crate::tensor::Tensor;

/// A target whose sample has a weight.
///
/// The loss of a batch is the mean over its samples with their weights: `sum(w l) / sum(w)`. So a weight of 2 is the same as the sample
/// twice, and a weight of 0 is the same as no sample. Every loss and every trainer takes such targets.
///
/// ```
/// use nn_core::loss::Weighted;
/// use nn_core::prelude::*;
///
/// type Net = network![1 => Dense<1>];
/// let trainer = Trainer::<Net, _, _, 2>::new(MeanSquaredError, Sgd::new(0.1));
/// let targets = [Weighted::new([1.0], 3.0), Weighted::new([2.0], 1.0)];
/// let loss = trainer.loss(&Net::ZERO, &[[0.0], [0.0]], &targets)?;
/// assert_eq!(loss, (3.0 * 1.0 + 1.0 * 4.0) / (3.0 + 1.0));
/// # Ok::<(), nn_core::Error>(())
/// ```
///
/// # Errors
/// A step is refused if a weight is not a finite number of at least 0, or if the sum of the weights of its samples is not above 0.
/// [`Fit`](crate::train::Fit) skips a batch whose weights are all 0, and refuses data whose weights are all 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighted<T> {
    /// The target.
    pub target: T,
    /// The weight: a finite number, at least 0.
    pub weight: f32,
}

impl<T> Weighted<T> {
    /// A target with this weight.
    pub const fn new(target: T, weight: f32) -> Self {
        Weighted { target, weight }
    }
}

#[diagnostic::do_not_recommend]
impl<L, O: Tensor<Element = f32>, T: Target<L, O>> Target<L, O> for Weighted<T> {
    const WEIGHTED: bool = true;

    #[inline]
    fn at(&self, index: usize) -> f32 {
        self.target.at(index)
    }

    fn check(&self) -> Result<(), Error> {
        if (0.0..=f32::MAX).contains(&self.weight) {
            self.target.check()
        } else {
            Err(Error::InvalidWeight { sample: 0 })
        }
    }

    #[inline]
    fn weight(&self) -> f32 {
        self.weight * self.target.weight()
    }
}

/// `None` is a target that is ignored: its sample has the weight 0.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![1 => Dense<3, Softmax>];
/// let trainer = Trainer::<Net, _, _, 2>::new(CrossEntropy, Sgd::new(0.1));
/// let loss = trainer.loss(&Net::ZERO, &[[0.0], [0.0]], &[Some(2u8), None])?;
/// assert!((loss - 3f32.ln()).abs() < 1e-6); // of the first sample alone
/// # Ok::<(), nn_core::Error>(())
/// ```
#[diagnostic::do_not_recommend]
impl<L, O: Tensor<Element = f32>, T: Target<L, O>> Target<L, O> for Option<T> {
    const WEIGHTED: bool = true;

    #[inline]
    fn at(&self, index: usize) -> f32 {
        self.as_ref().map_or(0.0, |target| target.at(index))
    }

    fn check(&self) -> Result<(), Error> {
        self.as_ref().map_or(Ok(()), T::check)
    }

    #[inline]
    fn weight(&self) -> f32 {
        self.as_ref().map_or(0.0, T::weight)
    }
}
