//! The network as it is generated: complete, checked and never changed. Code generation decides nothing any more.

use std::fmt;

use proc_macro2::{Ident, Literal};

use crate::amount::Amount;
use crate::ast;
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
}

/// What a layer costs.
#[derive(Clone, Default)]
pub(crate) struct Cost {
    pub(crate) parameters: Amount,
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

/// A dimension.
#[derive(Clone)]
pub(crate) enum Size {
    Literal {
        value: u64,
        token: Literal,
    },
    /// A constant's path or a braced expression.
    Constant(Tokens),
    /// As many as a type of the user gives.
    OutputOf(Tokens),
}

/// The shape of what flows between two layers.
#[derive(Clone)]
pub(crate) enum Shape {
    /// One, two or three dimensions.
    Sizes(Vec<Size>),
    /// What a type of the user gives.
    OutputOf(Tokens),
    /// Only after an error.
    Unknown,
}

/// A rule that only the compiler can check, as the macro does not see what a name stands for.
pub(crate) enum Check {
    /// The constant is at least 1.
    Size(Size),
    /// The layer of this index has no more parameters than a network may have.
    Affordable(usize),
    /// What is given is what is taken; otherwise the layer at the spot is wrong.
    Fits {
        given: Shape,
        taken: Taken,
        spot: Spot,
    },
    /// The actual shape is the asserted one.
    Is {
        actual: Shape,
        asserted: Vec<Size>,
        spot: Spot,
    },
}

/// The input of a layer.
pub(crate) enum Taken {
    /// A vector of this size.
    Vector(Size),
    /// What a type of the user takes.
    InputOf(Tokens),
}

impl Activation {
    /// No activation.
    pub(crate) fn identity(spot: Spot) -> Self {
        Activation::Builtin {
            name: "Identity",
            arguments: Vec::new(),
            spot,
        }
    }
}

impl Cost {
    /// The sum.
    pub(crate) fn plus(&self, other: &Cost) -> Cost {
        Cost {
            parameters: self.parameters.plus(&other.parameters),
            macs: self.macs.plus(&other.macs),
        }
    }
}

impl Type {
    /// Whether it is known without asking a type of the user for its output.
    pub(crate) fn is_known(&self) -> bool {
        let asks = |argument: &Argument| matches!(argument, Argument::Size(Size::OutputOf(_)));
        match self {
            Type::Builtin { arguments, .. } => !arguments.iter().any(asks),
            Type::Own(_) => true,
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

impl Size {
    /// How many that is.
    pub(crate) fn amount(&self) -> Amount {
        match self {
            Size::Literal { value, .. } => Amount::number((*value).into()),
            _ => Amount::name(self.to_string()),
        }
    }

    /// What the compiler must check of this size.
    pub(crate) fn check(&self) -> Option<Check> {
        match self {
            Size::Constant(_) => Some(Check::Size(self.clone())),
            _ => None,
        }
    }

    /// Where the user wrote it.
    pub(crate) fn spot(&self) -> Spot {
        match self {
            Size::Literal { token, .. } => token.span().into(),
            Size::Constant(tokens) | Size::OutputOf(tokens) => tokens.into(),
        }
    }
}

impl From<ast::Size> for Size {
    fn from(size: ast::Size) -> Self {
        match size {
            ast::Size::Literal { value, token } => Size::Literal { value, token },
            ast::Size::Constant(tokens) => Size::Constant(tokens),
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Size::Literal { value, .. } => write!(f, "{value}"),
            Size::Constant(tokens) => f.write_str(&tokens.text()),
            Size::OutputOf(own) => write!(f, "outputs({})", own.text()),
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shape::Sizes(sizes) => {
                let sizes: Vec<String> = sizes.iter().map(Size::to_string).collect();
                write!(f, "[{}]", sizes.join(", "))
            }
            Shape::OutputOf(own) => write!(f, "outputs({})", own.text()),
            Shape::Unknown => f.write_str("unknown"),
        }
    }
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Taken::Vector(size) => write!(f, "[{size}]"),
            Taken::InputOf(own) => write!(f, "inputs({})", own.text()),
        }
    }
}
