//! Global average pooling.

use core::marker::PhantomData;

use super::{Facts, Layer, Trainable, single, value_traits};
use crate::activation::Identity;
use crate::batch::Batch;
use crate::kernel;
use crate::require::require;
use crate::state::StateTree;
use crate::tensor::{Tensor, channels, channels_mut};

/// The mean of each of the `C` channels of an image or a sequence `T`.
///
/// # Shapes
/// `[[[f32; W]; H]; C]` or `[[f32; L]; C]` to `[f32; C]`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Means = network![[2, 1, 3] => GlobalAvgPool];
/// assert_eq!(Means::ZERO.predict(&[[[1.0, 2.0, 6.0]], [[4.0, 4.0, 4.0]]]), [3.0, 4.0]);
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct GlobalAvgPool<const C: usize, T> {
    marks: PhantomData<T>,
}

value_traits!([const C: usize, T] GlobalAvgPool<C, T> {});

impl<const C: usize, T: Tensor<Element = f32>> Layer for GlobalAvgPool<C, T> {
    type Element = f32;
    type Input = T;
    type Output = [f32; C];
    type Activation = Identity;

    const FACTS: Facts = {
        require(
            C > 0 && T::LEN > 0 && T::SHAPE.channels() == C,
            "the output has as many values as the input has channels",
        );
        Facts::of::<[f32; C]>("GlobalAvgPool")
    };

    // In PyTorch, `nn.AdaptiveAvgPool2d(1)` and `nn.Flatten`.
    const STATE: StateTree = single::<Self>(2);

    fn infer(&self, input: &T, output: &mut [f32; C]) {
        let share = const { C as f32 / T::LEN as f32 };
        for (mean, channel) in output.iter_mut().zip(channels::<C, T>(input)) {
            *mean = kernel::sum(channel) * share;
        }
    }
}

impl<const C: usize, T: Tensor<Element = f32>> Trainable for GlobalAvgPool<C, T> {
    type Tape<const BATCH: usize> = ();

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, T>,
        d_output: &[[f32; C]],
        d_input: Option<&mut [T]>,
        _tape: &mut (),
    ) {
        let share = const { C as f32 / T::LEN as f32 };
        for (d_input, d_output) in d_input.unwrap_or_default().iter_mut().zip(d_output) {
            for (channel, d_mean) in channels_mut::<C, T>(d_input).zip(d_output) {
                channel.fill(d_mean * share);
            }
        }
    }
}
