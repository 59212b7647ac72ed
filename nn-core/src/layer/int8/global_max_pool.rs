//! Global max pooling of `i8`.

use core::marker::PhantomData;

use crate::activation::Identity;
use crate::kernel::integer::maxima;
use crate::layer::{Facts, Layer, StateTree, single, value_traits};
use crate::require::require;
use crate::tensor::Tensor;

/// The maximum of each of the `C` channels of an image or a sequence `T` of `i8`. The output has the scale of the input.
///
/// # Shapes
/// `[[[i8; C]; W]; H]` or `[[i8; C]; L]` to `[i8; C]`.
///
/// ```
/// use nn_core::layer::int8::GlobalMaxPoolI8;
/// use nn_core::prelude::*;
///
/// let mut output = [0; 2];
/// GlobalMaxPoolI8::<2, [[i8; 2]; 3]>::ZERO.infer(&[[1, -8], [4, -9], [3, -7]], &mut output);
/// assert_eq!(output, [4, -7]);
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct GlobalMaxPoolI8<const C: usize, T> {
    marks: PhantomData<T>,
}

value_traits!([const C: usize, T] GlobalMaxPoolI8<C, T> {});

#[diagnostic::do_not_recommend]
impl<const C: usize, T: Tensor<Element = i8>> Layer for GlobalMaxPoolI8<C, T> {
    type Element = i8;
    type Input = T;
    type Output = [i8; C];
    type Activation = Identity;

    const FACTS: Facts = {
        require(
            C > 0 && T::LEN > 0 && matches!(T::DIMENSIONS, [.., last] if *last == C),
            "the output has as many values as the input has channels",
        );
        Facts::of::<[i8; C]>("GlobalMaxPoolI8")
    };

    // In PyTorch, `nn.AdaptiveMaxPool2d(1)` and `nn.Flatten`.
    const STATE: StateTree = single::<Self>(2);

    fn infer(&self, input: &T, output: &mut [i8; C]) {
        maxima(input.as_slice().as_chunks().0, output);
    }
}
