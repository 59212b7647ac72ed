//! Recurrent layers. Each output is the state after the step, also of a layer whose output over a sequence is only the last state.

use super::{Meaning, Pair, Stream};
use crate::layer::{MinGru, MinGruCell, Optional, Recurrence, Recurrent, RecurrentState, Steps};

impl<
    K: Recurrence<H, G>,
    const C: usize,
    const H: usize,
    const G: usize,
    const L: usize,
    T: Steps,
    B: Optional,
> Stream for Recurrent<K, C, H, G, L, T, B>
{
    type State = Pair<RecurrentState<K, C, H, G>, [f32; H]>;
    type Frame = [f32; C];
    type Step = [f32; H];

    const MACS_PER_STEP: usize = (C + H) * G;
    const MEANING: Meaning = Meaning::Beginning;

    #[inline]
    fn push<'a>(&self, state: &'a mut Self::State, frame: &[f32; C]) -> Option<&'a mut [f32; H]> {
        self.advance(&mut state.first, frame, &mut state.last);
        Some(&mut state.last)
    }
}

impl<const C: usize, const H: usize, const G: usize, const L: usize, T: Steps, B: Optional> Stream
    for MinGru<C, H, G, L, T, B>
{
    type State = Pair<RecurrentState<MinGruCell, C, H, G>, [f32; H]>;
    type Frame = [f32; C];
    type Step = [f32; H];

    const MACS_PER_STEP: usize = C * G;
    const MEANING: Meaning = Meaning::Beginning;

    #[inline]
    fn push<'a>(&self, state: &'a mut Self::State, frame: &[f32; C]) -> Option<&'a mut [f32; H]> {
        self.advance(&mut state.first, frame, &mut state.last);
        Some(&mut state.last)
    }
}
