//! The network as it is generated: complete, checked and constant. Code generation makes no decisions.

mod check;
mod shape;
mod size;
mod slide;

use proc_macro2::{Ident, Literal};

pub(crate) use self::check::{Check, Quantity, Rule};
pub(crate) use self::shape::Shape;
pub(crate) use self::size::{Formula, Size};
pub(crate) use self::slide::{Padding, Slide};
use crate::amount::Amount;
use crate::tokens::{Spot, Tokens};

/// A network.
pub(crate) struct Network {
    /// At least one, without errors.
    pub(crate) layers: Vec<Layer>,
    /// Rules that only the compiler can check.
    pub(crate) checks: Vec<Check>,
    /// The cost of all layers.
    pub(crate) cost: Cost,
    /// The names of layers. After an error, this includes wrong names.
    pub(crate) names: Vec<Ident>,
}

/// One layer. Repeated layers are written out.
#[derive(Clone)]
pub(crate) struct Layer {
    pub(crate) name: Option<Ident>,
    pub(crate) ty: Type,
    /// The place in the source.
    pub(crate) spot: Spot,
    /// The source text.
    pub(crate) text: String,
    pub(crate) input: Shape,
    pub(crate) output: Shape,
    pub(crate) cost: Cost,
    /// The part of its input that it does not use: "leaves out the last row of [1, 27, 28]".
    pub(crate) lost: Option<String>,
    /// What the compiler must check before the layer. Only in a branch.
    pub(crate) guards: Vec<Check>,
}

/// The layers of a branch, for a known input.
pub(crate) struct Branch {
    pub(crate) layers: Vec<Layer>,
    pub(crate) output: Shape,
    /// Rules that only the compiler can check.
    pub(crate) checks: Vec<Check>,
    pub(crate) cost: Cost,
}

/// The depth of a chain's type after one more layer. A chain nests on the left.
pub(crate) fn depth_after(depth: usize, ty: &Type) -> usize {
    match (depth, ty.depth()) {
        (0, alone) => alone,
        (before, alone) => 1 + before.max(alone),
    }
}

/// The cost of a layer.
#[derive(Clone, Default)]
pub(crate) struct Cost {
    pub(crate) parameters: Amount,
    /// Numbers that are stored but not trained.
    pub(crate) statistics: Amount,
    /// Multiply-accumulates.
    pub(crate) macs: Amount,
}

/// A layer's type.
#[derive(Clone)]
pub(crate) enum Type {
    /// A type of nn-core.
    Builtin {
        name: &'static str,
        arguments: Vec<Argument>,
    },
    /// A user's type or another network.
    Own(Tokens),
}

/// An argument of a layer of nn-core.
#[derive(Clone)]
pub(crate) enum Argument {
    Size(Size),
    Activation(Activation),
    /// The type of a shape.
    Tensor(Shape),
    /// A part of this type.
    Type(Type),
    /// How a window slides: over a sequence a type, over an image a pair of types.
    Slides(Vec<Type>),
    /// Layers in order, and what the compiler must check before them.
    Branch(Vec<Layer>, Option<Check>),
}

/// The activation of a layer.
#[derive(Clone)]
pub(crate) enum Activation {
    /// An activation of nn-core with its arguments.
    Builtin {
        name: &'static str,
        arguments: Vec<Literal>,
        spot: Spot,
    },
    /// A user's activation.
    Own(Tokens),
}

/// The activation that returns its input.
const IDENTITY: &str = "Identity";

impl Activation {
    /// No activation.
    pub(crate) fn identity(spot: Spot) -> Self {
        Activation::Builtin {
            name: IDENTITY,
            arguments: Vec::new(),
            spot,
        }
    }
}

impl Cost {
    /// The bytes of parameters and statistics.
    pub(crate) fn bytes(&self) -> Amount {
        let numbers = self.parameters.plus(&self.statistics);
        numbers.times(&Amount::number(4))
    }

    /// The sum.
    pub(crate) fn plus(&self, other: &Cost) -> Cost {
        Cost {
            parameters: self.parameters.plus(&other.parameters),
            statistics: self.statistics.plus(&other.statistics),
            macs: self.macs.plus(&other.macs),
        }
    }
}

impl Network {
    /// Whether it can hold more than parameters: statistics, or a user's type.
    pub(crate) fn may_hold_more(&self) -> bool {
        let is_own = |layer: &Layer| layer.ty.holds_own();
        self.cost.statistics != Amount::default() || self.layers.iter().any(is_own)
    }
}

impl Type {
    /// Whether it is this layer of nn-core.
    pub(crate) fn is_builtin(&self, wanted: &str) -> bool {
        matches!(self, Type::Builtin { name, .. } if *name == wanted)
    }

    /// Whether it is a user's type or contains one.
    fn holds_own(&self) -> bool {
        let Type::Builtin { arguments, .. } = self else {
            return true;
        };
        arguments.iter().any(|argument| match argument {
            Argument::Type(ty) => ty.holds_own(),
            Argument::Branch(layers, _) => layers.iter().any(|layer| layer.ty.holds_own()),
            _ => false,
        })
    }

    /// Whether it can be written without calculations and without questions about a user's type.
    pub(crate) fn is_plain(&self) -> bool {
        let is_plain = |argument: &Argument| match argument {
            Argument::Size(size) => size.is_plain(),
            Argument::Activation(_) => true,
            Argument::Tensor(shape) => shape.is_plain(),
            Argument::Type(ty) => ty.is_plain(),
            Argument::Slides(slides) => slides.iter().all(Type::is_plain),
            Argument::Branch(layers, guard) => {
                let is_plain = |layer: &Layer| layer.guards.is_empty() && layer.ty.is_plain();
                guard.is_none() && layers.iter().all(is_plain)
            }
        };
        match self {
            Type::Builtin { arguments, .. } => arguments.iter().all(is_plain),
            Type::Own(_) => true,
        }
    }

    /// The depth of nested types.
    pub(crate) fn depth(&self) -> usize {
        let Type::Builtin { arguments, .. } = self else {
            return 1;
        };
        let deepest = arguments.iter().map(|argument| match argument {
            Argument::Type(ty) => ty.depth(),
            // A pair is one level above its types.
            Argument::Slides(slides) => slides.len(),
            Argument::Branch(layers, _) => {
                let types = layers.iter().map(|layer| &layer.ty);
                types.fold(0, depth_after)
            }
            _ => 0,
        });
        1 + deepest.max().unwrap_or_default()
    }

    /// Whether it certainly ends without an activation.
    pub(crate) fn ends_plainly(&self) -> bool {
        match self {
            Type::Builtin { arguments, .. } => arguments.iter().all(|argument| match argument {
                Argument::Activation(Activation::Builtin { name, .. }) => *name == IDENTITY,
                Argument::Activation(Activation::Own(_)) => false,
                _ => true,
            }),
            Type::Own(_) => false,
        }
    }

    /// The place of this activation of nn-core, if it has it.
    pub(crate) fn activation(&self, wanted: &str) -> Option<Spot> {
        let Type::Builtin { arguments, .. } = self else {
            return None;
        };
        arguments.iter().find_map(|argument| match argument {
            Argument::Activation(Activation::Builtin { name, spot, .. }) if *name == wanted => {
                Some(*spot)
            }
            _ => None,
        })
    }
}
