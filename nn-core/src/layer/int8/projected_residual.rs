//! Two branches of layers of `i8` whose outputs are added.

use super::composite::visit_parts;
use super::{QuantizedActivation, Rounding, Single, Sum};
use crate::activation::Identity;
use crate::arena::Arena;
use crate::kernel::Isa;
use crate::layer::{Description, Facts, Layer, Scale, StateTree, activation, larger};
use crate::scratch::with_zeros_in_each;
use crate::tensor::Tensor;
use crate::zero::Zero;

/// `y = A(projection(x) + branch(x))` of `i8`.
///
/// # Shapes
/// Both branches map the same input type to the same output type, and so does the layer.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![[4, 8, 8] => Residual<
///     Conv2d<filters = 8, kernel = 3, stride = 2, padding = 1>,
///     projection = Conv2d<filters = 8, kernel = 1, stride = 2>,
///     Relu
/// >];
/// type Net8 = quantized![Net];
///
/// assert_eq!(Net8::MACS, Net::MACS);
/// assert_eq!(Net8::INFER_RAM_BYTES, 2 * 8 * 4 * 4);
/// ```
#[derive(Debug, PartialEq)]
#[repr(C)]
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "B: bytemuck::Zeroable, P: bytemuck::Zeroable")
)]
pub struct ProjectedResidualI8<B, P, A: QuantizedActivation = Identity, R = Single> {
    /// The branch.
    pub branch: B,
    /// The projection.
    pub projection: P,
    /// The sum of the outputs of the projection and of the branch.
    pub sum: Sum<A, R>,
}

impl<B: Clone, P: Clone, A: QuantizedActivation, R> Clone for ProjectedResidualI8<B, P, A, R> {
    fn clone(&self) -> Self {
        ProjectedResidualI8 {
            branch: self.branch.clone(),
            projection: self.projection.clone(),
            sum: self.sum.clone(),
        }
    }

    /// Copies in place.
    fn clone_from(&mut self, source: &Self) {
        self.branch.clone_from(&source.branch);
        self.projection.clone_from(&source.projection);
        self.sum.clone_from(&source.sum);
    }
}

impl<B: Zero, P: Zero, A: QuantizedActivation, R> Zero for ProjectedResidualI8<B, P, A, R> {
    const ZERO: Self = ProjectedResidualI8 {
        branch: B::ZERO,
        projection: P::ZERO,
        sum: Sum::ZERO,
    };
}

#[diagnostic::do_not_recommend]
impl<B, P, I, O, A, R> Layer for ProjectedResidualI8<B, P, A, R>
where
    B: Layer<Element = i8, Input = I, Output = O, Activation = Identity>,
    P: Layer<Element = i8, Input = I, Output = O, Activation = Identity>,
    I: Tensor<Element = i8>,
    O: Tensor<Element = i8>,
    A: QuantizedActivation,
    R: Rounding,
{
    type Element = i8;
    type Input = I;
    type Output = O;
    type Activation = Identity;

    const THRESHOLD: f32 = A::THRESHOLD;
    const FACTS: Facts = {
        let (branch, projection) = (B::FACTS, P::FACTS);
        let arena = larger(branch.arena, O::LEN + projection.arena);
        Facts::both::<O>("ResidualI8", &branch, &projection, arena)
    };
    const STATE: StateTree = StateTree::Activated(
        &StateTree::sequence(
            Self::FACTS.name,
            &StateTree::Chain(
                &StateTree::Chain(&B::STATE, &StateTree::Named("projection", &P::STATE)),
                &StateTree::Named("sum", &Sum::<A, R>::tree::<O>()),
            ),
        ),
        activation::<A>(),
    );

    fn infer(&self, input: &I, output: &mut O) {
        with_zeros_in_each(|projected: &mut O| {
            self.projection.infer(input, projected);
            self.branch.infer(input, output);
            self.sum.add(projected.as_slice(), output.as_mut_slice());
        });
    }

    #[inline(always)]
    fn run<S: Isa>(&self, isa: S, input: &I, mut arena: Arena<'_, i8>) {
        self.branch.run(isa, input, arena.reborrow());
        if let Some((output, mut rest)) = arena.reserve::<O>() {
            self.projection.run(isa, input, rest.reborrow());
            if let Some(projected) = rest.place::<O>() {
                self.sum.add(projected.as_slice(), output.as_mut_slice());
            }
        }
    }

    visit_parts!(branch, projection, sum);

    fn scales(&self) -> [Option<Scale>; 2] {
        let ([branch, _], [projection, _]) = (self.branch.scales(), self.projection.scales());
        [branch.or(projection), Some(self.sum.output)]
    }

    fn describe(visit: &mut dyn FnMut(Description)) {
        B::describe(visit);
        P::describe(visit);
        visit(Description {
            activation: A::NAME,
            bytes: size_of::<Self>() - size_of::<B>() - size_of::<P>(),
            ..Description::joint::<Self>()
        });
    }
}
