//! Targets: an array of the output's shape, or a class label.

use crate::error::Error;
use crate::tensor::Tensor;

/// A target that the loss `L` can compare with an output of type `O`.
///
/// | loss | targets for an output `[f32; N]` |
/// | --- | --- |
/// | `MeanSquaredError`, `MeanAbsoluteError`, `Huber` and your own | `[f32; N]` |
/// | `BinaryCrossEntropy`, `WeightedBinaryCrossEntropy`, `BinaryFocal` | `[f32; N]` with each number in 0..=1, or the label of a class |
/// | the same with one output | `[f32; 1]`, or a label: 0 or 1, `false` or `true` |
/// | `CrossEntropy`, `WeightedCrossEntropy`, `Focal` | the label of a class, or `[f32; N]` as a distribution over classes |
///
/// Instead of a target `T`, every loss takes `Option<T>`, where `None` is ignored, and [`Weighted<T>`](super::Weighted).
///
/// A [`Label`](super::Label) is a `u8`, `u16`, `u32`, `usize`, `bool`, or your own type.
///
/// The numbers of a distribution are in 0..=1 and their sum is 1, with a tolerance of 1/512 for values that were rounded to 16 bits or
/// to three decimal places.
///
/// ```
/// use nn_core::prelude::*;
///
/// let mut net = <network![2 => Dense<1, Sigmoid>]>::ZERO;
/// let mut trainer = OnlineTrainer::new(BinaryCrossEntropy, 0.1);
/// trainer.step(&mut net, &[1.0, 2.0], &[1.0])?;
/// trainer.step(&mut net, &[1.0, 2.0], &1u8)?;
/// trainer.step(&mut net, &[1.0, 2.0], &true)?;
/// # Ok::<(), nn_core::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a target for `{L}` and an output of type `{O}`",
    label = "wrong target",
    note = "every loss takes an array of the output's shape, of one number: `[1.0]`; cross-entropies and focal losses also take a class label: `u8`, `u16`, `u32`, `usize` or `bool`"
)]
pub trait Target<L, O: Tensor<Element = f32>> {
    /// Whether [`weight`](Self::weight) can differ from 1.
    const WEIGHTED: bool = false;

    /// The number with which element `index` of the output is compared.
    fn at(&self, index: usize) -> f32;

    /// Checks that the loss allows the target.
    ///
    /// # Errors
    /// The output does not have the class, or the loss does not allow a number of the target. The sample index in the error is 0. The
    /// caller replaces it with [`Error::with_sample`].
    #[inline]
    fn check(&self) -> Result<(), Error> {
        Ok(())
    }

    /// The weight of the sample in the mean over a batch: a number of at least 0. The sample of an ignored target has the weight 0.
    #[inline]
    fn weight(&self) -> f32 {
        1.0
    }
}
