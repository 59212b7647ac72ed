//! The composition of two layers, from which networks of any depth are built.

use super::facts::larger;
use super::{
    Description, Facts, Feeds, Layer, Precedes, Scalar, Scale, Seam, Sink, Trainable,
    initialize_parts, visit_parts,
};
use crate::arena::Arena;
use crate::batch::Batch;
use crate::kernel::Isa;
use crate::opaque::opaque;
use crate::require::require;
use crate::rng::Noise;
use crate::scratch::with_zeros_in_each;
use crate::state::StateTree;
use crate::tensor::Tensor;
use crate::zero::Zero;

/// Two layers, one after the other: `last(first(x))`.
///
/// The output type of `first` must be the input type of `last`. Longer chains nest on the left, `Chain<Chain<A, B>, C>`. The arena of
/// inference is then as long as the largest sum of a layer's input and output.
///
/// # Shapes
/// The input of `first` to the output of `last`.
///
/// ```compile_fail
/// use nn_core::prelude::*;
///
/// type Wrong = Chain<Dense<3, 4, Relu>, Dense<5, 2, Softmax>>; // takes `[f32; 5]`, gets `[f32; 4]`
/// const PARAMS: usize = <Wrong as Layer>::FACTS.params;
/// ```
#[derive(Debug, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
#[repr(C)]
pub struct Chain<A, B> {
    /// The first layer.
    pub first: A,
    /// The last layer.
    pub last: B,
}

/// The tape of a [`Chain`]: the tapes of both layers, the values between them, and the gradients of these values.
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "A::Tape<BATCH>: bytemuck::Zeroable, B::Tape<BATCH>: bytemuck::Zeroable")
)]
pub struct ChainTape<A: Trainable, B: Trainable, const BATCH: usize> {
    first: A::Tape<BATCH>,
    seam: Seam<A, BATCH>,
    last: B::Tape<BATCH>,
}

impl<A: Clone, B: Clone> Clone for Chain<A, B> {
    fn clone(&self) -> Self {
        Chain {
            first: self.first.clone(),
            last: self.last.clone(),
        }
    }

    /// Copies in place, layer by layer.
    fn clone_from(&mut self, source: &Self) {
        self.first.clone_from(&source.first);
        self.last.clone_from(&source.last);
    }
}

impl<A: Zero, B: Zero> Zero for Chain<A, B> {
    const ZERO: Self = Chain {
        first: A::ZERO,
        last: B::ZERO,
    };
}

opaque!([A: Trainable, B: Trainable, const BATCH: usize] ChainTape<A, B, BATCH>);

impl<A: Trainable, B: Trainable, const BATCH: usize> Zero for ChainTape<A, B, BATCH> {
    const ZERO: Self = ChainTape {
        first: Zero::ZERO,
        seam: Zero::ZERO,
        last: Zero::ZERO,
    };
}

impl<A: Layer + Precedes<B>, B: Layer> Layer for Chain<A, B> {
    type Element = B::Element;
    type Input = A::Input;
    type Output = B::Output;
    type Activation = B::Activation;

    const THRESHOLD: f32 = B::THRESHOLD;
    const FACTS: Facts = {
        let (first, last) = (A::FACTS, B::FACTS);
        let arena = if last.is_view {
            first.arena
        } else {
            larger(first.arena, A::Output::LEN + last.arena)
        };
        Facts {
            passes_gradient: first.passes_gradient && last.passes_gradient,
            ..Facts::both::<B::Output>("Chain", &first, &last, arena)
        }
    };

    const STATE: StateTree = StateTree::Chain(&A::STATE, &B::STATE);

    fn infer(&self, input: &A::Input, output: &mut B::Output) {
        with_zeros_in_each(|between: &mut A::Output| {
            self.first.infer(input, between);
            A::Element::apply::<A::Activation>(between.as_mut_slice());
            self.last.infer((*between).feed(), output);
        });
    }

