//! The targets of each loss of nn-core: arrays and class labels.

use super::{
    BinaryCrossEntropy, BinaryFocal, CrossEntropy, Elementwise, Focal, Label, Target,
    WeightedBinaryCrossEntropy, WeightedCrossEntropy, WeightsOf, class_index,
};
use crate::error::Error;
use crate::tensor::Tensor;

#[diagnostic::do_not_recommend]
impl<L: Elementwise, O: Tensor<Element = f32>> Target<L, O> for O {
    #[inline]
    fn at(&self, index: usize) -> f32 {
        array_at(self, index)
    }
}

/// Implements `Target` for the labels of classes. The weights of a loss, if it has any, have the shape of the output.
macro_rules! label {
    ($(#[$attribute:meta])? [$($weights:ident)?] $loss:ty, $check:ident, $place:ident) => {
        $(#[$attribute])?
        impl<$($weights: WeightsOf<O>,)? Y: Label, O: Tensor<Element = f32>> Target<$loss, O> for Y {
            #[inline]
            fn at(&self, index: usize) -> f32 {
                class_target(self.class(), $place(index, O::LEN))
            }
            #[inline]
            fn check(&self) -> Result<(), Error> {
                $check(O::LEN)?;
                class_index::<O>(*self).map(drop)
            }
        }
    };
}
label!(#[diagnostic::do_not_recommend] [] CrossEntropy, check_outputs, itself);
label!([P] WeightedCrossEntropy<P>, check_outputs, itself);
label!([P] Focal<P>, check_outputs, itself);
label!(#[diagnostic::do_not_recommend] [] BinaryCrossEntropy, any_outputs, positive);
label!([P] WeightedBinaryCrossEntropy<P>, any_outputs, positive);
label!(#[diagnostic::do_not_recommend] [] BinaryFocal, any_outputs, positive);

/// Implements `Target` for arrays, for the losses that also take labels. There is an impl for each shape, because a blanket impl for
/// tensors would overlap with that for labels.
macro_rules! array {
    (@ [$($weights:ident)?] $loss:ty, $check:ident, [$($size:ident),+] $array:ty) => {
        #[diagnostic::do_not_recommend]
        impl<$($weights: WeightsOf<$array>,)? $(const $size: usize),+> Target<$loss, $array> for $array {
            #[inline]
            fn at(&self, index: usize) -> f32 {
                array_at(self, index)
            }
            fn check(&self) -> Result<(), Error> {
                $check(self)
            }
        }
    };
    ($weights:tt $loss:ty, $check:ident) => {
        array!(@ $weights $loss, $check, [N] [f32; N]);
        array!(@ $weights $loss, $check, [C, L] [[f32; L]; C]);
        array!(@ $weights $loss, $check, [C, H, W] [[[f32; W]; H]; C]);
    };
}
array!([] CrossEntropy, check_distribution);
array!([P] WeightedCrossEntropy<P>, check_distribution);
array!([P] Focal<P>, check_distribution);
array!([] BinaryCrossEntropy, check_truths);
array!([P] WeightedBinaryCrossEntropy<P>, check_truths);
array!([] BinaryFocal, check_truths);

#[inline]
fn array_at<O: Tensor<Element = f32>>(target: &O, index: usize) -> f32 {
    target.as_slice().get(index).copied().unwrap_or_default()
}

/// 1 for the class, 0 for the others.
#[inline]
pub fn class_target(class: usize, index: usize) -> f32 {
    if class == index { 1.0 } else { 0.0 }
}

/// The output that a label is compared with: itself.
#[inline]
fn itself(index: usize, _outputs: usize) -> usize {
    index
}

/// The output that a label is compared with, for a network of truths. A single output is the probability of class 1.
#[inline]
fn positive(index: usize, outputs: usize) -> usize {
    if outputs == 1 { 1 } else { index }
}

/// Allows any number of outputs.
#[inline]
fn any_outputs(_outputs: usize) -> Result<(), Error> {
    Ok(())
}

/// Refuses a single output, because its softmax is always 1. `network!` refuses it at compile time. Layers that `network!` does not
/// write are checked here.
#[inline]
fn check_outputs(outputs: usize) -> Result<(), Error> {
    if outputs == 1 {
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
    check_outputs(O::LEN)?;
    check_truths(target)?;
    let sum: f32 = target.as_slice().iter().sum();
    if (sum - 1.0).abs() <= TOLERANCE {
        Ok(())
    } else {
        Err(Error::InvalidTarget { sample: 0 })
    }
}
