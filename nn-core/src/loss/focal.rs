//! The focal loss over classes, fused with softmax.

use super::per_output::check_weights;
use super::{Loss, PerOutput, Target};
use crate::activation::{Activation, Softmax, maximum, normalize};
use crate::error::Error;
use crate::math::{exp, ln, softplus};
use crate::settings::{self, NOT_NEGATIVE};
use crate::sum::Sum;
use crate::tensor::Tensor;
use crate::zero::Zero;

/// `-sum_i w_i t_i (1 - y_i)^g ln y_i`, averaged over samples, with `g` = `gamma` and class weights `w`, for networks that end in
/// [`Softmax`](crate::activation::Softmax) (Lin et al., 2017, for several classes).
///
/// Samples that are already answered well count less, the more so the larger `gamma` is. With `gamma` 0 it is
/// [`CrossEntropy`](super::CrossEntropy). Targets are those of `CrossEntropy`. The weights of classes, the paper's alpha, do not change the
/// divisor of the mean.
///
/// It is computed from the inputs of softmax, so it is finite even where `y` rounds to 0.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![2 => Dense<4, Softmax>];
/// let loss = Focal::new(2.0).with_class_weights([1.0, 1.0, 1.0, 5.0]);
/// let trainer = Trainer::<Net, _, _, 1>::new(loss, Sgd::new(0.1));
/// let loss = trainer.loss(&Net::ZERO, &[[1.0, 1.0]], &[3u8])?;
/// assert!((loss - 5.0 * 0.75 * 0.75 * 4f32.ln()).abs() < 1e-6); // the probability is 1/4
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Focal<W = ()> {
    /// The exponent of the probability of the wrong classes: a finite number, at least 0.
    pub gamma: f32,
    /// The weight of each class, as an array of the output's shape: finite numbers, at least 0. `()` if all are 1.
    pub class_weights: W,
}

impl<W: Zero> Zero for Focal<W> {
    const ZERO: Self = Focal {
        gamma: 0.0,
        class_weights: W::ZERO,
    };
}

impl Focal {
    /// The focal loss with this exponent. All classes have the weight 1.
    #[must_use]
    pub const fn new(gamma: f32) -> Self {
        Focal {
            gamma,
            class_weights: (),
        }
    }

    /// Adds a weight for each class.
    #[must_use]
    pub const fn with_class_weights<W>(self, class_weights: W) -> Focal<W> {
        Focal {
            gamma: self.gamma,
            class_weights,
        }
    }
}

impl Default for Focal {
    /// A `gamma` of 2, as in the paper.
    fn default() -> Self {
        Focal::new(2.0)
    }
}

#[diagnostic::do_not_recommend]
impl<W: PerOutput> Loss for Focal<W> {
    type Needs = Softmax;

    fn check(&self) -> Result<(), Error> {
        settings::check(&[("gamma", &NOT_NEGATIVE)], &[self.gamma])?;
        check_weights("class_weights", &self.class_weights)
    }

    fn evaluate<A: Activation, O: Tensor<Element = f32>, T: Target<Self, O>>(
        &self,
        values: &mut O,
        target: &T,
        _memory: &mut A::Memory<O>,
        mut d_values: Option<&mut O>,
    ) -> f32 {
        let values = values.as_mut_slice();
        let row = Row::of(values);
        let (mut sum, mut slopes) = (Sum::up_to(O::LEN), Sum::up_to(O::LEN));
        for (index, z) in values.iter().enumerate() {
            let weight = self.class_weights.at(index) * target.at(index);
            let below = row.below(*z);
            let (value, slope) = self.of_class(weight, below, row.wrong(index, exp(-below)));
            sum.add(value);
            slopes.add(slope);
            let d_values = d_values.as_deref_mut().map(Tensor::as_mut_slice);
            if let Some(d_value) = d_values.and_then(|d_values| d_values.get_mut(index)) {
                *d_value = slope;
            }
        }
        // softmax, the activation that this loss requires
        normalize(values, row.maximum);
        if let Some(d_values) = d_values {
            let slopes = slopes.value();
            let pairs = d_values.as_mut_slice().iter_mut().zip(values);
            for (index, (d_value, output)) in pairs.enumerate() {
                // `slope - y slopes`, without cancellation where `y` is close to 1
                let slope = *d_value;
                *d_value = slope * row.wrong(index, *output) - *output * (slopes - slope);
            }
        }
        sum.value()
    }
}

impl<W> Focal<W> {
    /// The loss of a class, and its derivative by `ln y`. `below` is `-ln y`, `wrong` is `1 - y`.
    fn of_class(&self, weight: f32, below: f32, wrong: f32) -> (f32, f32) {
        if weight == 0.0 {
            return (0.0, 0.0);
        }
        let power = if self.gamma == 0.0 {
            1.0
        } else {
            exp(self.gamma * ln(wrong))
        };
        // -ln y / (1 - y) is 1 at y = 1.
        let ratio = if wrong > 0.0 { below / wrong } else { 1.0 };
        let slope = -power * (1.0 + self.gamma * exp(-below) * ratio);
        (weight * power * below, weight * slope)
    }
}

/// What the logarithm of softmax needs of a row of logits.
struct Row {
    maximum: f32,
    /// The index of the first maximum.
    peak: usize,
    /// The sum of `e^(z - maximum)` without the peak's own, which is 1. It is accurate even if it is much smaller than 1.
    others: f32,
    /// `ln(1 + others)`.
    logarithm: f32,
}

impl Row {
    fn of(values: &[f32]) -> Self {
        let maximum = maximum(values);
        let is_peak = |z: &f32| *z == maximum;
        let peak = values.iter().position(is_peak).unwrap_or_default();
        let mut others = Sum::up_to(values.len());
        for (index, z) in values.iter().enumerate() {
            if index != peak {
                others.add(exp(z - maximum));
            }
        }
        let others = others.value();
        Row {
            maximum,
            peak,
            others,
            logarithm: softplus(ln(others)),
        }
    }

    /// `-ln y` of the class with this logit.
    fn below(&self, z: f32) -> f32 {
        self.logarithm + (self.maximum - z)
    }

    /// `1 - y` of the class with this index and this output.
    fn wrong(&self, index: usize, output: f32) -> f32 {
        if index == self.peak {
            self.others / (1.0 + self.others)
        } else {
            1.0 - output // at least 1/2
        }
    }
}
