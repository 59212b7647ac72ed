//! The targets of each loss of nn-core: arrays and class labels.

use super::{BinaryCrossEntropy, CrossEntropy, Elementwise, Label, Target, class_index};
use crate::error::Error;
use crate::tensor::Tensor;

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
        // The output of a binary network is the probability of class 1.
        let index = if O::LEN == 1 { 1 } else { index };
        class_target(self.class(), index)
    }
    #[inline]
    fn check(&self) -> Result<(), Error> {
        class_index::<O>(*self).map(drop)
    }
}

/// Implements `Target` for arrays, for the losses that also take labels. There is an impl for each shape, because a blanket impl for
/// tensors would overlap with that for labels.
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

/// 1 for the class, 0 for the others.
#[inline]
pub fn class_target(class: usize, index: usize) -> f32 {
    if class == index { 1.0 } else { 0.0 }
}

/// Refuses a single output, because its softmax is always 1. `network!` refuses it at compile time. Layers that `network!` does not
/// write are checked here.
#[inline]
fn check_outputs<O: Tensor<Element = f32>>() -> Result<(), Error> {
    if O::LEN == 1 {
        Err(Error::OneClass)
    } else {
        Ok(())
    }
}

/// Checks that each number is in 0..=1.
fn check_truths<O: Tensor<Element = f32>>(target: &O) -> Result<(), Error> {
    let mut truths = target.as_slice().iter();
    match truths.all(|truth| (0.0..=1.0).contains(truth)) {
        true => Ok(()),
        false => Err(Error::InvalidTarget { sample: 0 }),
    }
}

/// Checks that each number is in 0..=1 and that their sum is 1.
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
