//! Metrics of numbers: the coefficient of determination, the root mean squared error, the mean absolute error.

use core::fmt;

use super::samples::{Real, for_each_sample};
use super::totals::Totals;
use crate::error::Error;
use crate::layer::{Scalar, dequantize};
use crate::math;
use crate::network::{Network, Workspace, with_workspace};
use crate::scratch::with_zeros_in_each;
use crate::tensor::Tensor;
use crate::zero::{Zero, ZeroMemory};

/// The differences of outputs from their targets, for each element of an output `O` of real numbers: R2, RMSE and MAE.
///
/// Its size is that of eight outputs. Begin with [`ZERO`](Zero::ZERO) and [`measure_in`](Self::measure_in) if an output is large. Printed
/// with `{}` it is a table.
///
/// ```
/// use nn_core::metrics::Regression;
/// use nn_core::prelude::*;
///
/// let mut net = <network![1 => Dense<1>]>::ZERO;
/// net.layers.weights = [[1.0]];
/// let (inputs, targets) = ([[1.0], [2.0], [3.0]], [[1.0], [2.0], [4.0]]);
/// let regression = Regression::of(&net, &inputs, &targets)?;
/// let scores = regression.mean();
/// assert!((scores.r2 - (1.0 - 1.0 / 4.666_667)).abs() < 1e-6);
/// assert!((scores.root_mean_squared_error - (1.0f32 / 3.0).sqrt()).abs() < 1e-6);
/// assert!((scores.mean_absolute_error - 1.0 / 3.0).abs() < 1e-6);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Regression<O> {
    samples: u32,
    /// The means of the targets.
    mean: Totals<O>,
    /// The sums of the squared differences of the targets from their mean.
    variation: Totals<O>,
    squared: Totals<O>,
    absolute: Totals<O>,
}

impl<O: Zero> Zero for Regression<O> {
    const ZERO: Self = Regression {
        samples: 0,
        mean: Totals::ZERO,
        variation: Totals::ZERO,
        squared: Totals::ZERO,
        absolute: Totals::ZERO,
    };
}

impl<O: Zero> Default for Regression<O> {
    fn default() -> Self {
        Self::ZERO
    }
}

/// The metrics of one output, or their means over all outputs.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct RegressionScores {
    /// The coefficient of determination, `1 - sum((y - t)^2) / sum((t - mean(t))^2)`: 1 if all outputs are their targets, 0 if they are as
    /// good as the mean of the targets. If all targets are equal it is 1 without errors, and 0 otherwise. NaN for fewer than two samples.
    pub r2: f32,
    /// The square root of the mean of `(y - t)^2`.
    pub root_mean_squared_error: f32,
    /// The mean of `|y - t|`.
    pub mean_absolute_error: f32,
}

impl<O: Tensor<Element = f32> + ZeroMemory> Regression<O> {
    /// Measures the outputs of a network.
    ///
    /// # Shapes
    /// A target has the shape of the output. For a network of integers it has the channels as its first dimension.
    ///
    /// # Errors
    /// There are no samples, or not as many targets.
    pub fn of<N>(net: &N, inputs: &[Real<N>], targets: &[O]) -> Result<Self, Error>
    where
        N: Network<Element: Scalar<Real<N::Output> = O>>,
    {
        with_workspace(|workspace| Self::of_in(net, inputs, targets, workspace))
    }

    /// [`of`](Self::of) in a workspace that can be a `static`.
    ///
    /// # Errors
    /// As for [`of`](Self::of).
    pub fn of_in<N>(
        net: &N,
        inputs: &[Real<N>],
        targets: &[O],
        workspace: &mut Workspace<N>,
    ) -> Result<Self, Error>
    where
        N: Network<Element: Scalar<Real<N::Output> = O>>,
    {
        let mut regression = Self::ZERO;
        regression.measure_in(net, inputs, targets, workspace)?;
        Ok(regression)
    }

