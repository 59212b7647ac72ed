//! An activation of `i8` alone.

use core::marker::PhantomData;

use super::form::MOST;
use super::{Form, QuantizedActivation, Rescale, Rounding, SetScales, Single, Stored};
use crate::activation::Identity;
use crate::kernel::copy;
use crate::layer::{
    Description, Facts, Kind, Layer, Scale, StateLayer, StateTensor, StateTree, Values, ValuesMut,
    activation, value_traits,
};
use crate::tensor::Tensor;

/// The activation `A` of a tensor `T` of `i8` that is not after a layer with weights.
///
/// ```
/// use nn_core::layer::Scale;
/// use nn_core::layer::int8::ActivationI8;
/// use nn_core::prelude::*;
///
/// let mut layer = ActivationI8::<[i8; 3], Relu>::ZERO;
/// layer.input = Scale::new(1.0, 0);
/// layer.output = Scale::new(0.5, -128);
/// layer.derive();
/// let mut output = [0; 3];
/// layer.infer(&[-3, 0, 100], &mut output);
/// assert_eq!(output, [-128, -128, 72]);
/// ```
#[repr(C)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct ActivationI8<T, A: QuantizedActivation, R = Single> {
    /// The scale of the input.
    pub input: Scale,
    /// The scale of the output.
    pub output: Scale,
    /// The factor between both.
    pub rescale: Rescale,
    /// What the activation stores.
    pub activation: A::Form,
    marks: PhantomData<(T, A, R)>,
}

value_traits!([T, A: QuantizedActivation, R] ActivationI8<T, A, R> {
    input: Scale, output: Scale, rescale: Rescale, activation: A::Form
});

/// The number of tensors besides those of the activation.
const OWN: usize = 6;

impl<T, A: QuantizedActivation, R> ActivationI8<T, A, R> {
    const TENSORS: [StateTensor; OWN + MOST] = {
        let [one, two, three, four, five] = A::Form::TENSORS;
        [
            StateTensor::scale("input_scale", &[1]),
            StateTensor::zero_point("input_zero_point"),
            StateTensor::scale("output_scale", &[1]),
            StateTensor::zero_point("output_zero_point"),
            StateTensor::new("multiplier", &[1]).of(Kind::I32).derived(),
            StateTensor::new("shift", &[1]).of(Kind::I8).derived(),
            one,
            two,
            three,
            four,
            five,
        ]
    };

    /// The layer with these parts.
    pub(crate) const fn of_parts(
        [input, output]: [Scale; 2],
        rescale: Rescale,
        activation: A::Form,
    ) -> Self {
        ActivationI8 {
            input,
            output,
            rescale,
            activation,
            marks: PhantomData,
        }
    }
}

impl<T, A: QuantizedActivation, R: Rounding> ActivationI8<T, A, R> {
    /// Computes a sample, or one step of it.
    pub(crate) fn apply(&self, input: &[i8], output: &mut [i8]) {
        let linear = self.activation.linear(self.output);
        copy(input, output);
        let zeros = [self.input.zero, linear.zero];
        self.rescale.apply::<R>(zeros, output);
        let [least, most] = A::range(linear);
        for number in &mut *output {
            *number = i32::from(*number).min(most).max(least) as i8;
        }
        self.activation.apply(output);
    }
}

#[diagnostic::do_not_recommend]
impl<T: Tensor<Element = i8>, A: QuantizedActivation, R: Rounding> Layer for ActivationI8<T, A, R> {
    type Element = i8;
    type Input = T;
    type Output = T;
    type Activation = Identity;

    const THRESHOLD: f32 = A::THRESHOLD;
    const FACTS: Facts = Facts {
        settings: &[R::BITS as usize],
        tensors: {
            let all: &'static [StateTensor] = &Self::TENSORS;
            all.split_at(OWN + A::Form::STORED).0
        },
        ..Facts::of::<T>("PassI8")
    };
    // In PyTorch, the activation alone.
    const STATE: StateTree = StateTree::Single(StateLayer {
        name: Self::FACTS.name,
        activation: activation::<A>(),
        input: T::SHAPE,
        output: T::SHAPE,
        modules: 1,
        settings: Self::FACTS.settings,
        tensors: Self::FACTS.tensors,
    });

    fn infer(&self, input: &T, output: &mut T) {
        self.apply(input.as_slice(), output.as_mut_slice());
    }

    fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        self.input.state(visit);
        self.output.state(visit);
        self.rescale.state(visit);
        self.activation.state(visit);
    }

    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        self.input.state_mut(visit);
        self.output.state_mut(visit);
        self.rescale.state_mut(visit);
        self.activation.state_mut(visit);
    }

    fn derive(&mut self) {
        self.output = A::OUTPUT.unwrap_or(self.output);
        let linear = self.activation.linear(self.output);
        self.rescale = Rescale::between::<R>(self.input.factor, linear.factor);
        self.activation.derive::<A>(self.output);
    }

    fn scales(&self) -> [Option<Scale>; 2] {
        [Some(self.input), Some(self.output)]
    }

    fn describe(visit: &mut dyn FnMut(Description)) {
        visit(Description {
            activation: A::NAME,
            ..Description::of::<Self>()
        });
    }
}

impl<T, A: QuantizedActivation, R> SetScales for ActivationI8<T, A, R> {
    fn set_scales(&mut self, [input, linear, output]: [Scale; 3]) {
        (self.input, self.output) = (input, output);
        self.activation.set_linear(linear);
    }

    fn linear(&self) -> Option<Scale> {
        Some(self.activation.linear(self.output))
    }
}
