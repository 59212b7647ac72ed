//! Layers over sequences that read a window of steps.

use super::{Meaning, Recent, Stream};
use crate::activation::Activation;
use crate::geometry::{Along, Axis, Slide};
use crate::kernel::{Convolution, PoolKind, Pooling, copy, sum};
use crate::layer::{Conv, DepthwiseConv, Flatten, GlobalAvgPool, Optional, Pool};
use crate::require::require;

/// The number of steps until the first output. It fails if an output needs later steps.
const fn warm_up(axis: Axis) -> usize {
    let reached = (axis.output - 1) * axis.stride + axis.span();
    require(
        reached <= axis.input + axis.before,
        "padding at the end of a sequence needs later steps, so it cannot stream; write `padding = Causal`, or `padding = 0`",
    );
    if axis.before < axis.span() {
        axis.span() - axis.before
    } else {
        1
    }
}

/// What an output with this padding equals.
const fn meaning(axis: Axis) -> Meaning {
    if axis.before == 0 {
        Meaning::Window
    } else {
        Meaning::Beginning
    }
}

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
    type State = Recent<[[f32; 1]; F], C, K, D>;
    type Frame = [f32; C];
    type Step = [f32; F];

    const WARM_UP: usize = warm_up(Slide::<L, K, O, S, P, D>::AXIS);
    const STEP: usize = S;
    const MACS_PER_STEP: usize = C * K * F;
    const MEANING: Meaning = meaning(Slide::<L, K, O, S, P, D>::AXIS);

    #[inline]
    fn push<'a>(&self, state: &'a mut Self::State, frame: &[f32; C]) -> Option<&'a mut [f32; F]> {
        let (window, output) = state.take(frame, Self::WARM_UP, S)?;
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
    type State = Recent<[[f32; 1]; C], C, K, D>;
    type Frame = [f32; C];
    type Step = [f32; C];

    const WARM_UP: usize = warm_up(Slide::<L, K, O, S, P, D>::AXIS);
    const STEP: usize = S;
    const MACS_PER_STEP: usize = C * K;
    const MEANING: Meaning = meaning(Slide::<L, K, O, S, P, D>::AXIS);

    #[inline]
    fn push<'a>(&self, state: &'a mut Self::State, frame: &[f32; C]) -> Option<&'a mut [f32; C]> {
        let (window, output) = state.take(frame, Self::WARM_UP, S)?;
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
    type State = Recent<[[f32; 1]; C], C, K>;
    type Frame = [f32; C];
    type Step = [f32; C];

    const WARM_UP: usize = warm_up(Slide::<L, K, O, S>::AXIS);
    const STEP: usize = S;
    const MACS_PER_STEP: usize = 0;

    #[inline]
    fn push<'a>(&self, state: &'a mut Self::State, frame: &[f32; C]) -> Option<&'a mut [f32; C]> {
        let (window, output) = state.take(frame, Self::WARM_UP, S)?;
        Pooling::<Slide<K, K, 1>>::forward::<T>(window, output);
        step(output)
    }
}

impl<const C: usize, const L: usize> Stream for GlobalAvgPool<C, [[f32; L]; C]> {
    type State = Recent<[f32; C], C, L>;
    type Frame = [f32; C];
    type Step = [f32; C];

    const WARM_UP: usize = L;
    const MACS_PER_STEP: usize = 0;

    #[inline]
    fn push<'a>(&self, state: &'a mut Self::State, frame: &[f32; C]) -> Option<&'a mut [f32; C]> {
        let (window, output) = state.take(frame, L, 1)?;
        let share = const { 1.0 / L as f32 };
        for (mean, channel) in output.iter_mut().zip(window) {
            *mean = sum(channel) * share;
        }
        Some(output)
    }
}

impl<const C: usize, const L: usize, const N: usize> Stream for Flatten<[[f32; L]; C], N> {
    type State = Recent<[f32; N], C, L>;
    type Frame = [f32; C];
    type Step = [f32; N];

    const WARM_UP: usize = L;
    const MACS_PER_STEP: usize = 0;

    #[inline]
    fn push<'a>(&self, state: &'a mut Self::State, frame: &[f32; C]) -> Option<&'a mut [f32; N]> {
        let (window, output) = state.take(frame, L, 1)?;
        copy(window.as_flattened(), output);
        Some(output)
    }
}
