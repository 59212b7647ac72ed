//! Layers over vectors, which are one step.

use super::Stream;
use crate::activation::Activation;
use crate::layer::{Dense, Layer, LayerNorm, Optional};
use crate::ratio::Fraction;

impl<const I: usize, const O: usize, A: Activation, B: Optional> Stream for Dense<I, O, A, B> {
    type State = [f32; O];
    type Frame = [f32; I];
    type Step = [f32; O];

    const MACS_PER_STEP: usize = Self::FACTS.macs;

    #[inline]
    fn push<'a>(&self, state: &'a mut [f32; O], frame: &[f32; I]) -> Option<&'a mut [f32; O]> {
        self.infer(frame, state);
        Some(state)
    }
}

/// Over a sequence it normalizes all steps together, so it does not stream.
impl<const N: usize, A: Activation, E: Fraction, B: Optional> Stream
    for LayerNorm<[f32; N], A, E, B>
{
    type State = [f32; N];
    type Frame = [f32; N];
    type Step = [f32; N];

    const MACS_PER_STEP: usize = Self::FACTS.macs;

    #[inline]
    fn push<'a>(&self, state: &'a mut [f32; N], frame: &[f32; N]) -> Option<&'a mut [f32; N]> {
        self.infer(frame, state);
        Some(state)
    }
}
