//! The trait of all layers.

use super::{Description, Facts, Scalar, Scale, activation, single};
use crate::activation::Activation;
use crate::arena::Arena;
use crate::kernel::Isa;
use crate::require::require;
use crate::state::{StateTree, Values, ValuesMut};
use crate::tensor::Tensor;
use crate::zero::Zero;

const PARAMETERS: &str = "a layer with parameters implements `parameters`";
const PARAMETERS_MUT: &str = "a layer with parameters implements `parameters_mut`";

/// A map between tensors of fixed shape, followed by an activation.
///
/// It has what inference, sizes, summaries and weight files need. [`Trainable`](super::Trainable) adds training, with examples of
/// whole layers. A layer for inference alone has four items and one method:
///
/// ```
/// use nn_core::prelude::*;
///
/// /// Swaps the two numbers of a pair.
/// struct Swap;
///
/// impl Zero for Swap {
///     const ZERO: Self = Swap;
/// }
///
/// impl Layer for Swap {
///     type Element = f32;
///     type Input = [f32; 2];
///     type Output = [f32; 2];
///     type Activation = Identity;
///     const FACTS: Facts = Facts::of::<[f32; 2]>("Swap");
///
///     fn infer(&self, [a, b]: &[f32; 2], output: &mut [f32; 2]) {
///         *output = [*b, *a];
///     }
/// }
///
/// type Net = network![2 => Swap];
/// assert_eq!(Net::ZERO.predict(&[1.0, 2.0]), [2.0, 1.0]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a layer",
    label = "not a layer",
    note = "layers are those of nn-core, other networks, and types that implement `nn_core::layer::Layer`"
)]
pub trait Layer: Zero {
    /// The element of its input and output: `f32`, or an integer for a quantized layer.
    type Element: Scalar;
    /// The input, for one sample.
    type Input: Tensor<Element = Self::Element>;
    /// The output, for one sample.
    type Output: Tensor<Element = Self::Element>;
    /// The activation after the map; [`Identity`](crate::activation::Identity) if there is none.
    type Activation: Activation;

    /// The name, the sizes, and what else is known at compile time.
    const FACTS: Facts;
    /// The tree of the layers in this one, with their tensors. Only compositions state it.
    const STATE: StateTree = single::<Self>(1 + activation::<Self::Activation>().modules());

    /// The map, for one sample and without the activation.
    fn infer(&self, input: &Self::Input, output: &mut Self::Output);

    /// The map, for one sample and without the activation, in the arena, with the instruction set of the whole network.
    #[inline(always)]
    fn run<S: Isa>(&self, isa: S, input: &Self::Input, arena: Arena<'_, Self::Element>) {
        let _ = isa;
        if let Some(output) = arena.place::<Self::Output>() {
            self.infer(input, output);
        }
    }

    /// Visits the trained parameters, block by block. A layer with parameters implements it.
    fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
        const { require(Self::FACTS.params == 0, PARAMETERS) };
        let _ = visit;
    }

    /// Visits the trained parameters in the same order, to change them. A layer with parameters implements it.
    fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
        const { require(Self::FACTS.params == 0, PARAMETERS_MUT) };
        let _ = visit;
    }

    /// Visits everything that is stored, tensor by tensor in the order of [`Facts::tensors`]: the parameters, and statistics. A layer
    /// of integers implements it.
    fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        self.parameters(&mut |values| visit(Values::F32(values)));
    }

    /// Visits everything that is stored in the same order, to change it.
    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        self.parameters_mut(&mut |values| visit(ValuesMut::F32(values)));
    }

    /// The real numbers that the elements of the input and of the output stand for. A layer of integers states them; a layer that
    /// moves numbers and does not change them has those of its neighbors.
    fn scales(&self) -> [Option<Scale>; 2] {
        [None; 2]
    }

    /// Describes each simple layer in this one, in order.
    fn describe(visit: &mut dyn FnMut(Description)) {
        visit(Description::of::<Self>());
    }

    #[doc(hidden)]
    fn describe_named(names: &[&'static str], visit: &mut dyn FnMut(Description)) {
        Description::named::<Self>(names, visit);
    }
}
