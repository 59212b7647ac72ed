//! Layers over sequences that read a window of steps.

use super::rhythm::{meaning, rhythm, warm_up};
use super::{Meaning, Recent, Stream};
use crate::activation::Activation;
use crate::geometry::{Along, Slide};
use crate::kernel::{Convolution, PoolKind, Pooling};
use crate::layer::{Conv, DepthwiseConv, Optional, Pool};

/// A sequence of one step as its step.
#[inline(always)]
fn step<const C: usize>(output: &mut [[f32; 1]; C]) -> Option<&mut [f32; C]> {
    output.as_flattened_mut().first_chunk_mut()
}

impl<
    const C: usize,
    const F: usize,
    const L: usize,
    const K: usize,
    const O: usize,
    const S: usize,
    const P: usize,
    const D: usize,
    A: Activation,
    B: Optional,
> Stream for Conv<C, F, Slide<L, K, O, S, P, D>, A, B>
{
    type State = Recent<[[f32; K]; C], [[f32; 1]; F], D>;
    type Frame = [f32; C];
    type Step = [f32; F];

    const WARM_UP: usize = warm_up(Slide::<L, K, O, S, P, D>::AXIS);
    const STEP: usize = S;
    const MACS_PER_STEP: usize = C * K * F;
    const MEANING: Meaning = meaning(Slide::<L, K, O, S, P, D>::AXIS);

    #[inline]
    fn push<'a>(&self, state: &'a mut Self::State, frame: &[f32; C]) -> Option<&'a mut [f32; F]> {
        let (window, output) = state.take(frame, 0.0, rhythm::<Self>())?;
        Convolution::<Slide<K, K, 1>, F>::forward(window, &self.weights, self.bias(), output);
        step(output)
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
    A: Activation,
    B: Optional,
> Stream for DepthwiseConv<C, Slide<L, K, O, S, P, D>, A, B>
{
    type State = Recent<[[f32; K]; C], [[f32; 1]; C], D>;
    type Frame = [f32; C];
    type Step = [f32; C];

    const WARM_UP: usize = warm_up(Slide::<L, K, O, S, P, D>::AXIS);
    const STEP: usize = S;
    const MACS_PER_STEP: usize = C * K;
    const MEANING: Meaning = meaning(Slide::<L, K, O, S, P, D>::AXIS);

    #[inline]
    fn push<'a>(&self, state: &'a mut Self::State, frame: &[f32; C]) -> Option<&'a mut [f32; C]> {
        let (window, output) = state.take(frame, 0.0, rhythm::<Self>())?;
        Convolution::<Slide<K, K, 1>, 1>::channels(window, &self.weights, self.bias(), output);
        step(output)
    }
}

/// A pool has no dilation, and streams without padding: padding does not count in a mean.
impl<T, const C: usize, const L: usize, const K: usize, const O: usize, const S: usize> Stream
    for Pool<T, C, Slide<L, K, O, S>>
where
    T: PoolKind,
{
    type State = Recent<[[f32; K]; C], [[f32; 1]; C]>;
    type Frame = [f32; C];
    type Step = [f32; C];

    const WARM_UP: usize = warm_up(Slide::<L, K, O, S>::AXIS);
    const STEP: usize = S;
    const MACS_PER_STEP: usize = 0;

    #[inline]
    fn push<'a>(&self, state: &'a mut Self::State, frame: &[f32; C]) -> Option<&'a mut [f32; C]> {
        let (window, output) = state.take(frame, 0.0, rhythm::<Self>())?;
        Pooling::<Slide<K, K, 1>>::forward::<T>(window, output);
        step(output)
    }
}
