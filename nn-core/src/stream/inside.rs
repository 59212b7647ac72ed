//! Layers that have a layer or a network inside.

use super::{Meaning, Stream, Streamed};
use crate::activation::{Activation, Identity};
use crate::layer::{Activated, BiasOnly, Layer};
use crate::network::{Frozen, Network};

/// The stream of layers that compute what their field `layer` computes.
macro_rules! as_inside {
    ($([$($generics:tt)*] $layer:ty: $inside:ty;)*) => {$(
        impl<$($generics)*> Stream for $layer
        where
            $inside: Stream,
            Self: Layer<Element = <$inside as Layer>::Element>,
        {
            type State = <$inside as Stream>::State;
            type Frame = <$inside as Stream>::Frame;
            type Step = <$inside as Stream>::Step;

            const WARM_UP: usize = <$inside as Stream>::WARM_UP;
            const STEP: usize = <$inside as Stream>::STEP;
            const MACS_PER_STEP: usize = <$inside as Stream>::MACS_PER_STEP;
            const MEANING: Meaning = <$inside as Stream>::MEANING;

            #[inline]
            fn push<'a>(
                &self,
                state: &'a mut Self::State,
                frame: &Self::Frame,
            ) -> Option<&'a mut Self::Step> {
                self.layer.push(state, frame)
            }
        }
    )*};
}

as_inside! {
    [L: Layer<Activation = Identity>, A: Activation] Activated<L, A>: L;
    [L: Layer<Element = f32>] BiasOnly<L>: L;
}

/// A frozen network of `f32`. Without a network, as in `ZERO`, there is no output.
impl<N: Streamed + Network<Element = f32>> Stream for Frozen<N> {
    type State = <N::Layers as Stream>::State;
    type Frame = <N::Layers as Stream>::Frame;
    type Step = <N::Layers as Stream>::Step;

    const WARM_UP: usize = N::Layers::WARM_UP;
    const STEP: usize = N::Layers::STEP;
    const MACS_PER_STEP: usize = N::Layers::MACS_PER_STEP;
    const MEANING: Meaning = N::Layers::MEANING;

    #[inline]
    fn push<'a>(
        &self,
        state: &'a mut Self::State,
        frame: &Self::Frame,
    ) -> Option<&'a mut Self::Step> {
        self.network()?.layers().push(state, frame)
    }
}
