//! Two branches of layers, whose outputs are added.

use core::marker::PhantomData;

use rand_core::Rng;

use super::{Description, Layer, activation, plain, visits};
use crate::activation::{Activation, Identity};
use crate::arena::Arena;
use crate::batch::Batch;
use crate::init::Init;
use crate::kernel::{Isa, add};
use crate::rng::Noise;
use crate::scratch::with_zeros_in_each;
use crate::state::StateTree;
use crate::tensor::Tensor;
use crate::zero::Zero;

/// `y = A(projection(x) + branch(x))`: a [`Residual`](super::Residual) whose branch changes the shape (He et al., "Deep Residual
/// Learning", 2016, option B).
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
    /// The layers beside which the input is projected.
    pub branch: B,
    /// Brings the input into the shape of the branch's output.
    pub projection: P,
    marks: PhantomData<A>,
}

plain!([B, P, A] ProjectedResidual<B, P, A> { branch: B, projection: P });

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

/// What a [`ProjectedResidual`] remembers, and the room for what the projection gives.
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "B::Tape<BATCH>: bytemuck::Zeroable, P::Tape<BATCH>: bytemuck::Zeroable")
)]
pub struct ProjectedTape<B: Layer, P: Layer, const BATCH: usize> {
    branch: B::Tape<BATCH>,
    projection: P::Tape<BATCH>,
    output: [P::Output; BATCH],
    d_input: [P::Input; BATCH],
}

impl<B: Layer, P: Layer, const BATCH: usize> Zero for ProjectedTape<B, P, BATCH> {
    const ZERO: Self = ProjectedTape {
        branch: Zero::ZERO,
        projection: Zero::ZERO,
        output: Zero::ZERO,
        d_input: Zero::ZERO,
    };
}

impl<B, P, I, O, A> Layer for ProjectedResidual<B, P, A>
where
    B: Layer<Input = I, Output = O, Activation = Identity>,
    P: Layer<Input = I, Output = O, Activation = Identity>,
    I: Tensor<Element = f32>,
    O: Tensor<Element = f32>,
    A: Activation,
{
    type Input = I;
    type Output = O;
    type Activation = A;
    type Tape<const BATCH: usize> = ProjectedTape<B, P, BATCH>;

    const NAME: &'static str = "Residual";
    const STATE: StateTree = StateTree::Activated(
        &StateTree::sequence(
            Self::NAME,
            &StateTree::Chain(&B::STATE, &StateTree::Named("projection", &P::STATE)),
        ),
        activation::<A>(),
    );
    const PARAMS: usize = B::PARAMS + P::PARAMS;
    const MACS: usize = B::MACS + P::MACS;
    const ARENA: usize = {
        let both = O::LEN + P::ARENA;
        if B::ARENA > both { B::ARENA } else { both }
    };
    const LEAST_BATCH: usize = if B::LEAST_BATCH > P::LEAST_BATCH {
        B::LEAST_BATCH
    } else {
        P::LEAST_BATCH
    };

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

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, I>,
        output: &mut [O],
        tape: &mut Self::Tape<BATCH>,
        noise: Noise,
    ) {
        self.branch
            .forward(input, output, &mut tape.branch, noise.branch(0));
        let projected = tape.output.get_mut(..input.len()).unwrap_or_default();
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
        let projected = tape.d_input.get_mut(..input.len()).unwrap_or_default();
        self.projection
            .backward(input, d_output, Some(&mut *projected), projection);
        for (d_input, projected) in d_input.iter_mut().zip(projected) {
            add(d_input.as_mut_slice(), projected.as_slice());
        }
    }

    fn accumulate<const BATCH: usize>(
        &self,
        input: Batch<'_, I>,
        d_output: &[O],
        tape: &Self::Tape<BATCH>,
        gradients: &mut [f32],
    ) {
        let (branch, projection) = gradients
            .split_at_mut_checked(B::PARAMS)
            .unwrap_or_default();
        self.branch
            .accumulate(input, d_output, &tape.branch, branch);
        self.projection
            .accumulate(input, d_output, &tape.projection, projection);
    }

    fn descend(&mut self, input: &I, d_output: &O, tape: &Self::Tape<1>, learning_rate: f32) {
        self.branch
            .descend(input, d_output, &tape.branch, learning_rate);
        self.projection
            .descend(input, d_output, &tape.projection, learning_rate);
    }

    fn gradient_norms(
        &self,
        input: &I,
        d_output: &O,
        tape: &Self::Tape<1>,
        visit: &mut impl FnMut(f32),
    ) {
        self.branch
            .gradient_norms(input, d_output, &tape.branch, visit);
        self.projection
            .gradient_norms(input, d_output, &tape.projection, visit);
        visit(0.0);
    }

    fn settle<const BATCH: usize>(&mut self, tape: &Self::Tape<BATCH>) {
        self.branch.settle(&tape.branch);
        self.projection.settle(&tape.projection);
    }

    visits!(branch, projection);

    fn initialize_with<R: Rng + ?Sized>(&mut self, init: Option<Init>, rng: &mut R) {
        self.branch.initialize_with(init, rng);
        self.projection.initialize_with(init, rng);
    }

    fn describe(visit: &mut dyn FnMut(Description)) {
        B::describe(visit);
        P::describe(visit);
        visit(Description::joint::<Self>());
    }
}
