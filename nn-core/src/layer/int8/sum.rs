//! The sum of the branches of residual layers of `i8`.

use core::marker::PhantomData;

use super::form::MOST;
use super::{Addition, Form, QuantizedActivation, Rounding, Single, Stored};
use crate::layer::{
    Kind, Scale, StateLayer, StateTensor, StateTree, Values, ValuesMut, activation, value_traits,
};
use crate::tensor::Tensor;

/// The sum of two tensors of `i8` with scales of their own, with the activation `A` and the rounding `R`.
#[repr(C)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Sum<A: QuantizedActivation, R = Single> {
    /// The scale of the input or of the projection, and that of the branch.
    pub terms: [Scale; 2],
    /// The scale of the output.
    pub output: Scale,
    /// The factors of both terms and of their sum.
    pub addition: Addition,
    /// What the activation stores.
    pub activation: A::Form,
    marks: PhantomData<(A, R)>,
}

value_traits!([A: QuantizedActivation, R] Sum<A, R> {
    terms: [Scale; 2], output: Scale, addition: Addition, activation: A::Form
});

/// The number of tensors besides those of the activation.
const OWN: usize = 10;

impl<A: QuantizedActivation, R: Rounding> Sum<A, R> {
    const TENSORS: [StateTensor; OWN + MOST] = {
        let [one, two, three, four, five] = A::Form::TENSORS;
        [
            StateTensor::scale("input_scale", &[1]),
            StateTensor::zero_point("input_zero_point"),
            StateTensor::scale("branch_scale", &[1]),
            StateTensor::zero_point("branch_zero_point"),
            StateTensor::scale("output_scale", &[1]),
            StateTensor::zero_point("output_zero_point"),
            StateTensor::new("first", &[1]).of(Kind::I32).derived(),
            StateTensor::new("second", &[1]).of(Kind::I32).derived(),
            StateTensor::new("sum", &[1]).of(Kind::I32).derived(),
            StateTensor::new("shifts", &[3]).of(Kind::I8).derived(),
            one,
            two,
            three,
            four,
            five,
        ]
    };

    /// The sum with these parts.
    pub(crate) const fn of_parts(
        terms: [Scale; 2],
        output: Scale,
        addition: Addition,
        activation: A::Form,
    ) -> Self {
        Sum {
            terms,
            output,
            addition,
            activation,
            marks: PhantomData,
        }
    }

    /// The tree of the sum of two `T`.
    pub(super) const fn tree<T: Tensor>() -> StateTree {
        StateTree::Single(StateLayer {
            name: "Sum",
            activation: activation::<A>(),
            input: T::SHAPE,
            output: T::SHAPE,
            modules: 1,
            settings: &[R::BITS as usize],
            tensors: {
                let all: &'static [StateTensor] = &Self::TENSORS;
                all.split_at(OWN + A::Form::STORED).0
            },
        })
    }

    /// Adds `input` to `output`, the output of the branch, and applies the activation.
    pub(crate) fn add(&self, input: &[i8], output: &mut [i8]) {
        let linear = self.activation.linear(self.output);
        let [first, second] = self.terms;
        let zeros = [first.zero, second.zero, linear.zero];
        let range = A::range(linear);
        self.addition.add_to::<R>(zeros, range, input, output);
        self.activation.apply(output);
    }

    /// Visits everything that is stored.
    pub(super) fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        self.terms.state(visit);
        self.output.state(visit);
        self.addition.state(visit);
        self.activation.state(visit);
    }

    /// Visits everything that is stored, mutably.
    pub(super) fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        self.terms.state_mut(visit);
        self.output.state_mut(visit);
        self.addition.state_mut(visit);
        self.activation.state_mut(visit);
    }

    /// Computes the factors and the table.
    pub(crate) fn derive(&mut self) {
        self.output = A::OUTPUT.unwrap_or(self.output);
        let linear = self.activation.linear(self.output);
        let [first, second] = self.terms;
        let factors = [first.factor, second.factor, linear.factor];
        let zeros = [first.zero, second.zero, linear.zero];
        self.addition = Addition::between::<R>(factors, zeros);
        self.activation.derive::<A>(self.output);
    }
}
