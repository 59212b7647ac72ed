//! A branch of layers of `i8` whose input is added to its output.

use super::composite::visit_parts;
use super::{QuantizedActivation, Rounding, Single, Sum};
use crate::activation::Identity;
use crate::arena::Arena;
use crate::kernel::Isa;
use crate::layer::{Description, Facts, Layer, Scale, StateTree, activation};
use crate::tensor::Tensor;
use crate::zero::Zero;

/// `y = A(x + branch(x))` of `i8`. It needs no memory besides that of the branch.
///
/// # Shapes
/// The branch maps its input type to the same type, and so does the layer.
///
/// ```
/// use nn_core::layer::int8::{DenseI8, ResidualI8};
/// use nn_core::layer::Scale;
/// use nn_core::prelude::*;
///
/// let mut layer = ResidualI8::<DenseI8<2, 2>, Relu>::ZERO;
/// layer.branch.bias = [5, -20];
/// layer.branch.requantize.weight_scale = [1.0; 2];
/// (layer.branch.input, layer.branch.output) = (Scale::ONE, Scale::ONE);
/// layer.sum.terms = [Scale::ONE; 2];
/// layer.sum.output = Scale::new(1.0, -128);
/// layer.derive();
/// let mut output = [0; 2];
/// layer.infer(&[10, 10], &mut output);
/// assert_eq!(output, [-113, -128]);
/// ```
#[derive(Debug, PartialEq)]
#[repr(C)]
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "B: bytemuck::Zeroable")
)]
pub struct ResidualI8<B, A: QuantizedActivation = Identity, R = Single> {
    /// The branch.
    pub branch: B,
    /// The sum of the input and the output of the branch.
    pub sum: Sum<A, R>,
}

impl<B: Clone, A: QuantizedActivation, R> Clone for ResidualI8<B, A, R> {
    fn clone(&self) -> Self {
        ResidualI8 {
            branch: self.branch.clone(),
            sum: self.sum.clone(),
        }
    }

    /// Copies in place.
    fn clone_from(&mut self, source: &Self) {
        self.branch.clone_from(&source.branch);
        self.sum.clone_from(&source.sum);
    }
}

impl<B: Zero, A: QuantizedActivation, R> Zero for ResidualI8<B, A, R> {
    const ZERO: Self = ResidualI8 {
        branch: B::ZERO,
        sum: Sum::ZERO,
    };
}

#[diagnostic::do_not_recommend]
impl<B, T, A, R> Layer for ResidualI8<B, A, R>
where
    B: Layer<Element = i8, Input = T, Output = T, Activation = Identity>,
    T: Tensor<Element = i8>,
    A: QuantizedActivation,
    R: Rounding,
{
    type Element = i8;
    type Input = T;
    type Output = T;
    type Activation = Identity;

    const THRESHOLD: f32 = A::THRESHOLD;
    const FACTS: Facts = Facts {
        fixed: B::FACTS.fixed,
        macs: B::FACTS.macs,
        arena: B::FACTS.arena,
        ..Facts::of::<T>("ResidualI8")
    };
    const STATE: StateTree = StateTree::Activated(
        &StateTree::sequence(
            Self::FACTS.name,
            &StateTree::Chain(
                &B::STATE,
                &StateTree::Named("sum", &Sum::<A, R>::tree::<T>()),
            ),
        ),
        activation::<A>(),
    );

    fn infer(&self, input: &T, output: &mut T) {
        self.branch.infer(input, output);
        self.sum.add(input.as_slice(), output.as_mut_slice());
    }

    #[inline(always)]
    fn run<S: Isa>(&self, isa: S, input: &T, mut arena: Arena<'_, i8>) {
        self.branch.run(isa, input, arena.reborrow());
        if let Some(output) = arena.place::<T>() {
            self.sum.add(input.as_slice(), output.as_mut_slice());
        }
    }

    visit_parts!(branch, sum);

    fn scales(&self) -> [Option<Scale>; 2] {
        [Some(self.sum.terms[0]), Some(self.sum.output)]
    }

    fn describe(visit: &mut dyn FnMut(Description)) {
        B::describe(visit);
        visit(Description {
            activation: A::NAME,
            bytes: size_of::<Self>() - size_of::<B>(),
            ..Description::joint::<Self>()
        });
    }
}
