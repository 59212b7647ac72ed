//! The concatenation of the outputs of two branches of `i8`.

use core::marker::PhantomData;

use super::{Rescale, Rounding, Single, Stored};
use crate::kernel::copy;
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
    pub rescale: [Rescale; 2],
    marks: PhantomData<R>,
}

value_traits!([R] Join<R> { parts: [Scale; 2], output: Scale, rescale: [Rescale; 2] });

impl<R: Rounding> Join<R> {
    /// The concatenation with these parts.
    pub(crate) const fn of_parts(parts: [Scale; 2], output: Scale, rescale: [Rescale; 2]) -> Self {
        Join {
            parts,
            output,
            rescale,
            marks: PhantomData,
        }
    }

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
                    StateTensor::scale("first_scale", &[1]),
                    StateTensor::zero_point("first_zero_point"),
                    StateTensor::scale("last_scale", &[1]),
                    StateTensor::zero_point("last_zero_point"),
                    StateTensor::scale("output_scale", &[1]),
                    StateTensor::zero_point("output_zero_point"),
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
    pub(crate) fn write<const PART: usize>(
        &self,
        mut part: &[i8],
        [start, width, all]: [usize; 3],
        output: &mut [i8],
    ) {
        let zeros = [of_part::<_, PART>(&self.parts).zero, self.output.zero];
        let rescale = of_part::<_, PART>(&self.rescale);
        let mut rest = output.get_mut(start..).unwrap_or_default();
        while let Some((cell, others)) = part.split_at_checked(width)
            && let Some((place, _)) = rest.split_at_mut_checked(width)
        {
            copy(cell, place);
            rescale.apply::<R>(zeros, place);
            rest = rest.get_mut(all..).unwrap_or_default();
            part = others;
        }
    }

    /// Visits everything that is stored.
    pub(super) fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        self.parts.state(visit);
        self.output.state(visit);
        self.rescale.state(visit);
    }

    /// Visits everything that is stored, mutably.
    pub(super) fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        self.parts.state_mut(visit);
        self.output.state_mut(visit);
        self.rescale.state_mut(visit);
    }

    /// Computes the factors.
    pub(super) fn derive(&mut self) {
        let output = self.output.factor;
        let rescale = |part: Scale| Rescale::between::<R>(part.factor, output);
        self.rescale = self.parts.map(rescale);
    }
}

/// The element of the branch `INDEX`.
const fn of_part<T, const INDEX: usize>([first, last]: &[T; 2]) -> &T {
    if INDEX == 0 { first } else { last }
}
