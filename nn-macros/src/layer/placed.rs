//! A layer with a known input: its type, its output shape and its cost.

use crate::model::{Argument, Check, Cost, Rule, Shape, Size, Type};
use crate::tokens::{Spot, Tokens};

/// A layer with a known input.
pub(crate) struct Placed {
    pub(crate) ty: Type,
    pub(crate) output: Shape,
    pub(crate) cost: Cost,
    /// Rules that only the compiler can check.
    pub(crate) checks: Vec<Check>,
    /// The part of the input that the layer does not use.
    pub(crate) lost: Option<String>,
}

impl Placed {
    /// A layer that uses all of its input and needs no check.
    pub(crate) fn new(ty: Type, output: Shape, cost: Cost) -> Self {
        Placed {
            ty,
            output,
            cost,
            checks: Vec::new(),
            lost: None,
        }
    }

    /// The result after an error.
    pub(super) fn broken(name: &'static str) -> Self {
        Placed::new(builtin(name, Vec::new()), Shape::Unknown, Cost::default())
    }
}

/// A type of nn-core.
pub(super) fn builtin(name: &'static str, arguments: Vec<Argument>) -> Type {
    Type::Builtin { name, arguments }
}

/// A fraction as a type.
pub(super) fn ratio((numerator, denominator): (u64, u64), spot: Spot) -> Argument {
    let numbers =
        [numerator, denominator].map(|value| Argument::Size(Size::Number { value, spot }));
    Argument::Type(builtin("Ratio", numbers.into()))
}

/// The check of a rule for the shape that a type of the user returns. The macro checks all other shapes itself.
pub(super) fn ask(rule: Rule, shape: &Shape, layer: &Tokens) -> Option<Check> {
    matches!(shape, Shape::OutputOf(_)).then(|| Check::Shape {
        rule,
        this: shape.clone(),
        other: None,
        spot: layer.into(),
    })
}
