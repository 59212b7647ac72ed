//! Two branches of layers, whose outputs stand one behind the other.

use core::marker::PhantomData;

use rand_core::Rng;

use super::part::{cut, run_part};
use super::{Description, Layer, Part, plain, visits};
use crate::activation::{Activation, Identity};
use crate::arena::Arena;
use crate::batch::Batch;
use crate::init::Init;
use crate::kernel::{Isa, add, copy};
use crate::rng::Noise;
use crate::state::StateTree;
use crate::tensor::Tensor;
use crate::zero::Zero;

/// The outputs of two branches over the same input, joined over channels (those of vectors are their elements) to `O`. More
/// than two nest: `Concat<Concat<X, Y, _>, Z, O>`. A first branch that is a `Concat` of its own is
/// `Activated<Concat<X, Y, _>, Identity>`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![[3, 8, 8]
///     => Concat<
///         [Conv2d<filters = 4, kernel = 1, Relu>],
///         [Conv2d<filters = 4, kernel = 3, padding = 1, Relu>],
///         [MaxPool2d<3, stride = 1, padding = 1>]
///     >
///     => [11, 8, 8]];
/// assert_eq!(Net::PARAMS, (3 * 4 + 4) + (3 * 9 * 4 + 4));
/// ```
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "X: bytemuck::Zeroable, Y: bytemuck::Zeroable")
)]
pub struct Concat<X, Y, O> {
    /// The branch whose output comes first.
    pub first: X,
    /// The branch whose output comes last.
    pub last: Y,
    marks: PhantomData<O>,
}

plain!([X, Y, O] Concat<X, Y, O> { first: X, last: Y });

impl<X, Y, O> Concat<X, Y, O> {
    /// A layer with these branches.
    pub const fn new(first: X, last: Y) -> Self {
        Concat {
            first,
            last,
            marks: PhantomData,
        }
    }
}

/// What a [`Concat`] remembers: all of both branches, and the room for the gradient that the last one gives.
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "X::Tape<BATCH>: bytemuck::Zeroable, Y::Tape<BATCH>: bytemuck::Zeroable")
)]
pub struct ConcatTape<X: Layer, Y: Layer, const BATCH: usize> {
    first: Part<X, BATCH>,
    last: Part<Y, BATCH>,
    d_input: [Y::Input; BATCH],
}

impl<X: Layer, Y: Layer, const BATCH: usize> Zero for ConcatTape<X, Y, BATCH> {
    const ZERO: Self = ConcatTape {
        first: Zero::ZERO,
        last: Zero::ZERO,
        d_input: Zero::ZERO,
    };
}

impl<X: Layer<Input = I>, Y: Layer<Input = I>, I, O: Tensor<Element = f32>> Concat<X, Y, O> {
    const LAST: StateTree = StateTree::sequence("Branch", &Y::STATE);
    /// The branches one behind the other, those of a nested one as its own.
    const BRANCHES: StateTree = match X::STATE {
        StateTree::Branches(branches) => StateTree::Chain(branches, &Self::LAST),
        _ => StateTree::Chain(&StateTree::sequence("Branch", &X::STATE), &Self::LAST),
    };
}

