//! A branch of layers, to whose output its input is added.

use core::marker::PhantomData;

use rand_core::Rng;

use super::{Description, Layer, activation, plain, visits};

use crate::activation::{Activation, Identity};
use crate::arena::Arena;
use crate::batch::Batch;
use crate::init::Init;
use crate::kernel::{Isa, add};
use crate::rng::Noise;
use crate::state::StateTree;
use crate::tensor::Tensor;

/// `y = A(x + branch(x))` (He et al., "Deep Residual Learning", 2016). It needs no room beside the branch's.
///
/// The branch ends without an activation; one that has one is followed by [`Pass`](super::Pass), which
/// [`network!`](crate::network!) writes by itself. Where the branch changes the shape, see
/// [`ProjectedResidual`](super::ProjectedResidual).
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
    /// The layers beside which the input passes.
    pub branch: B,
    marks: PhantomData<A>,
}

plain!([B, A] Residual<B, A> { branch: B });

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
    B: Layer<Input = T, Output = T, Activation = Identity>,
    T: Tensor<Element = f32>,
    A: Activation,
{
    type Input = T;
    type Output = T;
    type Activation = A;
    type Tape<const BATCH: usize> = B::Tape<BATCH>;

    const NAME: &'static str = "Residual";
    const STATE: StateTree = StateTree::Activated(
        &StateTree::sequence(Self::NAME, &B::STATE),
        activation::<A>(),
    );
    const PARAMS: usize = B::PARAMS;
    const MACS: usize = B::MACS;
    const ARENA: usize = B::ARENA;
    const LEAST_BATCH: usize = B::LEAST_BATCH;

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

    fn accumulate<const BATCH: usize>(
        &self,
        input: Batch<'_, T>,
        d_output: &[T],
        tape: &Self::Tape<BATCH>,
        gradients: &mut [f32],
    ) {
        self.branch.accumulate(input, d_output, tape, gradients);
    }

    fn descend(&mut self, input: &T, d_output: &T, tape: &Self::Tape<1>, learning_rate: f32) {
        self.branch.descend(input, d_output, tape, learning_rate);
    }

    fn gradient_norms(
        &self,
        input: &T,
        d_output: &T,
        tape: &Self::Tape<1>,
        visit: &mut impl FnMut(f32),
    ) {
        self.branch.gradient_norms(input, d_output, tape, visit);
        visit(0.0);
    }

    fn settle<const BATCH: usize>(&mut self, tape: &Self::Tape<BATCH>) {
        self.branch.settle(tape);
    }

    visits!(branch);

    fn initialize_with<R: Rng + ?Sized>(&mut self, init: Option<Init>, rng: &mut R) {
        self.branch.initialize_with(init, rng);
    }

    fn describe(visit: &mut dyn FnMut(Description)) {
        B::describe(visit);
        visit(Description::joint::<Self>());
    }
}
