//! The sum of the branches of residual layers of `i8`.

use core::marker::PhantomData;

use super::{Form, QuantizedActivation, Rounding, Single};
use crate::kernel::integer::{Addition, Factors};
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
    pub factors: Factors<3>,
    /// What the activation stores.
    pub activation: A::Form,
    marks: PhantomData<(A, R)>,
}

value_traits!([A: QuantizedActivation, R] Sum<A, R> {
    terms: [Scale; 2], output: Scale, factors: Factors<3>, activation: A::Form
});

/// The number of tensors besides those of the activation.
const OWN: usize = 8;

impl<A: QuantizedActivation, R: Rounding> Sum<A, R> {
    const TENSORS: [StateTensor; OWN + 3] = {
        let [one, two, three] = A::Form::TENSORS;
        [
            StateTensor::new("input_scale", &[1]),
            StateTensor::new("input_zero_point", &[1]).of(Kind::I32),
            StateTensor::new("branch_scale", &[1]),
            StateTensor::new("branch_zero_point", &[1]).of(Kind::I32),
            StateTensor::new("output_scale", &[1]),
            StateTensor::new("output_zero_point", &[1]).of(Kind::I32),
            StateTensor::new("multiplier", &[3]).of(Kind::I32).derived(),
            StateTensor::new("shift", &[3]).of(Kind::I8).derived(),
            one,
            two,
            three,
        ]
    };

    /// The tree of the sum of two `T`.
    pub(super) const fn tree<T: Tensor>() -> StateTree {
        StateTree::Single(StateLayer {
            name: "Sum",
            activation: activation::<A>(),
            input: T::SHAPE,
            output: T::SHAPE,
            modules: 1,
            settings: &[R::BITS as usize],
            tensors: (&Self::TENSORS).split_at(OWN + A::Form::STORED).0,
        })
    }

    /// Adds `input` to `output`, the output of the branch, and applies the activation.
    pub(super) fn add(&self, input: &[i8], output: &mut [i8]) {
        let [input_scale, branch_scale] = self.terms;
        let linear = self.activation.linear(self.output);
        let sum = Addition {
            factors: &self.factors,
            zeros: [input_scale.zero, branch_scale.zero, linear.zero],
            range: A::range(linear),
        };
        sum.add::<R>(input, output);
        self.activation.apply(output);
    }

    /// Visits everything that is stored.
    pub(super) fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        self.terms.iter().for_each(|scale| scale.state(visit));
        self.output.state(visit);
        self.factors.state(visit);
        self.activation.state(visit);
    }

    /// Visits everything that is stored, mutably.
    pub(super) fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        let terms = self.terms.iter_mut();
        terms.for_each(|scale| scale.state_mut(visit));
        self.output.state_mut(visit);
        self.factors.state_mut(visit);
        self.activation.state_mut(visit);
    }

    /// Computes the factors and the table.
    pub(super) fn derive(&mut self) {
        let linear = self.activation.linear(self.output);
        let terms = self.terms.map(|scale| scale.factor);
        self.factors = Addition::factors::<R>(terms, linear.factor);
        self.activation.derive::<A>(self.output);
    }
}
