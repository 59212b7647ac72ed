//! The concatenation of the outputs of two branches of `i8`.

use core::marker::PhantomData;

use super::{Rounding, Single};
use crate::kernel::integer::{Factors, Rescale, interleave};
use crate::layer::{
    Kind, Scale, StateActivation, StateLayer, StateTensor, StateTree, Values, ValuesMut,
    value_traits,
};
use crate::tensor::Tensor;

/// The concatenation of two tensors of `i8` with scales of their own, with the rounding `R`.
#[repr(C)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Join<R = Single> {
    /// The scales of the outputs of both branches.
    pub parts: [Scale; 2],
    /// The scale of the joined output.
    pub output: Scale,
    /// The factors between the scales of the parts and that of the output.
    pub factors: [Factors<1>; 2],
    marks: PhantomData<R>,
}

value_traits!([R] Join<R> { parts: [Scale; 2], output: Scale, factors: [Factors<1>; 2] });

impl<R: Rounding> Join<R> {
    /// The tree of a concatenation to a `T`.
    pub(super) const fn tree<T: Tensor>() -> StateTree {
        StateTree::Single(StateLayer {
            name: "Join",
            activation: StateActivation {
                name: "Identity",
                settings: &[],
            },
            input: T::SHAPE,
            output: T::SHAPE,
            modules: 1,
            settings: &[R::BITS as usize],
            tensors: const {
                &[
                    StateTensor::new("first_scale", &[1]),
                    StateTensor::new("first_zero_point", &[1]).of(Kind::I32),
                    StateTensor::new("last_scale", &[1]),
                    StateTensor::new("last_zero_point", &[1]).of(Kind::I32),
                    StateTensor::new("output_scale", &[1]),
                    StateTensor::new("output_zero_point", &[1]).of(Kind::I32),
                    StateTensor::new("first_multiplier", &[1])
                        .of(Kind::I32)
                        .derived(),
                    StateTensor::new("first_shift", &[1]).of(Kind::I8).derived(),
                    StateTensor::new("last_multiplier", &[1])
                        .of(Kind::I32)
                        .derived(),
                    StateTensor::new("last_shift", &[1]).of(Kind::I8).derived(),
                ]
            },
        })
    }

    /// Writes the output of the branch `PART` as `width` channels, beginning at `start`, among `all` channels.
    pub(super) fn write<const PART: usize>(
        &self,
        part: &[i8],
        [start, width, all]: [usize; 3],
        output: &mut [i8],
    ) {
        let by = Rescale {
            factor: of_part::<_, PART>(&self.factors),
            input_zero: of_part::<_, PART>(&self.parts).zero,
            output_zero: self.output.zero,
            range: [-128, 127],
        };
        let output = output.get_mut(start..).unwrap_or_default();
        interleave::<R>(part, &by, [width, all], output);
    }

    /// Visits everything that is stored.
    pub(super) fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        self.parts.iter().for_each(|scale| scale.state(visit));
        self.output.state(visit);
        self.factors.iter().for_each(|factors| factors.state(visit));
    }

    /// Visits everything that is stored, mutably.
    pub(super) fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        self.parts
            .iter_mut()
            .for_each(|scale| scale.state_mut(visit));
        self.output.state_mut(visit);
        self.factors
            .iter_mut()
            .for_each(|factors| factors.state_mut(visit));
    }

    /// Computes the factors.
    pub(super) fn derive(&mut self) {
        let output = f64::from(self.output.factor);
        self.factors = self
            .parts
            .map(|part| Factors::of::<R>([f64::from(part.factor) / output]));
    }
}

/// The element of the branch `INDEX`.
const fn of_part<T, const INDEX: usize>([first, last]: &[T; 2]) -> &T {
    if INDEX == 0 { first } else { last }
}
