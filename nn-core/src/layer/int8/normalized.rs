//! Softmax of integers.

use super::form::MOST;
use super::{ActivationI8, Exponents, Form, QuantizedActivation, Rounding, Stored};
use crate::activation::Activation;
use crate::layer::{Kind, Scale, StateTensor, Values, ValuesMut};
use crate::tensor::Tensor;
use crate::zero::Zero;

/// The activation is softmax: the output is a distribution over classes, with the scale 1/256 and the zero -128.
#[derive(Debug, Clone, PartialEq)]
#[repr(C)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Normalized {
    /// The scale of the activation's input.
    pub linear: Scale,
    /// How differences to the largest number become exponents.
    pub exponents: Exponents,
}

impl Zero for Normalized {
    const ZERO: Self = Normalized {
        linear: Scale::ZERO,
        exponents: Exponents::ZERO,
    };
}

impl Form for Normalized {
    type Alone<T: Tensor<Element = i8>, A: QuantizedActivation<Form = Self>, R: Rounding> =
        ActivationI8<T, A, R>;

    const STORED: usize = 5;
    const TENSORS: [StateTensor; MOST] = [
        StateTensor::scale("linear_scale", &[1]),
        StateTensor::zero_point("linear_zero_point"),
        StateTensor::new("exponent_multiplier", &[1])
            .of(Kind::I32)
            .derived(),
        StateTensor::new("exponent_least", &[1])
            .of(Kind::I32)
            .derived(),
        StateTensor::new("exponent_shift", &[1])
            .of(Kind::I8)
            .derived(),
    ];

    fn linear(&self, _output: Scale) -> Scale {
        self.linear
    }

    fn set_linear(&mut self, linear: Scale) {
        self.linear = linear;
    }

    fn derive<A: Activation>(&mut self, _output: Scale) {
        self.exponents = Exponents::of(self.linear.factor);
    }

    fn apply(&self, numbers: &mut [i8]) {
        self.exponents.softmax(numbers);
    }

    fn exponents(&self) -> Option<Exponents> {
        Some(self.exponents)
    }

    fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        self.linear.state(visit);
        self.exponents.state(visit);
    }

    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        self.linear.state_mut(visit);
        self.exponents.state_mut(visit);
    }
}
