//! Cross-entropy with weights of classes and smoothed labels.

use super::per_output::check_weights;
use super::{CrossEntropy, Loss, PerOutput, Target};
use crate::activation::{Activation, Softmax};
use crate::error::Error;
use crate::settings::{self, UNIT};
use crate::sum::Sum;
use crate::tensor::Tensor;
use crate::zero::Zero;

/// [`CrossEntropy`] with class weights `w` and label smoothing `s`, for networks that end in [`Softmax`](crate::activation::Softmax).
///
/// The loss of a sample is `-sum_i w_i u_i ln y_i` with the smoothed target `u_i = (1 - s) t_i + s / K`, for `K` classes (Szegedy et al.,
/// 2016). The loss of a batch is the sum over its samples, divided by the sum of their weights `sum_i w_i t_i`. For a class label that
/// is the weight of the class, so it is PyTorch's `CrossEntropyLoss(weight, label_smoothing)`. (For distributions, PyTorch divides
/// by the number of samples. Here, a distribution of one class is the same as its label.)
///
/// [`CrossEntropy::with_class_weights`] and [`CrossEntropy::with_label_smoothing`] make it.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![2 => Dense<3, Softmax>];
/// let loss = CrossEntropy
///     .with_class_weights([1.0, 1.0, 8.0]) // the last class is rare
///     .with_label_smoothing(0.1);
/// let mut net = Net::ZERO;
/// let mut trainer = Trainer::<Net, _, _, 2>::new(loss, Adam::new(0.01));
/// let step = trainer.step(&mut net, &[[1.0, 0.0], [0.0, 1.0]], &[0u8, 2])?;
/// // each class has the probability 1/3
/// let rare = 8.0 * 0.9 + 0.1 / 3.0 * (1.0 + 1.0 + 8.0);
/// let usual = 1.0 * 0.9 + 0.1 / 3.0 * (1.0 + 1.0 + 8.0);
/// assert!((step.loss - 3f32.ln() * (rare + usual) / (8.0 + 1.0)).abs() < 1e-6);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct WeightedCrossEntropy<W = ()> {
    /// The weight of each class, as an array of the output's shape: finite numbers, at least 0. `()` if all are 1.
    pub class_weights: W,
    /// The part of a target that is divided equally among all classes, in 0..=1.
    pub label_smoothing: f32,
}

impl<W: Zero> Zero for WeightedCrossEntropy<W> {
    const ZERO: Self = WeightedCrossEntropy {
        class_weights: W::ZERO,
        label_smoothing: 0.0,
    };
}

impl CrossEntropy {
    /// Cross-entropy with a weight for each class. [`balanced_weights`](super::balanced_weights) computes them from labels.
    #[must_use]
    pub const fn with_class_weights<W>(self, class_weights: W) -> WeightedCrossEntropy<W> {
        WeightedCrossEntropy {
            class_weights,
            label_smoothing: 0.0,
        }
    }

    /// Cross-entropy of which a part, in 0..=1, of each target is divided equally among all classes.
    #[must_use]
    pub const fn with_label_smoothing(self, label_smoothing: f32) -> WeightedCrossEntropy {
        WeightedCrossEntropy {
            class_weights: (),
            label_smoothing,
        }
    }
}

impl WeightedCrossEntropy {
    /// Adds a weight for each class.
    #[must_use]
    pub const fn with_class_weights<W>(self, class_weights: W) -> WeightedCrossEntropy<W> {
        WeightedCrossEntropy {
            class_weights,
            label_smoothing: self.label_smoothing,
        }
    }
}

impl<W> WeightedCrossEntropy<W> {
    /// Sets the part of each target that is divided equally among all classes, in 0..=1.
    #[must_use]
    pub const fn with_label_smoothing(mut self, label_smoothing: f32) -> Self {
        self.label_smoothing = label_smoothing;
        self
    }
}

#[diagnostic::do_not_recommend]
impl<W: PerOutput> Loss for WeightedCrossEntropy<W> {
    type Needs = Softmax;

    const WEIGHTED: bool = W::WEIGHTED;

    fn check(&self) -> Result<(), Error> {
        settings::check(&[("label_smoothing", &UNIT)], &[self.label_smoothing])?;
        check_weights("class_weights", &self.class_weights)
    }

    fn weight<O: Tensor<Element = f32>, T: Target<Self, O>>(&self, target: &T) -> f32 {
        let mut sum = Sum::up_to(O::LEN);
        for index in 0..O::LEN {
            sum.add(self.class_weights.at(index) * target.at(index));
        }
        sum.value()
    }

    fn evaluate<A: Activation, O: Tensor<Element = f32>, T: Target<Self, O>>(
        &self,
        values: &mut O,
        target: &T,
        memory: &mut A::Memory<O>,
        d_values: Option<&mut O>,
    ) -> f32 {
        let smoothed = Smoothed { loss: self, target };
        CrossEntropy.evaluate::<A, O, _>(values, &smoothed, memory, d_values)
    }
}

/// A target with smoothing, multiplied by the weights of the classes.
struct Smoothed<'a, W, T> {
    loss: &'a WeightedCrossEntropy<W>,
    target: &'a T,
}

impl<W, T, O> Target<CrossEntropy, O> for Smoothed<'_, W, T>
where
    W: PerOutput,
    T: Target<WeightedCrossEntropy<W>, O>,
    O: Tensor<Element = f32>,
{
    #[inline]
    fn at(&self, index: usize) -> f32 {
        let part = self.loss.label_smoothing;
        let smoothed = (1.0 - part) * self.target.at(index) + part / O::LEN as f32;
        self.loss.class_weights.at(index) * smoothed
    }
}
