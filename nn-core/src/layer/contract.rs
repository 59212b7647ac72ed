//! The trait of all layers, and their descriptions.

use super::{Description, Facts, Scalar, Scale};
use crate::activation::Activation;
use crate::arena::Arena;
use crate::kernel::Isa;
use crate::require::require;
use crate::state::{StateActivation, StateLayer, StateTree, Values, ValuesMut};
use crate::tensor::Tensor;
use crate::zero::Zero;

const PARAMETERS: &str = "a layer with parameters implements `parameters`";
const PARAMETERS_MUT: &str = "a layer with parameters implements `parameters_mut`";

/// A map between tensors of fixed shape, followed by an activation.
///
/// `Layer` provides what inference, sizes, summaries and weight files need. [`Trainable`](super::Trainable) adds training. A layer
/// that is used only for inference has five items and one method:
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
    /// The element type of the input and the output: `f32`, or an integer type for a quantized layer.
    type Element: Scalar;
    /// The input of one sample.
    type Input: Tensor<Element = Self::Element>;
    /// The output of one sample.
    type Output: Tensor<Element = Self::Element>;
    /// The activation after the map; [`Identity`](crate::activation::Identity) if there is none.
    type Activation: Activation;

    /// The name, the sizes, and everything else that is known at compile time.
    const FACTS: Facts;
    /// A single output above it has the class 1. Layers whose activation is inside override it.
    const THRESHOLD: f32 = <Self::Activation as Activation>::THRESHOLD;
    /// The tree of the layers in this layer, with their tensors. Only compositions override it.
    const STATE: StateTree = single::<Self>(1 + activation::<Self::Activation>().modules());

    /// Computes the map for one sample, without the activation.
    fn infer(&self, input: &Self::Input, output: &mut Self::Output);

    /// Computes the map for one sample, without the activation, in the arena and with the instruction set of the whole network.
    #[inline(always)]
    fn run<S: Isa>(&self, isa: S, input: &Self::Input, arena: Arena<'_, Self::Element>) {
        let _ = isa;
        if let Some(output) = arena.place::<Self::Output>() {
            self.infer(input, output);
        }
    }

    /// Visits the trained parameters, block by block. Every layer with parameters implements this method.
    fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
        const { require(Self::FACTS.params == 0, PARAMETERS) };
        let _ = visit;
    }

    /// Visits the trained parameters mutably, in the same order. Every layer with parameters implements this method.
    fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
        const { require(Self::FACTS.params == 0, PARAMETERS_MUT) };
        let _ = visit;
    }

    /// Visits everything that is stored, tensor by tensor in the order of [`Facts::tensors`]: parameters and statistics. A layer of
    /// integers implements this method.
    fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        self.parameters(&mut |values| visit(Values::F32(values)));
    }

    /// Visits everything that is stored mutably, in the same order.
    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        self.parameters_mut(&mut |values| visit(ValuesMut::F32(values)));
    }

    /// Computes the stored numbers that follow from others, such as the multipliers of a layer of integers, which follow from its
    /// scales.
    fn derive(&mut self) {}

    /// The quantization scales of the input and of the output. A layer of integers returns both. A layer that only moves values
    /// returns `None` and has the scales of the adjacent layers.
    fn scales(&self) -> [Option<Scale>; 2] {
        [None; 2]
    }

    /// Calls `visit` with the description of each simple layer in this layer, in order.
    fn describe(visit: &mut dyn FnMut(Description)) {
        visit(Description::of::<Self>());
    }

    #[doc(hidden)]
    fn describe_named(names: &[&'static str], visit: &mut dyn FnMut(Description)) {
        Description::named::<Self>(names, visit);
    }
}

impl Description {
    /// The description of the layer `L` as a whole.
    pub const fn of<L: Layer>() -> Self {
        Description {
            label: "",
            name: L::FACTS.name,
            activation: L::Activation::NAME,
            input: L::Input::SHAPE,
            output: L::Output::SHAPE,
            params: L::FACTS.params + L::FACTS.fixed,
            bytes: size_of::<L>(),
            macs: L::FACTS.macs,
            left_out: L::FACTS.left_out,
        }
    }

    /// The description of the composition `L` without its parts, which are described separately.
    pub const fn joint<L: Layer>() -> Self {
        Description {
            params: 0,
            bytes: 0,
            macs: 0,
            left_out: [0, 0],
            ..Description::of::<L>()
        }
    }

    /// Calls `visit` with the description of each simple layer in `L`, labeled with the first of the names if there is one.
    pub(super) fn named<L: Layer>(names: &[&'static str], visit: &mut dyn FnMut(Description)) {
        let given = names.first().copied().unwrap_or_default();
        L::describe(&mut |description| {
            let label = if given.is_empty() {
                description.label
            } else {
                given
            };
            visit(Description {
                label,
                ..description
            });
        });
    }
}

/// The name and the settings of an activation.
pub(crate) const fn activation<A: Activation>() -> StateActivation {
    StateActivation {
        name: A::NAME,
        settings: A::SETTINGS,
    }
}

/// The tree of a simple layer that corresponds to `modules` entries of an `nn.Sequential`.
pub(crate) const fn single<L: Layer>(modules: usize) -> StateTree {
    StateTree::Single(StateLayer {
        name: L::FACTS.name,
        activation: activation::<L::Activation>(),
        input: L::Input::SHAPE,
        output: L::Output::SHAPE,
        modules,
        settings: L::FACTS.settings,
        tensors: L::FACTS.tensors,
    })
}
