//! Branches over the same steps.

use super::{Meaning, Pair, Steps, Stream};
use crate::activation::{Activation, Identity};
use crate::kernel::{add, copy};
use crate::layer::int8::{
    ConcatI8, ProjectedResidualI8, QuantizedActivation, ResidualI8, Rounding,
};
use crate::layer::{Concat, Layer, ProjectedResidual, Residual};
use crate::require::require;
use crate::tensor::Tensor;

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
    B: Stream<Element = f32, Input = T, Output = T, Activation = Identity>,
    B: Stream<Frame = T::Frame, Step = T::Frame>,
    T: Steps<Element = f32>,
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

impl<B, T, A, R> Stream for ResidualI8<B, A, R>
where
    B: Stream<Element = i8, Input = T, Output = T, Activation = Identity>,
    B: Stream<Frame = T::Frame, Step = T::Frame>,
    T: Steps<Element = i8>,
    A: QuantizedActivation,
    R: Rounding,
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
        self.sum.add(frame.as_slice(), output.as_mut_slice());
        Some(output)
    }
}

impl<B, P, A> Stream for ProjectedResidual<B, P, A>
where
    B: Stream<Element = f32, Activation = Identity>,
    P: Stream<
            Element = f32,
            Input = B::Input,
            Output = B::Output,
            Frame = B::Frame,
            Step = B::Step,
            Activation = Identity,
        >,
    A: Activation,
{
    type State = Pair<B::State, P::State>;
    type Frame = B::Frame;
    type Step = B::Step;

    const WARM_UP: usize = warm_up::<B>() * warm_up::<P>();
    const MACS_PER_STEP: usize = B::MACS_PER_STEP + P::MACS_PER_STEP;
    const MEANING: Meaning = B::MEANING.and(P::MEANING);

    #[inline]
    fn push<'a>(&self, state: &'a mut Self::State, frame: &B::Frame) -> Option<&'a mut B::Step> {
        let output = self.branch.push(&mut state.first, frame)?;
        let projected = self.projection.push(&mut state.last, frame)?;
        add(output.as_mut_slice(), projected.as_slice());
        Some(output)
    }
}

impl<B, P, A, R> Stream for ProjectedResidualI8<B, P, A, R>
where
    B: Stream<Element = i8, Activation = Identity>,
    P: Stream<
            Element = i8,
            Input = B::Input,
            Output = B::Output,
            Frame = B::Frame,
            Step = B::Step,
            Activation = Identity,
        >,
    A: QuantizedActivation,
    R: Rounding,
{
    type State = Pair<B::State, P::State>;
    type Frame = B::Frame;
    type Step = B::Step;

    const WARM_UP: usize = warm_up::<B>() * warm_up::<P>();
    const MACS_PER_STEP: usize = B::MACS_PER_STEP + P::MACS_PER_STEP;
    const MEANING: Meaning = B::MEANING.and(P::MEANING);

    #[inline]
    fn push<'a>(&self, state: &'a mut Self::State, frame: &B::Frame) -> Option<&'a mut B::Step> {
        let output = self.branch.push(&mut state.first, frame)?;
        let projected = self.projection.push(&mut state.last, frame)?;
        self.sum.add(projected.as_slice(), output.as_mut_slice());
        Some(output)
    }
}

/// What a layer with two branches and an output of its own remembers.
type Joined<X, Y, O> = Pair<Pair<<X as Stream>::State, <Y as Stream>::State>, <O as Steps>::Frame>;

impl<X, Y, O> Stream for Concat<X, Y, O>
where
    X: Stream<Element = f32>,
    Y: Stream<Element = f32, Input = X::Input, Frame = X::Frame>,
    O: Steps<Element = f32>,
    Self: Layer<Element = f32, Input = X::Input, Output = O>,
{
    type State = Joined<X, Y, O>;
    type Frame = X::Frame;
    type Step = O::Frame;

    const WARM_UP: usize = warm_up::<X>() * warm_up::<Y>();
    const MACS_PER_STEP: usize = X::MACS_PER_STEP + Y::MACS_PER_STEP;
    const MEANING: Meaning = X::MEANING.and(Y::MEANING);

    #[inline]
    fn push<'a>(&self, state: &'a mut Self::State, frame: &X::Frame) -> Option<&'a mut O::Frame> {
        let Pair {
            first: branches,
            last: output,
        } = state;
        let (first, last) = output.as_mut_slice().split_at_mut_checked(X::Step::LEN)?;
        let step = self.first.push(&mut branches.first, frame)?;
        X::Activation::apply(step.as_mut_slice());
        copy(step.as_slice(), first);
        let step = self.last.push(&mut branches.last, frame)?;
        Y::Activation::apply(step.as_mut_slice());
        copy(step.as_slice(), last);
        Some(output)
    }
}

impl<X, Y, O, R> Stream for ConcatI8<X, Y, O, R>
where
    X: Stream<Element = i8, Activation = Identity>,
    Y: Stream<Element = i8, Input = X::Input, Frame = X::Frame, Activation = Identity>,
    O: Steps<Element = i8>,
    R: Rounding,
    Self: Layer<Element = i8, Input = X::Input, Output = O>,
{
    type State = Joined<X, Y, O>;
    type Frame = X::Frame;
    type Step = O::Frame;

    const WARM_UP: usize = warm_up::<X>() * warm_up::<Y>();
    const MACS_PER_STEP: usize = X::MACS_PER_STEP + Y::MACS_PER_STEP;
    const MEANING: Meaning = X::MEANING.and(Y::MEANING);

    #[inline]
    fn push<'a>(&self, state: &'a mut Self::State, frame: &X::Frame) -> Option<&'a mut O::Frame> {
        let Pair {
            first: branches,
            last: output,
        } = state;
        let (first, last, all) = (X::Step::LEN, Y::Step::LEN, O::Frame::LEN);
        let step = self.first.push(&mut branches.first, frame)?;
        self.join
            .write::<0>(step.as_slice(), [0, first, all], output.as_mut_slice());
        let step = self.last.push(&mut branches.last, frame)?;
        self.join
            .write::<1>(step.as_slice(), [first, last, all], output.as_mut_slice());
        Some(output)
    }
}
