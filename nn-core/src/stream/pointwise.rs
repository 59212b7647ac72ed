//! Layers whose step depends on the same step of their input alone.

use super::{Steps, Stream};
use crate::activation::Activation;
use crate::kernel::copy;
use crate::layer::{BatchNorm, Dropout, Optional, PRelu, Pass, Scalar, Standardize};
use crate::ratio::Fraction;
use crate::tensor::Tensor;

impl<T: Steps<Element: Scalar>, A: Activation> Stream for Pass<T, A> {
    type State = T::Frame;
    type Frame = T::Frame;
    type Step = T::Frame;

    const MACS_PER_STEP: usize = 0;

    #[inline]
    fn push<'a>(&self, state: &'a mut T::Frame, frame: &T::Frame) -> Option<&'a mut T::Frame> {
        copy(frame.as_slice(), state.as_mut_slice());
        Some(state)
    }
}

impl<T: Steps<Element = f32>, R: Fraction> Stream for Dropout<T, R> {
    type State = T::Frame;
    type Frame = T::Frame;
    type Step = T::Frame;

    const MACS_PER_STEP: usize = 0;

    #[inline]
    fn push<'a>(&self, state: &'a mut T::Frame, frame: &T::Frame) -> Option<&'a mut T::Frame> {
        copy(frame.as_slice(), state.as_mut_slice());
        Some(state)
    }
}

impl<const C: usize, T, A, M, E, B> Stream for BatchNorm<C, T, A, M, E, B>
where
    T: Steps<Element = f32>,
    A: Activation,
    M: Fraction,
    E: Fraction,
    B: Optional,
{
    type State = T::Frame;
    type Frame = T::Frame;
    type Step = T::Frame;

    const MACS_PER_STEP: usize = C;

    #[inline]
    fn push<'a>(&self, state: &'a mut T::Frame, frame: &T::Frame) -> Option<&'a mut T::Frame> {
        self.normalize(&self.mean, &self.variance, frame, state);
        Some(state)
    }
}

impl<const C: usize, T: Steps<Element = f32>> Stream for Standardize<C, T> {
    type State = T::Frame;
    type Frame = T::Frame;
    type Step = T::Frame;

    const MACS_PER_STEP: usize = C;

    #[inline]
    fn push<'a>(&self, state: &'a mut T::Frame, frame: &T::Frame) -> Option<&'a mut T::Frame> {
        copy(frame.as_slice(), state.as_mut_slice());
        self.standardized(state);
        Some(state)
    }
}

impl<const S: usize, T: Steps<Element = f32>> Stream for PRelu<S, T> {
    type State = T::Frame;
    type Frame = T::Frame;
    type Step = T::Frame;

    const MACS_PER_STEP: usize = <T::Frame as Tensor>::LEN;

    #[inline]
    fn push<'a>(&self, state: &'a mut T::Frame, frame: &T::Frame) -> Option<&'a mut T::Frame> {
        self.apply(frame, state);
        Some(state)
    }
}
