//! A layer with another activation, as folding writes it.

use super::{Meaning, Stream};
use crate::activation::{Activation, Identity};
use crate::layer::{Activated, Layer};

impl<L: Stream<Activation = Identity>, A: Activation> Stream for Activated<L, A>
where
    Self: Layer<Element = L::Element>,
{
    type State = L::State;
    type Frame = L::Frame;
    type Step = L::Step;

    const WARM_UP: usize = L::WARM_UP;
    const STEP: usize = L::STEP;
    const MACS_PER_STEP: usize = L::MACS_PER_STEP;
    const MEANING: Meaning = L::MEANING;

    #[inline]
    fn push<'a>(&self, state: &'a mut L::State, frame: &L::Frame) -> Option<&'a mut L::Step> {
        self.layer.push(state, frame)
    }
}
