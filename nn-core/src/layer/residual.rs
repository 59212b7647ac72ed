//! A branch of layers whose input is added to its output.

use core::marker::PhantomData;

use super::{
    Description, Facts, Layer, Sink, Trainable, activation, initialize_parts, value_traits,
    visit_parts,
};

use crate::activation::{Activation, Identity};
use crate::arena::Arena;
use crate::batch::Batch;
use crate::kernel::{Isa, add};
use crate::rng::Noise;
use crate::state::StateTree;
use crate::tensor::Tensor;

/// `y = A(x + branch(x))` (He et al., "Deep Residual Learning", 2016). It needs no memory besides that of the branch.
///
/// The last layer of the branch has no activation. After a layer with an activation [`network!`](crate::network!) inserts a
/// [`Pass`](super::Pass). If the branch changes the shape, see [`ProjectedResidual`](super::ProjectedResidual).
///
/// # Shapes
/// The branch maps its input type to the same type, and so does the layer.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![8 => 3 x Residual<Dense<8, Relu> => Dense<8>, Relu> => Dense<2, Softmax>];
/// assert_eq!(Net::PARAMS, 3 * 2 * (8 * 8 + 8) + (8 * 2 + 2));
/// ```
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "B: bytemuck::Zeroable")
)]
pub struct Residual<B, A = Identity> {
    /// The branch.
    pub branch: B,
    marks: PhantomData<A>,
}

value_traits!([B, A] Residual<B, A> { branch: B });

impl<B, A> Residual<B, A> {
    /// A layer with this branch.
    pub const fn new(branch: B) -> Self {
        Residual {
            branch,
            marks: PhantomData,
        }
    }
}

impl<B, T, A> Layer for Residual<B, A>
where
    B: Layer<Element = f32, Input = T, Output = T, Activation = Identity>,
    T: Tensor<Element = f32>,
    A: Activation,
{
    type Element = f32;
    type Input = T;
    type Output = T;
    type Activation = A;

    const FACTS: Facts = Facts {
        params: B::FACTS.params,
        macs: B::FACTS.macs,
        arena: B::FACTS.arena,
        least_batch: B::FACTS.least_batch,
        ..Facts::of::<T>("Residual")
    };
    const STATE: StateTree = StateTree::Activated(
        &StateTree::sequence(Self::FACTS.name, &B::STATE),
        activation::<A>(),
    );

    fn infer(&self, input: &T, output: &mut T) {
        self.branch.infer(input, output);
        add(output.as_mut_slice(), input.as_slice());
    }

    #[inline(always)]
    fn run<S: Isa>(&self, isa: S, input: &T, mut arena: Arena<'_>) {
        self.branch.run(isa, input, arena.reborrow());
        if let Some(output) = arena.place::<T>() {
            add(output.as_mut_slice(), input.as_slice());
        }
    }

    visit_parts!(branch);

    fn describe(visit: &mut dyn FnMut(Description)) {
        B::describe(visit);
        visit(Description::joint::<Self>());
    }
}

impl<B, T, A> Trainable for Residual<B, A>
where
    B: Trainable<Input = T, Output = T, Activation = Identity>,
    T: Tensor<Element = f32>,
    A: Activation,
{
    type Tape<const BATCH: usize> = B::Tape<BATCH>;

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, T>,
        output: &mut [T],
        tape: &mut Self::Tape<BATCH>,
        noise: Noise,
    ) {
        self.branch.forward(input, output, tape, noise);
        for (output, input) in output.iter_mut().zip(input.iter()) {
            add(output.as_mut_slice(), input.as_slice());
        }
    }

    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, T>,
        d_output: &[T],
        d_input: Option<&mut [T]>,
        tape: &mut Self::Tape<BATCH>,
    ) {
        let Some(d_input) = d_input else {
            return self.branch.backward(input, d_output, None, tape);
        };
        self.branch
            .backward(input, d_output, Some(&mut *d_input), tape);
        for (d_input, d_output) in d_input.iter_mut().zip(d_output) {
            add(d_input.as_mut_slice(), d_output.as_slice());
        }
    }

    fn gradient<const BATCH: usize, S: Sink>(
        input: Batch<'_, T>,
        d_output: &[T],
        tape: &Self::Tape<BATCH>,
        sink: &mut S,
    ) {
        B::gradient(input, d_output, tape, sink);
    }

    fn descend(&mut self, input: &T, d_output: &T, tape: &Self::Tape<1>, learning_rate: f32) {
        self.branch.descend(input, d_output, tape, learning_rate);
    }

    fn update_statistics<const BATCH: usize>(&mut self, tape: &Self::Tape<BATCH>) {
        self.branch.update_statistics(tape);
    }

    initialize_parts!(branch);
}
