//! Branches over the same steps.

use super::{Meaning, Steps, Stream};
use crate::activation::{Activation, Identity};
use crate::kernel::{add, copy};
use crate::layer::{Concat, Layer, Residual};
use crate::require::require;
use crate::tensor::Tensor;
use crate::zero::Zero;

/// The number of steps until the first output of a branch: 1, because it must return an output with every step.
const fn warm_up<L: Stream>() -> usize {
    require(
        L::WARM_UP == 1 && L::STEP == 1,
        "a branch that streams returns an output with every step; write `padding = Causal` and no stride in it",
    );
    1
}

impl<B, T, A> Stream for Residual<B, A>
where
    B: Stream<Input = T, Output = T, Activation = Identity>,
    B: Stream<Frame = T::Frame, Step = T::Frame>,
    T: Steps,
    A: Activation,
{
    type State = B::State;
    type Frame = T::Frame;
    type Step = T::Frame;

    const WARM_UP: usize = warm_up::<B>();
    const MACS_PER_STEP: usize = B::MACS_PER_STEP;
    const MEANING: Meaning = B::MEANING;

    #[inline]
    fn push<'a>(&self, state: &'a mut B::State, frame: &T::Frame) -> Option<&'a mut T::Frame> {
        let output = self.branch.push(state, frame)?;
        add(output.as_mut_slice(), frame.as_slice());
        Some(output)
    }
}

/// What a [`Concat`] remembers.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Both<X, Y, O> {
    first: X,
    last: Y,
    output: O,
}

impl<X: Zero, Y: Zero, O: Zero> Zero for Both<X, Y, O> {
    const ZERO: Self = Both {
        first: X::ZERO,
        last: Y::ZERO,
        output: O::ZERO,
    };
}

impl<X, Y, O> Stream for Concat<X, Y, O>
where
    X: Stream,
    Y: Stream<Input = X::Input, Frame = X::Frame>,
    O: Steps,
    Self: Layer<Element = f32, Input = X::Input, Output = O>,
{
    type State = Both<X::State, Y::State, O::Frame>;
    type Frame = X::Frame;
    type Step = O::Frame;

    const WARM_UP: usize = warm_up::<X>() * warm_up::<Y>();
    const MACS_PER_STEP: usize = X::MACS_PER_STEP + Y::MACS_PER_STEP;
    const MEANING: Meaning = X::MEANING.and(Y::MEANING);

    #[inline]
    fn push<'a>(&self, state: &'a mut Self::State, frame: &X::Frame) -> Option<&'a mut O::Frame> {
        let output = state.output.as_mut_slice();
        let (first, last) = output.split_at_mut_checked(X::Step::LEN)?;
        let step = self.first.push(&mut state.first, frame)?;
        X::Activation::apply(step.as_mut_slice());
        copy(step.as_slice(), first);
        let step = self.last.push(&mut state.last, frame)?;
        Y::Activation::apply(step.as_mut_slice());
        copy(step.as_slice(), last);
        Some(&mut state.output)
    }
}
