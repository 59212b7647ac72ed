//! Flattening of an image or a sequence to a vector.

use core::marker::PhantomData;

use super::{Facts, Layer, Scalar, Trainable, value_traits};
use crate::activation::Identity;
use crate::batch::Batch;
use crate::kernel::copy;
use crate::require::require;
use crate::tensor::Tensor;

/// Turns an image or a sequence `T` into a vector of its `N` values, in the order of memory: channel by channel, row by row. In a
/// network of `i8`, whose channels are the [last dimension](crate::tensor::Tensor#channels), the order is row by row, column by column,
/// and nothing is copied.
///
/// # Shapes
/// `[[[f32; W]; H]; C]` or `[[f32; L]; C]` to `[f32; N]`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Flat = network![[1, 2, 2] => Flatten => [4]];
/// assert_eq!(Flat::ZERO.predict(&[[[1.0, 2.0], [3.0, 4.0]]]), [1.0, 2.0, 3.0, 4.0]);
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Flatten<T, const N: usize> {
    marks: PhantomData<T>,
}

value_traits!([T, const N: usize] Flatten<T, N> {});

impl<T: Tensor<Element: Scalar>, const N: usize> Layer for Flatten<T, N> {
    type Element = T::Element;
    type Input = T;
    type Output = [T::Element; N];
    type Activation = Identity;

    const FACTS: Facts = {
        require(T::LEN == N, "the vector has as many values as the input");
        Facts {
            is_view: !T::Element::IS_REAL,
            ..Facts::of::<Self::Output>("Flatten")
        }
    };

    #[inline]
    fn infer(&self, input: &T, output: &mut [T::Element; N]) {
        copy(input.as_slice(), output);
    }
}

impl<T: Tensor<Element = f32>, const N: usize> Trainable for Flatten<T, N> {
    type Tape<const BATCH: usize> = ();

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, T>,
        d_output: &[[f32; N]],
        d_input: Option<&mut [T]>,
        _tape: &mut (),
    ) {
        for (d_input, d_output) in d_input.unwrap_or_default().iter_mut().zip(d_output) {
            copy(d_output, d_input.as_mut_slice());
        }
    }
}