    #[inline(always)]
    fn run<S: Isa>(&self, isa: S, input: &A::Input, mut arena: Arena<'_, A::Element>) {
        // One call of `first`, whatever `last` is: with two, the code would double with each layer.
        let front = if const { B::FACTS.is_view } {
            arena.reborrow()
        } else {
            arena.other_end()
        };
        self.first.run(isa, input, front);
        if const { B::FACTS.is_view } {
            if let Some(output) = arena.place::<A::Output>() {
                A::Element::apply_with::<A::Activation, S>(isa, output.as_mut_slice());
            }
        } else if let Some((between, rest)) = arena.take::<A::Output>() {
            A::Element::apply_with::<A::Activation, S>(isa, between.as_mut_slice());
            let between: &A::Output = between;
            self.last.run(isa, between.feed(), rest);
        }
    }

    visit_parts!(first, last);

    fn scales(&self) -> [Option<Scale>; 2] {
        let ([input, before], [after, output]) = (self.first.scales(), self.last.scales());
        [input.or(after), output.or(before)]
    }

    fn describe(visit: &mut dyn FnMut(Description)) {
        A::describe(visit);
        B::describe(visit);
    }

    fn describe_named(names: &[&'static str], visit: &mut dyn FnMut(Description)) {
        match names.split_last() {
            Some((last, before)) if !before.is_empty() => {
                A::describe_named(before, visit);
                B::describe_named(core::slice::from_ref(last), visit);
            }
            _ => Description::named::<Self>(names, visit),
        }
    }
}

impl<A: Trainable + Precedes<B>, B: Trainable> Trainable for Chain<A, B> {
    type Tape<const BATCH: usize> = ChainTape<A, B, BATCH>;

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, A::Input>,
        output: &mut [B::Output],
        tape: &mut Self::Tape<BATCH>,
        noise: Noise,
    ) {
        let ChainTape { first, seam, last } = tape;
        seam.forward(&self.first, input, first, noise.branch(0));
        let between = Batch::all(Feeds::feed_rows(seam.outputs(input.len())));
        self.last.forward(between, output, last, noise.branch(1));
    }

    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, A::Input>,
        d_output: &[B::Output],
        d_input: Option<&mut [A::Input]>,
        tape: &mut Self::Tape<BATCH>,
    ) {
        const {
            require(
                B::FACTS.passes_gradient || A::FACTS.params == 0,
                "a `Frozen` network passes no gradient on, so the layers before it would not learn: put it first",
            );
        };
        let ChainTape { first, seam, last } = tape;
        let (between, d_between) = seam.both(input.len());
        self.last.backward(
            Batch::all(Feeds::feed_rows(between)),
            d_output,
            Some(Feeds::feed_rows_mut(d_between)),
            last,
        );
        seam.backward(&self.first, input, d_input, first);
    }

    fn gradient<const BATCH: usize, S: Sink>(
        input: Batch<'_, A::Input>,
        d_output: &[B::Output],
        tape: &Self::Tape<BATCH>,
        sink: &mut S,
    ) {
        let d_between = tape.seam.d_outputs(input.len());
        A::gradient(input, d_between, &tape.first, sink);
        let between = Batch::all(Feeds::feed_rows(tape.seam.outputs(input.len())));
        B::gradient(between, d_output, &tape.last, sink);
    }

    fn descend(
        &mut self,
        input: &A::Input,
        d_output: &B::Output,
        tape: &Self::Tape<1>,
        learning_rate: f32,
    ) {
        let ([between], [d_between]) = tape.seam.single();
        self.first
            .descend(input, d_between, &tape.first, learning_rate);
        self.last
            .descend(between.feed(), d_output, &tape.last, learning_rate);
    }

    fn update_statistics<const BATCH: usize>(&mut self, tape: &Self::Tape<BATCH>) {
        self.first.update_statistics(&tape.first);
        self.last.update_statistics(&tape.last);
    }

    initialize_parts!(first, last);
}
