//! Two branches of layers whose outputs are concatenated.

use core::marker::PhantomData;

use super::facts::larger;
use super::seam::{cut, run_part};
use super::{
    Description, Facts, Layer, Part, Sink, Trainable, initialize_parts, value_traits, visit_parts,
};
use crate::activation::{Activation, Identity};
use crate::arena::Arena;
use crate::batch::Batch;
use crate::kernel::{Isa, add, copy};
use crate::opaque::opaque;
use crate::require::require;
use crate::rng::Noise;
use crate::slices;
use crate::state::StateTree;
use crate::tensor::Tensor;
use crate::zero::Zero;

/// Applies two branches to the same input and concatenates their outputs along the channels to `O`. The channels of a vector are its
/// elements.
///
/// More branches nest: `Concat<Concat<X, Y, _>, Z, O>`. A first branch that is itself a `Concat` is written
/// `Activated<Concat<X, Y, _>, Identity>`.
///
/// # Shapes
/// If the branches return `C` and `D` channels of equal size, `O` has `C + D` channels: for example, `[[f32; L]; C]` and
/// `[[f32; L]; D]` become `[[f32; L]; C + D]`.
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

value_traits!([X, Y, O] Concat<X, Y, O> { first: X, last: Y });

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

/// The tape of a [`Concat`]: the tapes of both branches, and the gradient with respect to the input of the last branch.
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "X::Tape<BATCH>: bytemuck::Zeroable, Y::Tape<BATCH>: bytemuck::Zeroable")
)]
pub struct ConcatTape<X: Trainable, Y: Trainable, const BATCH: usize> {
    first: Part<X, BATCH>,
    last: Part<Y, BATCH>,
    d_input: [Y::Input; BATCH],
}

opaque!([X: Trainable, Y: Trainable, const BATCH: usize] ConcatTape<X, Y, BATCH>);

impl<X: Trainable, Y: Trainable, const BATCH: usize> Zero for ConcatTape<X, Y, BATCH> {
    const ZERO: Self = ConcatTape {
        first: Zero::ZERO,
        last: Zero::ZERO,
        d_input: Zero::ZERO,
    };
}

impl<
    X: Layer<Element = f32, Input = I>,
    Y: Layer<Element = f32, Input = I>,
    I,
    O: Tensor<Element = f32>,
> Concat<X, Y, O>
{
    const LAST: StateTree = StateTree::sequence("Branch", &Y::STATE);
    /// The branches in order, including those of a nested `Concat`.
    const BRANCHES: StateTree = match X::STATE {
        StateTree::Branches(branches) => StateTree::Chain(branches, &Self::LAST),
        _ => StateTree::Chain(&StateTree::sequence("Branch", &X::STATE), &Self::LAST),
    };
}

impl<X, Y, I, O> Layer for Concat<X, Y, O>
where
    X: Layer<Element = f32, Input = I>,
    Y: Layer<Element = f32, Input = I>,
    I: Tensor<Element = f32>,
    O: Tensor<Element = f32>,
{
    type Element = f32;
    type Input = I;
    type Output = O;
    type Activation = Identity;

    const FACTS: Facts = {
        let (first, last) = (X::FACTS, Y::FACTS);
        require(
            X::Output::LEN + Y::Output::LEN == O::LEN,
            "the joined output is as long as both branches' outputs",
        );
        let arena = larger(first.arena, X::Output::LEN + last.arena);
        Facts::both::<O>("Concat", &first, &last, arena)
    };

    const STATE: StateTree = StateTree::Branches(&Self::BRANCHES);

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
            Self::FACTS.arena,
            |arena| run_part(&self.first, isa, input, arena),
            |arena| run_part(&self.last, isa, input, arena),
        );
    }

    visit_parts!(first, last);

    fn describe(visit: &mut dyn FnMut(Description)) {
        X::describe(visit);
        Y::describe(visit);
        visit(Description::joint::<Self>());
    }
}

impl<X, Y, I, O> Trainable for Concat<X, Y, O>
where
    X: Trainable<Input = I>,
    Y: Trainable<Input = I>,
    I: Tensor<Element = f32>,
    O: Tensor<Element = f32>,
{
    type Tape<const BATCH: usize> = ConcatTape<X, Y, BATCH>;

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
            let (first, last) = slices::split(d_output.as_slice(), X::Output::LEN);
            copy(first, d_parts.0.as_mut_slice());
            copy(last, d_parts.1.as_mut_slice());
        }
        let Some(d_input) = d_input else {
            first.backward(&self.first, input, None);
            return last.backward(&self.last, input, None);
        };
        first.backward(&self.first, input, Some(&mut *d_input));
        let d_last = slices::range_mut(&mut tape.d_input, ..input.len());
        last.backward(&self.last, input, Some(&mut *d_last));
        for (d_input, d_last) in d_input.iter_mut().zip(d_last) {
            add(d_input.as_mut_slice(), d_last.as_slice());
        }
    }

    fn gradient<const BATCH: usize, S: Sink>(
        input: Batch<'_, I>,
        _d_output: &[O],
        tape: &Self::Tape<BATCH>,
        sink: &mut S,
    ) {
        let (first, last) = (&tape.first, &tape.last);
        X::gradient(input, first.seam.d_outputs(input.len()), &first.tape, sink);
        Y::gradient(input, last.seam.d_outputs(input.len()), &last.tape, sink);
    }

    fn descend(&mut self, input: &I, _d_output: &O, tape: &Self::Tape<1>, learning_rate: f32) {
        let (_, [d_output]) = tape.first.seam.single();
        self.first
            .descend(input, d_output, &tape.first.tape, learning_rate);
        let (_, [d_output]) = tape.last.seam.single();
        self.last
            .descend(input, d_output, &tape.last.tape, learning_rate);
    }

    fn update_statistics<const BATCH: usize>(&mut self, tape: &Self::Tape<BATCH>) {
        self.first.update_statistics(&tape.first.tape);
        self.last.update_statistics(&tape.last.tape);
    }

    initialize_parts!(first, last);
}
