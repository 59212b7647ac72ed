//! The layers that are known by name: a row here and a file beside it make a new one.

mod arguments;
mod bare;
mod batch_norm;
mod channels;
mod concat;
mod conv;
mod dense;
mod depthwise_conv;
mod dropout;
mod flag;
mod flatten;
mod global_avg_pool;
mod kernel;
mod layer_norm;
mod parameter;
mod pass;
mod pool;
mod projection;
mod residual;
mod window;

use self::window::Window;
use crate::ast;
use crate::errors::Errors;
use crate::model::{Argument, Check, Cost, Rule, Shape, Size, Type};
use crate::suggest::Known;
use crate::tokens::{Spot, Tokens};

/// The layers of nn-core.
const ROWS: &[Row] = &[
    dense::ROW,
    conv::CONV_2D,
    conv::CONV_1D,
    depthwise_conv::DEPTHWISE_2D,
    depthwise_conv::DEPTHWISE_1D,
    pool::MAX_2D,
    pool::AVG_2D,
    pool::MAX_1D,
    pool::AVG_1D,
    global_avg_pool::ROW,
    flatten::ROW,
    dropout::ROW,
    batch_norm::ROW,
    layer_norm::ROW,
    residual::ROW,
    concat::ROW,
];

/// A layer of nn-core.
pub(crate) struct Row {
    known: Known,
    /// Understands its arguments; nothing if they are so wrong that not even its output is known.
    pub(crate) read: fn(&ast::Layer, &mut Errors) -> Option<Box<dyn Builtin>>,
}

/// A layer of nn-core whose arguments are understood.
pub(crate) trait Builtin {
    /// Puts it behind something of this shape.
    fn place(&self, input: &Shape, layer: &Tokens, errors: &mut Errors) -> Placed;

    /// The window that it slides over an image or a sequence, if it does.
    fn window(&self) -> Option<&Window> {
        None
    }
}

impl dyn Builtin {
    /// Puts it behind the input of a network, which the user can write in another way.
    pub(crate) fn place_first(&self, input: &Shape, layer: &Tokens, errors: &mut Errors) -> Placed {
        match self.window() {
            Some(window) if window.check_channels(input, layer, errors) => {
                Placed::broken(window.layer)
            }
            _ => self.place(input, layer, errors),
        }
    }
}

/// A layer whose input is known.
pub(crate) struct Placed {
    pub(crate) ty: Type,
    pub(crate) output: Shape,
    pub(crate) cost: Cost,
    /// What only the compiler can check.
    pub(crate) checks: Vec<Check>,
    /// What of its input it leaves out.
    pub(crate) lost: Option<String>,
}

impl Placed {
    /// A layer about which there is nothing more to say.
    pub(crate) fn new(ty: Type, output: Shape, cost: Cost) -> Self {
        Placed {
            ty,
            output,
            cost,
            checks: Vec::new(),
            lost: None,
        }
    }

    /// After an error.
    fn broken(name: &'static str) -> Self {
        Placed::new(builtin(name, Vec::new()), Shape::Unknown, Cost::default())
    }
}

/// A type of nn-core.
fn builtin(name: &'static str, arguments: Vec<Argument>) -> Type {
    Type::Builtin { name, arguments }
}

/// A fraction as a type.
fn ratio((numerator, denominator): (u64, u64), spot: Spot) -> Argument {
    let numbers =
        [numerator, denominator].map(|value| Argument::Size(Size::Number { value, spot }));
    Argument::Type(builtin("Ratio", numbers.into()))
}

/// Leaves to the compiler what a shape is that a type of the user gives.
fn ask(rule: Rule, shape: &Shape, layer: &Tokens) -> Option<Check> {
    matches!(shape, Shape::OutputOf(_)).then(|| Check::Shape {
        rule,
        this: shape.clone(),
        other: None,
        spot: layer.into(),
    })
}

/// The names of all layers, to find what was meant.
pub(crate) fn known() -> impl Iterator<Item = &'static Known> + Clone {
    ROWS.iter().map(|row| &row.known)
}

/// The layer of exactly this name.
pub(crate) fn find(word: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.known.name == word)
}