    /// Adds the outputs of a network, computed in a workspace that can be a `static`.
    ///
    /// # Errors
    /// As for [`of`](Self::of). Nothing is then added.
    pub fn measure_in<N>(
        &mut self,
        net: &N,
        inputs: &[Real<N>],
        targets: &[O],
        workspace: &mut Workspace<N>,
    ) -> Result<(), Error>
    where
        N: Network<Element: Scalar<Real<N::Output> = O>>,
    {
        let [_, scale] = net.scales();
        let scale = scale.unwrap_or_default();
        with_zeros_in_each(|output: &mut O| {
            for_each_sample(net, inputs, targets, |input, target| {
                let numbers = net.predict_in(input, workspace);
                dequantize(numbers, scale, output.as_mut_slice());
                self.add(output, target);
                Ok(())
            })
        })
    }

    /// Adds one output and its target.
    ///
    /// ```
    /// use nn_core::metrics::Regression;
    /// use nn_core::prelude::*;
    ///
    /// let mut regression = Regression::ZERO;
    /// regression.add(&[1.0, 5.0], &[1.0, 7.0]);
    /// regression.add(&[2.0, 5.0], &[3.0, 1.0]);
    /// assert_eq!(regression.output(0).mean_absolute_error, 0.5);
    /// assert_eq!(regression.mean().mean_absolute_error, (0.5 + 3.0) / 2.0);
    /// ```
    pub fn add(&mut self, output: &O, target: &O) {
        self.samples = self.samples.saturating_add(1);
        let share = 1.0 / self.samples as f32;
        let pairs = output.as_slice().iter().zip(target.as_slice());
        for (index, (output, target)) in pairs.enumerate() {
            // Welford's method (1962)
            let before = self.mean.below(index, *target);
            self.mean.add(index, share * before);
            let after = self.mean.below(index, *target);
            self.variation.add(index, before * after);
            let error = output - target;
            self.squared.add(index, error * error);
            self.absolute.add(index, error.abs());
        }
    }

    /// The metrics of the output with this index, in the order of memory.
    pub fn output(&self, index: usize) -> RegressionScores {
        let samples = self.samples as f32;
        let (squared, variation) = (self.squared.at(index), self.variation.at(index));
        let r2 = if self.samples < 2 {
            f32::NAN
        } else if variation == 0.0 {
            f32::from(squared == 0.0)
        } else {
            1.0 - squared / variation
        };
        RegressionScores {
            r2,
            root_mean_squared_error: math::sqrt(squared / samples),
            mean_absolute_error: self.absolute.at(index) / samples,
        }
    }

    /// The means over all outputs, each with the same weight, as scikit-learn's `uniform_average`. NaN without samples.
    pub fn mean(&self) -> RegressionScores {
        let mut sums = [Totals::<[f32; 1]>::ZERO; 3];
        for index in 0..O::LEN {
            let scores = self.output(index);
            let [r2, squared, absolute] = &mut sums;
            r2.add(0, scores.r2);
            squared.add(0, scores.root_mean_squared_error);
            absolute.add(0, scores.mean_absolute_error);
        }
        let [r2, root_mean_squared_error, mean_absolute_error] =
            sums.map(|sum| sum.at(0) / O::LEN as f32);
        RegressionScores {
            r2,
            root_mean_squared_error,
            mean_absolute_error,
        }
    }
}

/// A row for each output if there are several, and one for their means.
///
/// ```
/// use nn_core::metrics::Regression;
/// use nn_core::prelude::*;
///
/// let mut regression = Regression::ZERO;
/// regression.add(&[1.0, 5.0], &[1.0, 7.0]);
/// regression.add(&[2.0, 5.0], &[3.0, 1.0]);
/// assert_eq!(
///     regression.to_string(),
///     "\
/// output          R2          RMSE           MAE
/// 0           0.5000        0.7071        0.5000
/// 1          -0.1111        3.1623        3.0000
/// mean        0.1944        1.9347        1.7500
/// "
/// );
/// ```
impl<O: Tensor<Element = f32> + ZeroMemory> fmt::Display for Regression<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<8}{:>10}{:>14}{:>14}", "output", "R2", "RMSE", "MAE")?;
        if O::LEN > 1 {
            for index in 0..O::LEN {
                write!(f, "{index:<8}")?;
                self.output(index).write(f)?;
            }
        }
        write!(f, "{:<8}", "mean")?;
        self.mean().write(f)
    }
}

impl RegressionScores {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:>10.4}{:>14.4}{:>14.4}",
            self.r2, self.root_mean_squared_error, self.mean_absolute_error
        )
    }
}
