//! Two branches of layers whose outputs are added.

use core::marker::PhantomData;

use super::facts::larger;
use super::{
    Description, Facts, Layer, Sink, Trainable, activation, initialize_parts, value_traits,
    visit_parts,
};
use crate::activation::{Activation, Identity};
use crate::arena::Arena;
use crate::batch::Batch;
use crate::kernel::{Isa, add};
use crate::opaque::opaque;
use crate::rng::Noise;
use crate::scratch::with_zeros_in_each;
use crate::slices;
use crate::state::StateTree;
use crate::tensor::Tensor;
use crate::zero::Zero;

/// `y = A(projection(x) + branch(x))`: a [`Residual`](super::Residual) whose branch changes the shape (He et al., "Deep Residual
/// Learning", 2016, option B).
///
/// # Shapes
/// The branch and the projection have the same input type and the same output type. They are the types of the layer.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![[4, 8, 8]
///     => Residual<
///         Conv2d<filters = 8, kernel = 3, stride = 2, padding = 1, Relu> => Conv2d<filters = 8, kernel = 3, padding = 1>,
///         projection = Conv2d<filters = 8, kernel = 1, stride = 2>,
///         Relu
///     >
///     => [8, 4, 4]];
/// assert_eq!(Net::PARAMS, (4 * 9 * 8 + 8) + (8 * 9 * 8 + 8) + (4 * 8 + 8));
/// ```
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "B: bytemuck::Zeroable, P: bytemuck::Zeroable")
)]
pub struct ProjectedResidual<B, P, A = Identity> {
    /// The branch.
    pub branch: B,
    /// Maps the input to the shape of the output of the branch.
    pub projection: P,
    marks: PhantomData<A>,
}

value_traits!([B, P, A] ProjectedResidual<B, P, A> { branch: B, projection: P });

impl<B, P, A> ProjectedResidual<B, P, A> {
    /// A layer with this branch and projection.
    pub const fn new(branch: B, projection: P) -> Self {
        ProjectedResidual {
            branch,
            projection,
            marks: PhantomData,
        }
    }
}

/// The tape of a [`ProjectedResidual`]: the tapes of both branches, and the output and the input gradient of the projection.
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "B::Tape<BATCH>: bytemuck::Zeroable, P::Tape<BATCH>: bytemuck::Zeroable")
)]
pub struct ProjectedTape<B: Trainable, P: Trainable, const BATCH: usize> {
    branch: B::Tape<BATCH>,
    projection: P::Tape<BATCH>,
    output: [P::Output; BATCH],
    d_input: [P::Input; BATCH],
}

opaque!([B: Trainable, P: Trainable, const BATCH: usize] ProjectedTape<B, P, BATCH>);

impl<B: Trainable, P: Trainable, const BATCH: usize> Zero for ProjectedTape<B, P, BATCH> {
    const ZERO: Self = ProjectedTape {
        branch: Zero::ZERO,
        projection: Zero::ZERO,
        output: Zero::ZERO,
        d_input: Zero::ZERO,
    };
}

impl<B, P, I, O, A> Layer for ProjectedResidual<B, P, A>
where
    B: Layer<Element = f32, Input = I, Output = O, Activation = Identity>,
    P: Layer<Element = f32, Input = I, Output = O, Activation = Identity>,
    I: Tensor<Element = f32>,
    O: Tensor<Element = f32>,
    A: Activation,
{
    type Element = f32;
    type Input = I;
    type Output = O;
    type Activation = A;

    const FACTS: Facts = {
        let (branch, projection) = (B::FACTS, P::FACTS);
        let arena = larger(branch.arena, O::LEN + projection.arena);
        Facts::both::<O>("Residual", &branch, &projection, arena)
    };

    const STATE: StateTree = StateTree::Activated(
        &StateTree::sequence(
            Self::FACTS.name,
            &StateTree::Chain(&B::STATE, &StateTree::Named("projection", &P::STATE)),
        ),
        activation::<A>(),
    );

    fn infer(&self, input: &I, output: &mut O) {
        with_zeros_in_each(|projected: &mut O| {
            self.projection.infer(input, projected);
            self.branch.infer(input, output);
            add(output.as_mut_slice(), projected.as_slice());
        });
    }

    #[inline(always)]
    fn run<S: Isa>(&self, isa: S, input: &I, mut arena: Arena<'_>) {
        self.branch.run(isa, input, arena.reborrow());
        if let Some((output, mut rest)) = arena.reserve::<O>() {
            self.projection.run(isa, input, rest.reborrow());
            if let Some(projected) = rest.place::<O>() {
                add(output.as_mut_slice(), projected.as_slice());
            }
        }
    }

    visit_parts!(branch, projection);

    fn describe(visit: &mut dyn FnMut(Description)) {
        B::describe(visit);
        P::describe(visit);
        visit(Description::joint::<Self>());
    }
}

impl<B, P, I, O, A> Trainable for ProjectedResidual<B, P, A>
where
    B: Trainable<Input = I, Output = O, Activation = Identity>,
    P: Trainable<Input = I, Output = O, Activation = Identity>,
    I: Tensor<Element = f32>,
    O: Tensor<Element = f32>,
    A: Activation,
{
    type Tape<const BATCH: usize> = ProjectedTape<B, P, BATCH>;

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, I>,
        output: &mut [O],
        tape: &mut Self::Tape<BATCH>,
        noise: Noise,
    ) {
        self.branch
            .forward(input, output, &mut tape.branch, noise.branch(0));
        let projected = slices::range_mut(&mut tape.output, ..input.len());
        self.projection
            .forward(input, projected, &mut tape.projection, noise.branch(1));
        for (output, projected) in output.iter_mut().zip(projected) {
            add(output.as_mut_slice(), projected.as_slice());
        }
    }

    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, I>,
        d_output: &[O],
        d_input: Option<&mut [I]>,
        tape: &mut Self::Tape<BATCH>,
    ) {
        let (branch, projection) = (&mut tape.branch, &mut tape.projection);
        let Some(d_input) = d_input else {
            self.branch.backward(input, d_output, None, branch);
            return self.projection.backward(input, d_output, None, projection);
        };
        self.branch
            .backward(input, d_output, Some(&mut *d_input), branch);
        let projected = slices::range_mut(&mut tape.d_input, ..input.len());
        self.projection
            .backward(input, d_output, Some(&mut *projected), projection);
        for (d_input, projected) in d_input.iter_mut().zip(projected) {
            add(d_input.as_mut_slice(), projected.as_slice());
        }
    }

    fn gradient<const BATCH: usize, S: Sink>(
        input: Batch<'_, I>,
        d_output: &[O],
        tape: &Self::Tape<BATCH>,
        sink: &mut S,
    ) {
        B::gradient(input, d_output, &tape.branch, sink);
        P::gradient(input, d_output, &tape.projection, sink);
    }

    fn descend(&mut self, input: &I, d_output: &O, tape: &Self::Tape<1>, learning_rate: f32) {
        self.branch
            .descend(input, d_output, &tape.branch, learning_rate);
        self.projection
            .descend(input, d_output, &tape.projection, learning_rate);
    }

    fn update_statistics<const BATCH: usize>(&mut self, tape: &Self::Tape<BATCH>) {
        self.branch.update_statistics(&tape.branch);
        self.projection.update_statistics(&tape.projection);
    }

    initialize_parts!(branch, projection);
}
