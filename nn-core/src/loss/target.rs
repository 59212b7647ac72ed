//! What a network's output is compared with: an array of the same shape, or the index of a class.

use super::{BinaryCrossEntropy, CrossEntropy, Elementwise};
use crate::tensor::Tensor;

/// A target that the loss `L` can compare with an output of type `O`.
///
/// | loss | targets for an output `[f32; N]` |
/// | --- | --- |
/// | `MeanSquaredError`, `MeanAbsoluteError`, `Huber` and your own | `[f32; N]` |
/// | `BinaryCrossEntropy` | `[f32; N]` with each number in 0..=1, or the index of the one class that holds |
/// | `CrossEntropy` | the index of a class, or `[f32; N]` as a distribution over classes |
///
/// An index may be a `u8`, `u16`, `u32` or `usize`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a target for `{L}` and an output of type `{O}`",
    label = "wrong target",
    note = "every loss takes an array of the output's shape, of one number: `[1.0]`; `CrossEntropy` and `BinaryCrossEntropy` also take a class index: `u8`, `u16`, `u32` or `usize`"
)]
pub trait Target<L, O: Tensor> {
    /// The number with which the output's element `index` is compared.
    fn at(&self, index: usize) -> f32;

    /// Whether the loss allows the target: false for the index of a class that does not exist.
    fn is_valid(&self) -> bool {
        true
    }
}

impl<L: Elementwise, O: Tensor> Target<L, O> for O {
    #[inline]
    fn at(&self, index: usize) -> f32 {
        array_at(self, index)
    }
}

impl<O: Tensor> Target<CrossEntropy, O> for O {
    #[inline]
    fn at(&self, index: usize) -> f32 {
        array_at(self, index)
    }
    fn is_valid(&self) -> bool {
        !self.as_slice().iter().any(|part| *part < 0.0)
    }
}

impl<O: Tensor> Target<BinaryCrossEntropy, O> for O {
    #[inline]
    fn at(&self, index: usize) -> f32 {
        array_at(self, index)
    }
    fn is_valid(&self) -> bool {
        let is_outside = |truth: &f32| *truth < 0.0 || *truth > 1.0;
        !self.as_slice().iter().any(is_outside)
    }
}

#[inline]
fn array_at<O: Tensor>(target: &O, index: usize) -> f32 {
    target.as_slice().get(index).copied().unwrap_or_default()
}

/// 1 for the class itself, 0 for the others.
#[inline]
pub fn class_target(class: usize, index: usize) -> f32 {
    if class == index { 1.0 } else { 0.0 }
}

macro_rules! class_index {
    ($($loss:ty),+ => $index:ty) => {$(
        impl<O: Tensor> Target<$loss, O> for $index {
            #[inline]
            fn at(&self, index: usize) -> f32 {
                class_target(*self as usize, index)
            }
            #[inline]
            fn is_valid(&self) -> bool {
                const { assert!(O::LEN > 1, "a network with one output has no classes: write targets as `[0.0]` and `[1.0]`") };
                (*self as usize) < O::LEN
            }
        }
    )+};
}
class_index!(CrossEntropy, BinaryCrossEntropy => u8);
class_index!(CrossEntropy, BinaryCrossEntropy => u16);
class_index!(CrossEntropy, BinaryCrossEntropy => u32);
class_index!(CrossEntropy, BinaryCrossEntropy => usize);
