//! The network as it is generated: complete, checked and never changed. Code generation decides nothing any more.

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
    /// At least one if there were no errors.
    pub(crate) layers: Vec<Layer>,
    /// What only the compiler can check.
    pub(crate) checks: Vec<Check>,
    /// Of all layers together.
    pub(crate) cost: Cost,
    /// The names of layers; after an error, of the wrong ones, too.
    pub(crate) names: Vec<Ident>,
}

/// One layer; repeated layers have been written out.
#[derive(Clone)]
pub(crate) struct Layer {
    pub(crate) name: Option<Ident>,
    pub(crate) ty: Type,
    /// Where the user wrote it.
    pub(crate) spot: Spot,
    /// How the user wrote it.
    pub(crate) text: String,
    pub(crate) input: Shape,
    pub(crate) output: Shape,
    pub(crate) cost: Cost,
    /// What of its input it leaves out: "leaves out the last row of [1, 27, 28]".
    pub(crate) lost: Option<String>,
    /// What the compiler must check before it looks at the layer; only inside a branch.
    pub(crate) guards: Vec<Check>,
}

/// How deep the types of a chain stand inside each other if one more layer is put behind it. A chain nests on the left.
pub(crate) fn depth_behind(depth: usize, ty: &Type) -> usize {
    match (depth, ty.depth()) {
        (0, alone) => alone,
        (before, alone) => 1 + before.max(alone),
    }
}

/// What a layer costs.
#[derive(Clone, Default)]
pub(crate) struct Cost {
    pub(crate) parameters: Amount,
    /// Numbers that are kept beside the parameters, but not trained.
    pub(crate) statistics: Amount,
    /// Multiply-accumulates.
    pub(crate) macs: Amount,
}

/// A layer's type.
#[derive(Clone)]
pub(crate) enum Type {
    /// One of nn-core's.
    Builtin {
        name: &'static str,
        arguments: Vec<Argument>,
    },
    /// The user's own, or another network.
    Own(Tokens),
}

/// An argument of a layer of nn-core.
#[derive(Clone)]
pub(crate) enum Argument {
    Size(Size),
    Activation(Activation),
    /// The type of a shape.
    Tensor(Shape),
    /// Another type of nn-core: a part of this one.
    Type(Type),
    /// How a window slides: over a sequence a type, over an image a pair of types.
    Slides(Vec<Type>),
    /// Layers, one behind the other, and what the compiler must check before it looks at them.
    Branch(Vec<Layer>, Option<Check>),
}

/// What follows the sums of a layer.
#[derive(Clone)]
pub(crate) enum Activation {
    /// One of nn-core's, with its arguments.
    Builtin {
        name: &'static str,
        arguments: Vec<Literal>,
        spot: Spot,
    },
    /// The user's own.
    Own(Tokens),
}

/// The activation that does nothing.
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
    /// Whether more than parameters may lie in it: statistics, or what a type of the user holds.
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

    /// Whether it is a type of the user, or has one inside it.
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

    /// Whether it can be written down without asking a type of the user for a shape, and without calculations.
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

    /// How deep its parts stand inside each other.
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
                types.fold(0, depth_behind)
            }
            _ => 0,
        });
        1 + deepest.max().unwrap_or_default()
    }

    /// Whether it surely ends without an activation.
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

    /// Where it has this activation of nn-core, if it has.
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
