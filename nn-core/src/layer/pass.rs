//! Nothing but an activation.

use core::marker::PhantomData;

use super::{Description, Layer, plain, single};
use crate::activation::{Activation, Identity};
use crate::batch::Batch;
use crate::kernel::copy;
use crate::state::StateTree;
use crate::tensor::Tensor;

/// Passes its input `T` on, to an activation or as the branch of something parallel in which nothing happens.
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

plain!([T, A] Pass<T, A> {});

impl<T: Tensor<Element = f32>, A: Activation> Layer for Pass<T, A> {
    type Input = T;
    type Output = T;
    type Activation = A;
    type Tape<const BATCH: usize> = ();

    const NAME: &'static str = "Pass";
    // `nn.Identity`, or nothing but the activation.
    const STATE: StateTree = single::<Self>(1);

    #[inline]
    fn infer(&self, input: &T, output: &mut T) {
        copy(input.as_slice(), output.as_mut_slice());
    }

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

    fn gradient_norms(&self, _input: &T, _d_output: &T, _tape: &(), visit: &mut impl FnMut(f32)) {
        if Self::is_seen() {
            visit(0.0);
        }
    }

    fn describe(visit: &mut dyn FnMut(Description)) {
        if Self::is_seen() {
            visit(Description::of::<Self>());
        }
    }
}

impl<T, A: Activation> Pass<T, A> {
    /// Whether there is anything to be told of it: an activation.
    fn is_seen() -> bool {
        A::NAME != Identity::NAME
    }
}
