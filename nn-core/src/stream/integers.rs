//! Layers of `i8`, whose activation is a part of the layer.

use super::rhythm::{meaning, rhythm, warm_up};
use super::{Meaning, Recent, Steps, Stream};
use crate::geometry::{Along, Slide};
use crate::kernel::PoolKind;
use crate::layer::Layer;
use crate::layer::int8::{
    ActivationI8, ConvI8, DenseI8, DepthwiseConvI8, PoolI8, QuantizedActivation, Rounding,
};
use crate::tensor::Tensor;
use crate::zero::Zero;

impl<
    const C: usize,
    const F: usize,
    const L: usize,
    const K: usize,
    const O: usize,
    const S: usize,
    const P: usize,
    const D: usize,
    A: QuantizedActivation,
    R: Rounding,
> Stream for ConvI8<C, F, Slide<L, K, O, S, P, D>, A, R>
{
    type State = Recent<[[i8; C]; K], [[i8; F]; 1], D>;
    type Frame = [i8; C];
    type Step = [i8; F];

    const WARM_UP: usize = warm_up(Slide::<L, K, O, S, P, D>::AXIS);
    const STEP: usize = S;
    const MACS_PER_STEP: usize = C * K * F;
    const MEANING: Meaning = meaning(Slide::<L, K, O, S, P, D>::AXIS);

    #[inline]
    fn push<'a>(&self, state: &'a mut Self::State, frame: &[i8; C]) -> Option<&'a mut [i8; F]> {
        let (window, output) = state.take(frame, self.input.zero as i8, rhythm::<Self>())?;
        self.window(window, output);
        output.first_mut()
    }
}

impl<
    const C: usize,
    const L: usize,
    const K: usize,
    const O: usize,
    const S: usize,
    const P: usize,
    const D: usize,
    A: QuantizedActivation,
    R: Rounding,
> Stream for DepthwiseConvI8<C, Slide<L, K, O, S, P, D>, A, R>
{
    type State = Recent<[[i8; C]; K], [[i8; C]; 1], D>;
    type Frame = [i8; C];
    type Step = [i8; C];

    const WARM_UP: usize = warm_up(Slide::<L, K, O, S, P, D>::AXIS);
    const STEP: usize = S;
    const MACS_PER_STEP: usize = C * K;
    const MEANING: Meaning = meaning(Slide::<L, K, O, S, P, D>::AXIS);

    #[inline]
    fn push<'a>(&self, state: &'a mut Self::State, frame: &[i8; C]) -> Option<&'a mut [i8; C]> {
        let (window, output) = state.take(frame, self.input.zero as i8, rhythm::<Self>())?;
        self.window(window, output);
        output.first_mut()
    }
}

impl<T, const C: usize, const L: usize, const K: usize, const O: usize, const S: usize> Stream
    for PoolI8<T, C, Slide<L, K, O, S>>
where
    T: PoolKind,
{
    type State = Recent<[[i8; C]; K], [[i8; C]; 1]>;
    type Frame = [i8; C];
    type Step = [i8; C];

    const WARM_UP: usize = warm_up(Slide::<L, K, O, S>::AXIS);
    const STEP: usize = S;
    const MACS_PER_STEP: usize = 0;

    #[inline]
    fn push<'a>(&self, state: &'a mut Self::State, frame: &[i8; C]) -> Option<&'a mut [i8; C]> {
        let (window, output) = state.take(frame, 0, rhythm::<Self>())?;
        PoolI8::<T, C, Slide<K, K, 1>>::ZERO.infer(window, output);
        output.first_mut()
    }
}

impl<const I: usize, const O: usize, A: QuantizedActivation, R: Rounding> Stream
    for DenseI8<I, O, A, R>
{
    type State = [i8; O];
    type Frame = [i8; I];
    type Step = [i8; O];

    const MACS_PER_STEP: usize = Self::FACTS.macs;

    #[inline]
    fn push<'a>(&self, state: &'a mut [i8; O], frame: &[i8; I]) -> Option<&'a mut [i8; O]> {
        self.infer(frame, state);
        Some(state)
    }
}

impl<T: Steps<Element = i8>, A: QuantizedActivation, R: Rounding> Stream for ActivationI8<T, A, R> {
    type State = T::Frame;
    type Frame = T::Frame;
    type Step = T::Frame;

    const MACS_PER_STEP: usize = 0;

    #[inline]
    fn push<'a>(&self, state: &'a mut T::Frame, frame: &T::Frame) -> Option<&'a mut T::Frame> {
        self.apply(frame.as_slice(), state.as_mut_slice());
        Some(state)
    }
}
