//! An activation without a map before it.

use core::marker::PhantomData;

use super::{Description, Facts, Layer, Scalar, Trainable, single, value_traits};
use crate::activation::{Activation, Identity};
use crate::batch::Batch;
use crate::kernel::copy;
use crate::state::StateTree;
use crate::tensor::Tensor;

/// The identity map on `T`, followed by an activation. It also serves as an empty branch.
///
/// ```
/// use nn_core::prelude::*;
///
/// let mut output = [0.0; 2];
/// Pass::<[f32; 2]>::ZERO.infer(&[1.0, -1.0], &mut output);
/// assert_eq!(output, [1.0, -1.0]);
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Pass<T, A = Identity> {
    marks: PhantomData<(T, A)>,
}

value_traits!([T, A] Pass<T, A> {});

impl<T: Tensor<Element: Scalar>, A: Activation> Layer for Pass<T, A> {
    type Element = T::Element;
    type Input = T;
    type Output = T;
    type Activation = A;
    const FACTS: Facts = Facts {
        is_view: !T::Element::IS_REAL,
        ..Facts::of::<T>("Pass")
    };

    // In PyTorch, `nn.Identity` or the activation alone.
    const STATE: StateTree = single::<Self>(1);

    #[inline]
    fn infer(&self, input: &T, output: &mut T) {
        copy(input.as_slice(), output.as_mut_slice());
    }

    fn describe(visit: &mut dyn FnMut(Description)) {
        if Self::is_seen() {
            visit(Description::of::<Self>());
        }
    }
}

impl<T: Tensor<Element = f32>, A: Activation> Trainable for Pass<T, A> {
    type Tape<const BATCH: usize> = ();

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, T>,
        d_output: &[T],
        d_input: Option<&mut [T]>,
        _tape: &mut (),
    ) {
        for (d_input, d_output) in d_input.unwrap_or_default().iter_mut().zip(d_output) {
            copy(d_output.as_slice(), d_input.as_mut_slice());
        }
    }
}

impl<T, A: Activation> Pass<T, A> {
    /// Whether the layer has an activation, and so a row in a summary.
    fn is_seen() -> bool {
        A::NAME != Identity::NAME
    }
}
