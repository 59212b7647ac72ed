//! Global max pooling.

use core::marker::PhantomData;

use super::{Facts, Layer, Trainable, single, value_traits};
use crate::activation::Identity;
use crate::batch::Batch;
use crate::kernel::{largest, place_of_largest};
use crate::require::require;
use crate::state::StateTree;
use crate::tensor::{Tensor, channels, channels_mut};

/// The maximum of each of the `C` channels of an image or a sequence `T`.
///
/// The tape stores no positions: the backward pass finds the maximum again among the inputs. The first of several equal values
/// receives the gradient.
///
/// # Shapes
/// `[[[f32; W]; H]; C]` or `[[f32; L]; C]` to `[f32; C]`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Maxima = network![[2, 1, 3] => GlobalMaxPool];
/// assert_eq!(Maxima::ZERO.predict(&[[[1.0, 6.0, 2.0]], [[-4.0, -1.0, -4.0]]]), [6.0, -1.0]);
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct GlobalMaxPool<const C: usize, T> {
    marks: PhantomData<T>,
}

value_traits!([const C: usize, T] GlobalMaxPool<C, T> {});

impl<const C: usize, T: Tensor<Element = f32>> Layer for GlobalMaxPool<C, T> {
    type Element = f32;
    type Input = T;
    type Output = [f32; C];
    type Activation = Identity;

    const FACTS: Facts = {
        require(
            C > 0 && T::LEN > 0 && T::SHAPE.channels() == C,
            "the output has as many values as the input has channels",
        );
        Facts::of::<[f32; C]>("GlobalMaxPool")
    };

    // In PyTorch, `nn.AdaptiveMaxPool2d(1)` and `nn.Flatten`.
    const STATE: StateTree = single::<Self>(2);

    fn infer(&self, input: &T, output: &mut [f32; C]) {
        for (output, channel) in output.iter_mut().zip(channels::<C, T>(input)) {
            *output = largest(channel);
        }
    }
}

impl<const C: usize, T: Tensor<Element = f32>> Trainable for GlobalMaxPool<C, T> {
    type Tape<const BATCH: usize> = ();

    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, T>,
        d_output: &[[f32; C]],
        d_input: Option<&mut [T]>,
        _tape: &mut (),
    ) {
        let d_input = d_input.unwrap_or_default().iter_mut();
        for ((d_input, input), d_output) in d_input.zip(input.iter()).zip(d_output) {
            let planes = channels::<C, T>(input).zip(channels_mut::<C, T>(d_input));
            for ((channel, d_channel), d_max) in planes.zip(d_output) {
                d_channel.fill(0.0);
                if let Some(d_value) = d_channel.get_mut(place_of_largest(channel)) {
                    *d_value = *d_max;
                }
            }
        }
    }
}
