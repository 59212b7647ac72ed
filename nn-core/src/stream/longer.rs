//! Layers whose output is longer than their input. They stream only where it is not, because each step has at most one output.

use super::Stream;
use crate::geometry::{Along, Axis, Slide};
use crate::kernel::copy;
use crate::layer::int8::{UpsampleI8, ZeroPadI8};
use crate::layer::{Upsample, ZeroPad};
use crate::require::require;

/// The number of steps until the first output of zeros around a sequence.
const fn padded(axis: Axis) -> usize {
    require(
        axis.output <= axis.input + axis.before,
        "`ZeroPad1d` with `after` needs the end of the sequence, so it cannot stream; leave it out, and the windows after it end with the last step",
    );
    require(
        axis.before == 0,
        "`ZeroPad1d` with `before` adds steps before the first one, so it cannot stream; leave it out, and write `padding = Causal` in the convolution after it",
    );
    1
}

/// The number of steps until the first output of an enlarged sequence.
const fn enlarged(axis: Axis) -> usize {
    require(
        axis.kernel == 1,
        "`Upsample1d` returns several steps for each one, so it cannot stream; end the network before it, and repeat its outputs",
    );
    1
}

/// The stream of layers whose output is their input.
macro_rules! same {
    ($($layer:ident, $element:ty, $warm_up:ident;)*) => {$(
        impl<
            const C: usize,
            const L: usize,
            const K: usize,
            const O: usize,
            const S: usize,
            const P: usize,
        > Stream for $layer<C, Slide<L, K, O, S, P>>
        {
            type State = [$element; C];
            type Frame = [$element; C];
            type Step = [$element; C];

            const WARM_UP: usize = $warm_up(Slide::<L, K, O, S, P>::AXIS);
            const MACS_PER_STEP: usize = 0;

            #[inline]
            fn push<'a>(
                &self,
                state: &'a mut Self::State,
                frame: &Self::Frame,
            ) -> Option<&'a mut Self::Step> {
                copy(frame, state);
                Some(state)
            }
        }
    )*};
}

same! {
    ZeroPad, f32, padded;
    ZeroPadI8, i8, padded;
    Upsample, f32, enlarged;
    UpsampleI8, i8, enlarged;
}
