//! Recurrent layers of `f32` and of `i8`. Each output is the state after the step, also of a layer whose output over a sequence is only
//! the last state.

use super::{Meaning, Pair, Stream};
use crate::layer::int8::{LstmI8, LstmStateI8, RecurrentI8, RecurrentStateI8, Rounding};
use crate::layer::{
    FastGrnn, FastGrnnCell, IntegerRecurrence, MinGru, MinGruCell, Optional, Recurrence, Recurrent,
    RecurrentState, Steps,
};

/// Implements [`Stream`] for a recurrent layer of this element, which remembers `$state`.
macro_rules! recurrent {
    ([$($generics:tt)*] $layer:ty, $element:tt, $state:ty, $macs:expr) => {
        impl<const C: usize, const H: usize, const L: usize, T: Steps, $($generics)*> Stream for $layer {
            type State = $state;
            type Frame = [$element; C];
            type Step = [$element; H];

            const MACS_PER_STEP: usize = $macs;
            const MEANING: Meaning = Meaning::Beginning;

            #[inline]
            fn push<'a>(
                &self,
                state: &'a mut Self::State,
                frame: &[$element; C],
            ) -> Option<&'a mut [$element; H]> {
                Some(step!($element, self, state, frame))
            }
        }
    };
}

/// Computes a step of a layer.
macro_rules! step {
    (f32, $layer:expr, $state:expr, $frame:expr) => {{
        $layer.advance(&mut $state.first, $frame, &mut $state.last);
        &mut $state.last
    }};
    (i8, $layer:expr, $state:expr, $frame:expr) => {
        $layer.advance($state, $frame)
    };
}

recurrent!([K: Recurrence<H, G>, const G: usize, B: Optional] Recurrent<K, C, H, G, L, T, B>, f32,
    Pair<RecurrentState<K, C, H, G>, [f32; H]>, (C + H) * G);
recurrent!([const G: usize, B: Optional] MinGru<C, H, G, L, T, B>, f32,
    Pair<RecurrentState<MinGruCell, C, H, G>, [f32; H]>, C * G);
recurrent!([B: Optional] FastGrnn<C, H, L, T, B>, f32,
    Pair<RecurrentState<FastGrnnCell, C, H, H>, [f32; H]>, (C + H) * H);
recurrent!([K: IntegerRecurrence<H, G>, const G: usize, R: Rounding] RecurrentI8<K, C, H, G, L, T, R>, i8,
    RecurrentStateI8<K, H, G>, (C + H) * G);
recurrent!([] LstmI8<C, H, L, T>, i8, LstmStateI8<H>, (C + H) * 4 * H);
