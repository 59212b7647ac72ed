//! Compositions.

use super::{Meaning, Pair, Stream};
use crate::layer::{Chain, Feeds, Precedes, Scalar};
use crate::network::Net;
use crate::tensor::Tensor;

impl<A, B> Stream for Chain<A, B>
where
    A: Stream + Precedes<B>,
    B: Stream,
    A::Step: Feeds<B::Frame>,
{
    type State = Pair<A::State, B::State>;
    type Frame = A::Frame;
    type Step = B::Step;

    const WARM_UP: usize = A::WARM_UP + (B::WARM_UP - 1) * A::STEP;
    const STEP: usize = A::STEP * B::STEP;
    const MACS_PER_STEP: usize = A::MACS_PER_STEP + B::MACS_PER_STEP;
    const MEANING: Meaning = A::MEANING.and(B::MEANING);

    #[inline]
    fn push<'a>(&self, state: &'a mut Self::State, frame: &A::Frame) -> Option<&'a mut B::Step> {
        let between = self.first.push(&mut state.first, frame)?;
        A::Element::apply::<A::Activation>(between.as_mut_slice());
        self.last.push(&mut state.last, Feeds::feed(&*between))
    }
}

impl<Body, Params, ArenaLength, Beside> Stream for Net<Body, Params, ArenaLength, Beside>
where
    Body: Stream,
{
    type State = Body::State;
    type Frame = Body::Frame;
    type Step = Body::Step;

    const WARM_UP: usize = Body::WARM_UP;
    const STEP: usize = Body::STEP;
    const MACS_PER_STEP: usize = Body::MACS_PER_STEP;
    const MEANING: Meaning = Body::MEANING;

    #[inline]
    fn push<'a>(
        &self,
        state: &'a mut Body::State,
        frame: &Body::Frame,
    ) -> Option<&'a mut Body::Step> {
        self.layers.push(state, frame)
    }
}
