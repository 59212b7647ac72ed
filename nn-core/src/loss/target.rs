//! What a network's output is compared with: an array of the same shape, or a class label.

use super::{BinaryCrossEntropy, CrossEntropy, Elementwise, Label, class_index};
use crate::error::Error;
use crate::tensor::Tensor;

/// A target that the loss `L` can compare with an output of type `O`.
///
/// | loss | targets for an output `[f32; N]` |
/// | --- | --- |
/// | `MeanSquaredError`, `MeanAbsoluteError`, `Huber` and your own | `[f32; N]` |
/// | `BinaryCrossEntropy` | `[f32; N]` with each number in 0..=1, or the label of the one class that holds |
/// | `BinaryCrossEntropy` with one output | `[f32; 1]`, or a label: 0 or 1, `false` or `true` |
/// | `CrossEntropy` | the label of a class, or `[f32; N]` as a distribution over classes |
///
/// A [`Label`] is a `u8`, `u16`, `u32`, `usize`, `bool`, or a type of your own.
///
/// The numbers of a distribution are in 0..=1 and their sum is 1, with a tolerance of 1/512: so the rounding of 16-bit
/// numbers and of three decimals passes.
///
/// ```
/// use nn_core::prelude::*;
///
/// let mut net = <network![2 => Dense<1, Sigmoid>]>::ZERO;
/// let mut trainer = Online::new(BinaryCrossEntropy, 0.1)?;
/// trainer.step(&mut net, &[1.0, 2.0], &[1.0])?;
/// trainer.step(&mut net, &[1.0, 2.0], &1u8)?;
/// trainer.step(&mut net, &[1.0, 2.0], &true)?;
/// # Ok::<(), nn_core::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a target for `{L}` and an output of type `{O}`",
    label = "wrong target",
    note = "every loss takes an array of the output's shape, of one number: `[1.0]`; `CrossEntropy` and `BinaryCrossEntropy` also take a class label: `u8`, `u16`, `u32`, `usize` or `bool`"
)]
pub trait Target<L, O: Tensor<Element = f32>> {
    /// The number with which the output's element `index` is compared.
    fn at(&self, index: usize) -> f32;

    /// Whether the loss allows the target.
    ///
    /// # Errors
    /// The output does not have the class, or the loss does not allow a number of the target. An error that names a sample
    /// names sample 0; the caller puts the sample's index in its place, with [`Error::at`].
    #[inline]
    fn check(&self) -> Result<(), Error> {
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<L: Elementwise, O: Tensor<Element = f32>> Target<L, O> for O {
    #[inline]
    fn at(&self, index: usize) -> f32 {
        array_at(self, index)
    }
}

#[diagnostic::do_not_recommend]
impl<Y: Label, O: Tensor<Element = f32>> Target<CrossEntropy, O> for Y {
    #[inline]
    fn at(&self, index: usize) -> f32 {
        class_target(self.class(), index)
    }
    #[inline]
    fn check(&self) -> Result<(), Error> {
        check_outputs::<O>()?;
        class_index::<O>(*self).map(drop)
    }
}

#[diagnostic::do_not_recommend]
impl<Y: Label, O: Tensor<Element = f32>> Target<BinaryCrossEntropy, O> for Y {
    #[inline]
    fn at(&self, index: usize) -> f32 {
        // The one output of a binary network says how far class 1 holds.
        let index = if O::LEN == 1 { 1 } else { index };
        class_target(self.class(), index)
    }
    #[inline]
    fn check(&self) -> Result<(), Error> {
        class_index::<O>(*self).map(drop)
    }
}

/// Arrays as targets of the losses that also take labels: an impl for each shape, as the compiler could not tell all tensors from
/// all labels.
macro_rules! array {
    ($loss:ty, $check:path => $([$($size:ident),+] $array:ty),+) => {$(
        #[diagnostic::do_not_recommend]
        impl<$(const $size: usize),+> Target<$loss, $array> for $array {
            #[inline]
            fn at(&self, index: usize) -> f32 {
                array_at(self, index)
            }
            fn check(&self) -> Result<(), Error> {
                $check(self)
            }
        }
    )+};
}
array!(CrossEntropy, check_distribution => [N] [f32; N], [C, L] [[f32; L]; C], [C, H, W] [[[f32; W]; H]; C]);
array!(BinaryCrossEntropy, check_truths => [N] [f32; N], [C, L] [[f32; L]; C], [C, H, W] [[[f32; W]; H]; C]);

#[inline]
fn array_at<O: Tensor<Element = f32>>(target: &O, index: usize) -> f32 {
    target.as_slice().get(index).copied().unwrap_or_default()
}

/// 1 for the class itself, 0 for the others.
#[inline]
pub fn class_target(class: usize, index: usize) -> f32 {
    if class == index { 1.0 } else { 0.0 }
}

/// Refuses a single output, which softmax makes 1. (The macro says so while it compiles; a layer written by hand comes here.)
#[inline]
fn check_outputs<O: Tensor<Element = f32>>() -> Result<(), Error> {
    if O::LEN == 1 {
        Err(Error::OneClass)
    } else {
        Ok(())
    }
}

/// Each number is in 0..=1.
fn check_truths<O: Tensor<Element = f32>>(target: &O) -> Result<(), Error> {
    let mut truths = target.as_slice().iter();
    match truths.all(|truth| (0.0..=1.0).contains(truth)) {
        true => Ok(()),
        false => Err(Error::InvalidTarget { sample: 0 }),
    }
}

/// Each number is in 0..=1, and their sum is 1.
fn check_distribution<O: Tensor<Element = f32>>(target: &O) -> Result<(), Error> {
    /// Four times the rounding of a 16-bit number near 1.
    const TOLERANCE: f32 = 1.0 / 512.0;
    check_outputs::<O>()?;
    check_truths(target)?;
    let sum: f32 = target.as_slice().iter().sum();
    if (sum - 1.0).abs() <= TOLERANCE {
        Ok(())
    } else {
        Err(Error::InvalidTarget { sample: 0 })
    }
}
