//! Rounding of values to the numbers that 8 bits represent, in training.

use core::marker::PhantomData;
use core::slice::{from_mut, from_ref};

use crate::activation::{Activation, Identity};
use crate::batch::Batch;
use crate::layer::{
    Facts, Kind, Layer, Scale, StateTensor, Trainable, Values, ValuesMut, value_traits,
};
use crate::tensor::Tensor;

/// Rounds the values of `T` to the numbers that 8 bits with a scale represent, and is followed by the activation `A`.
///
/// The gradient passes unchanged (straight-through estimator; Bengio et al., "Estimating or Propagating Gradients Through Stochastic
/// Neurons", 2013), except that of a value that was clipped, which is 0. This is the definition of PyTorch's
/// `fake_quantize_per_tensor_affine`, except that halves are rounded away from the integer 0. The scale is not trained. With the scale 0, values
/// are not rounded.
///
/// # Shapes
/// Any tensor `T` to `T`.
///
/// ```
/// use nn_core::layer::Scale;
/// use nn_core::prelude::*;
/// use nn_core::quantize::FakeValues;
///
/// let mut layer = FakeValues::<[f32; 3]>::ZERO;
/// layer.scale = Scale::new(0.5, -128); // from 0 to 127.5
/// let mut output = [0.0; 3];
/// layer.infer(&[-1.0, 3.3, 200.0], &mut output);
/// assert_eq!(output, [0.0, 3.5, 127.5]);
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct FakeValues<T, A = Identity> {
    /// The scale.
    pub scale: Scale,
    marks: PhantomData<(T, A)>,
}

value_traits!([T, A] FakeValues<T, A> { scale: Scale });

impl<T, A> FakeValues<T, A> {
    /// Whether a value is in the range of the scale: it is rounded to one of its numbers, and not clipped.
    fn contains(&self, value: f32) -> bool {
        let number = self.number(value);
        self.scale.factor == 0.0 || (number > -128.5 && number < 127.5)
    }

    /// The number of the scale before it is rounded.
    fn number(&self, value: f32) -> f32 {
        value / self.scale.factor + self.scale.zero as f32
    }

    /// The nearest number of the scale.
    fn round(&self, value: f32) -> f32 {
        if self.scale.factor == 0.0 {
            return value;
        }
        // A mean of integers is rounded so: halves away from the integer 0. `as` rounds toward zero and saturates.
        let number = self.number(value);
        let nearest = (number + if number < 0.0 { -0.5 } else { 0.5 }) as i8;
        self.scale.to_real(nearest.into())
    }
}

#[diagnostic::do_not_recommend]
impl<T: Tensor<Element = f32>, A: Activation> Layer for FakeValues<T, A> {
    type Element = f32;
    type Input = T;
    type Output = T;
    type Activation = A;

    const FACTS: Facts = Facts {
        tensors: &[
            StateTensor::new("scale", &[1]),
            StateTensor::new("zero_point", &[1]).of(Kind::I32),
        ],
        ..Facts::of::<T>("FakeValues")
    };

    fn infer(&self, input: &T, output: &mut T) {
        for (output, input) in output.as_mut_slice().iter_mut().zip(input.as_slice()) {
            *output = self.round(*input);
        }
    }

    fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        visit(Values::F32(from_ref(&self.scale.factor)));
        visit(Values::I32(from_ref(&self.scale.zero)));
    }

    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        visit(ValuesMut::F32(from_mut(&mut self.scale.factor)));
        visit(ValuesMut::I32(from_mut(&mut self.scale.zero)));
    }
}

#[diagnostic::do_not_recommend]
impl<T: Tensor<Element = f32>, A: Activation> Trainable for FakeValues<T, A> {
    type Tape<const BATCH: usize> = ();

    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, T>,
        d_output: &[T],
        d_input: Option<&mut [T]>,
        _tape: &mut (),
    ) {
        let rows = d_input.unwrap_or_default().iter_mut().zip(d_output);
        for ((d_input, d_output), input) in rows.zip(input.iter()) {
            let values = d_input.as_mut_slice().iter_mut().zip(d_output.as_slice());
            for ((d_input, d_output), input) in values.zip(input.as_slice()) {
                *d_input = if self.contains(*input) {
                    *d_output
                } else {
                    0.0
                };
            }
        }
    }
}
