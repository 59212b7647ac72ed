//! The layers that are known by name: a row here and a file beside it make a new one.

mod dense;

use crate::ast;
use crate::errors::Errors;
use crate::model::{Check, Cost, Shape, Type};
use crate::suggest::Known;
use crate::tokens::Tokens;

/// The layers of nn-core.
const ROWS: &[Row] = &[dense::ROW];

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
}

/// A layer whose input is known.
pub(crate) struct Placed {
    pub(crate) ty: Type,
    pub(crate) output: Shape,
    pub(crate) cost: Cost,
    /// What only the compiler can check.
    pub(crate) checks: Vec<Check>,
}

/// The names of all layers, to find what was meant.
pub(crate) fn known() -> impl Iterator<Item = &'static Known> + Clone {
    ROWS.iter().map(|row| &row.known)
}

/// The layer of exactly this name.
pub(crate) fn find(word: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.known.name == word)
}