impl<X, Y, I, O> Layer for Concat<X, Y, O>
where
    X: Layer<Input = I>,
    Y: Layer<Input = I>,
    I: Tensor<Element = f32>,
    O: Tensor<Element = f32>,
{
    type Input = I;
    type Output = O;
    type Activation = Identity;
    type Tape<const BATCH: usize> = ConcatTape<X, Y, BATCH>;

    const NAME: &'static str = "Concat";
    const STATE: StateTree = StateTree::Branches(&Self::BRANCHES);
    const PARAMS: usize = {
        assert!(
            X::Output::LEN + Y::Output::LEN == O::LEN,
            "the joined output is as long as both branches' outputs"
        );
        X::PARAMS + Y::PARAMS
    };
    const MACS: usize = X::MACS + Y::MACS;
    const ARENA: usize = {
        let last = X::Output::LEN + Y::ARENA;
        if X::ARENA > last { X::ARENA } else { last }
    };
    const LEAST_BATCH: usize = if X::LEAST_BATCH > Y::LEAST_BATCH {
        X::LEAST_BATCH
    } else {
        Y::LEAST_BATCH
    };

    fn infer(&self, input: &I, output: &mut O) {
        let (first, last) = cut::<X::Output>(output.as_mut_slice());
        if let Some(output) = X::Output::from_mut_slice(first) {
            self.first.infer(input, output);
            X::Activation::apply(output.as_mut_slice());
        }
        if let Some(output) = Y::Output::from_mut_slice(last) {
            self.last.infer(input, output);
            Y::Activation::apply(output.as_mut_slice());
        }
    }

    #[inline(always)]
    fn run<S: Isa>(&self, isa: S, input: &I, arena: Arena<'_>) {
        arena.join::<O, X::Output>(
            Self::ARENA,
            |arena| run_part(&self.first, isa, input, arena),
            |arena| run_part(&self.last, isa, input, arena),
        );
    }

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, I>,
        output: &mut [O],
        tape: &mut Self::Tape<BATCH>,
        noise: Noise,
    ) {
        let (first, last) = (&mut tape.first, &mut tape.last);
        first.forward(&self.first, input, noise.branch(0));
        last.forward(&self.last, input, noise.branch(1));
        let parts = first.seam.outputs(input.len()).iter();
        let parts = parts.zip(last.seam.outputs(input.len()));
        for (output, parts) in output.iter_mut().zip(parts) {
            let (first, last) = cut::<X::Output>(output.as_mut_slice());
            copy(parts.0.as_slice(), first);
            copy(parts.1.as_slice(), last);
        }
    }

    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, I>,
        d_output: &[O],
        d_input: Option<&mut [I]>,
        tape: &mut Self::Tape<BATCH>,
    ) {
        let (first, last) = (&mut tape.first, &mut tape.last);
        let (_, d_first) = first.seam.both(input.len());
        let (_, d_last) = last.seam.both(input.len());
        for (d_output, d_parts) in d_output.iter().zip(d_first.iter_mut().zip(d_last)) {
            let joined = d_output.as_slice().split_at_checked(X::Output::LEN);
            let (first, last) = joined.unwrap_or_default();
            copy(first, d_parts.0.as_mut_slice());
            copy(last, d_parts.1.as_mut_slice());
        }
        let Some(d_input) = d_input else {
            first.backward(&self.first, input, None);
            return last.backward(&self.last, input, None);
        };
        first.backward(&self.first, input, Some(&mut *d_input));
        let d_last = tape.d_input.get_mut(..input.len()).unwrap_or_default();
        last.backward(&self.last, input, Some(&mut *d_last));
        for (d_input, d_last) in d_input.iter_mut().zip(d_last) {
            add(d_input.as_mut_slice(), d_last.as_slice());
        }
    }

    fn accumulate<const BATCH: usize>(
        &self,
        input: Batch<'_, I>,
        _d_output: &[O],
        tape: &Self::Tape<BATCH>,
        gradients: &mut [f32],
    ) {
        let (first, last) = gradients
            .split_at_mut_checked(X::PARAMS)
            .unwrap_or_default();
        let d_output = tape.first.seam.d_outputs(input.len());
        self.first
            .accumulate(input, d_output, &tape.first.tape, first);
        let d_output = tape.last.seam.d_outputs(input.len());
        self.last.accumulate(input, d_output, &tape.last.tape, last);
    }

    fn descend(&mut self, input: &I, _d_output: &O, tape: &Self::Tape<1>, learning_rate: f32) {
        let (_, [d_output]) = tape.first.seam.single();
        self.first
            .descend(input, d_output, &tape.first.tape, learning_rate);
        let (_, [d_output]) = tape.last.seam.single();
        self.last
            .descend(input, d_output, &tape.last.tape, learning_rate);
    }

    fn gradient_norms(
        &self,
        input: &I,
        _d_output: &O,
        tape: &Self::Tape<1>,
        visit: &mut impl FnMut(f32),
    ) {
        let (_, [d_output]) = tape.first.seam.single();
        self.first
            .gradient_norms(input, d_output, &tape.first.tape, visit);
        let (_, [d_output]) = tape.last.seam.single();
        self.last
            .gradient_norms(input, d_output, &tape.last.tape, visit);
        visit(0.0);
    }

    fn settle<const BATCH: usize>(&mut self, tape: &Self::Tape<BATCH>) {
        self.first.settle(&tape.first.tape);
        self.last.settle(&tape.last.tape);
    }

    visits!(first, last);

    fn initialize_with<R: Rng + ?Sized>(&mut self, init: Option<Init>, rng: &mut R) {
        self.first.initialize_with(init, rng);
        self.last.initialize_with(init, rng);
    }

    fn describe(visit: &mut dyn FnMut(Description)) {
        X::describe(visit);
        Y::describe(visit);
        visit(Description::joint::<Self>());
    }
}
