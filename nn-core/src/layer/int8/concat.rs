//! Two branches of layers of `i8` whose outputs are concatenated.

use core::marker::PhantomData;

use super::composite::visit_parts;
use super::{Join, Rounding, Single};
use crate::activation::Identity;
use crate::arena::Arena;
use crate::kernel::Isa;
use crate::layer::{Description, Facts, Layer, Scale, StateTree, larger, value_traits};
use crate::require::require;
use crate::scratch::with_zeros_in_each;
use crate::tensor::Tensor;

/// Applies two branches of `i8` to the same input and concatenates their channels to `O`. The channels of a vector are its elements.
///
/// # Shapes
/// If the branches return `C` and `D` channels of equal size, `O` has `C + D` channels: for example, `[[i8; C]; L]` and
/// `[[i8; D]; L]` become `[[i8; C + D]; L]`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![[3, 8, 8]
///     => Concat<[Conv2d<filters = 4, kernel = 1, Relu>], [MaxPool2d<3, stride = 1, padding = 1>]>
///     => [7, 8, 8]];
/// type Net8 = quantized![Net];
///
/// let output: [[[i8; 7]; 8]; 8] = Net8::ZERO.predict_quantized(&[[[0; 3]; 8]; 8]);
/// ```
#[repr(C)]
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "X: bytemuck::Zeroable, Y: bytemuck::Zeroable")
)]
pub struct ConcatI8<X, Y, O, R = Single> {
    /// The branch whose output comes first.
    pub first: X,
    /// The branch whose output comes last.
    pub last: Y,
    /// The scales of both outputs and of the joined output.
    pub join: Join<R>,
    marks: PhantomData<O>,
}

value_traits!([X, Y, O, R] ConcatI8<X, Y, O, R> { first: X, last: Y, join: Join<R> });

impl<X, Y, O, R> ConcatI8<X, Y, O, R> {
    /// The layer with these parts.
    pub(crate) const fn of_parts(first: X, last: Y, join: Join<R>) -> Self {
        ConcatI8 {
            first,
            last,
            join,
            marks: PhantomData,
        }
    }
}

impl<
    X: Layer<Element = i8, Input = I>,
    Y: Layer<Element = i8, Input = I>,
    I,
    O: Tensor<Element = i8>,
    R,
> ConcatI8<X, Y, O, R>
{
    const LAST: StateTree = StateTree::sequence("Branch", &Y::STATE);
    /// The branches in order, including those of a nested `ConcatI8`.
    const BRANCHES: StateTree = match X::STATE {
        StateTree::Branches(branches) => StateTree::Chain(branches, &Self::LAST),
        _ => StateTree::Chain(&StateTree::sequence("Branch", &X::STATE), &Self::LAST),
    };
    /// The channels of both outputs and of the joined output.
    const CHANNELS: [usize; 3] = [
        channels::<X::Output>(),
        channels::<Y::Output>(),
        channels::<O>(),
    ];
}

/// The number of channels: the size of the last dimension.
const fn channels<T: Tensor>() -> usize {
    match T::DIMENSIONS {
        [.., channels] => *channels,
        [] => 1,
    }
}

#[diagnostic::do_not_recommend]
impl<X, Y, I, O, R> Layer for ConcatI8<X, Y, O, R>
where
    X: Layer<Element = i8, Input = I, Activation = Identity>,
    Y: Layer<Element = i8, Input = I, Activation = Identity>,
    I: Tensor<Element = i8>,
    O: Tensor<Element = i8>,
    R: Rounding,
{
    type Element = i8;
    type Input = I;
    type Output = O;
    type Activation = Identity;

    const FACTS: Facts = {
        let (first, last) = (X::FACTS, Y::FACTS);
        let [one, other, all] = Self::CHANNELS;
        require(
            X::Output::LEN + Y::Output::LEN == O::LEN && one + other == all,
            "the joined output has the channels of both branches' outputs",
        );
        let arena = O::LEN + larger(first.arena, last.arena);
        Facts::both::<O>("ConcatI8", &first, &last, arena)
    };
    const STATE: StateTree = StateTree::Branches(&StateTree::Chain(
        &Self::BRANCHES,
        &StateTree::Named("join", &Join::<R>::tree::<O>()),
    ));

    fn infer(&self, input: &I, output: &mut O) {
        let [one, other, all] = Self::CHANNELS;
        with_zeros_in_each(|part: &mut X::Output| {
            self.first.infer(input, part);
            self.join
                .write::<0>(part.as_slice(), [0, one, all], output.as_mut_slice());
        });
        with_zeros_in_each(|part: &mut Y::Output| {
            self.last.infer(input, part);
            self.join
                .write::<1>(part.as_slice(), [one, other, all], output.as_mut_slice());
        });
    }

    #[inline(always)]
    fn run<S: Isa>(&self, isa: S, input: &I, arena: Arena<'_, i8>) {
        let [one, other, all] = Self::CHANNELS;
        let Some((output, mut rest)) = arena.reserve::<O>() else {
            return;
        };
        self.first.run(isa, input, rest.reborrow());
        if let Some(part) = rest.reborrow().place::<X::Output>() {
            self.join
                .write::<0>(part.as_slice(), [0, one, all], output.as_mut_slice());
        }
        self.last.run(isa, input, rest.reborrow());
        if let Some(part) = rest.place::<Y::Output>() {
            self.join
                .write::<1>(part.as_slice(), [one, other, all], output.as_mut_slice());
        }
    }

    visit_parts!(first, last, join);

    fn scales(&self) -> [Option<Scale>; 2] {
        let ([first, _], [last, _]) = (self.first.scales(), self.last.scales());
        [first.or(last), Some(self.join.output)]
    }

    fn describe(visit: &mut dyn FnMut(Description)) {
        X::describe(visit);
        Y::describe(visit);
        visit(Description {
            bytes: size_of::<Self>() - size_of::<X>() - size_of::<Y>(),
            ..Description::joint::<Self>()
        });
    }
}
