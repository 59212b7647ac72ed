//! The description of a layer: one row of a summary.

use super::Layer;
use crate::activation::Activation;
use crate::state::{StateActivation, StateLayer, StateTree};
use crate::tensor::{Shape, Tensor};

/// The names and sizes of one layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub struct Description {
    /// The name of the layer in its network, or an empty string.
    pub label: &'static str,
    /// The layer's name.
    pub name: &'static str,
    /// The name of the activation after it.
    pub activation: &'static str,
    /// The shape of the input.
    pub input: Shape,
    /// The shape of the output.
    pub output: Shape,
    /// The number of parameters.
    pub params: usize,
    /// The size of the layer in bytes: its parameters and everything else that it stores.
    pub bytes: usize,
    /// The multiply-accumulate operations of one inference.
    pub macs: usize,
    /// The rows and columns at the end of the input that no window covers.
    pub left_out: [usize; 2],
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
