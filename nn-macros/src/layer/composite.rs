//! Layers that hold other layers. Each pass replaces the branches by its own result: first they are tokens, then resolved
//! stages, then checked layers.

use super::concat::{self, Concat};
use super::part::Part;
use super::placed::Placed;
use super::residual::{self, Residual};
use crate::ast;
use crate::errors::Errors;
use crate::model::{Branch, Shape};
use crate::suggest::Known;
use crate::tokens::Tokens;

/// Their names.
pub(super) const KNOWN: &[Known] = &[residual::KNOWN, concat::KNOWN];

/// A layer that holds other layers.
pub(crate) enum Composite<B> {
    Residual(Residual<B>),
    Concat(Concat<B>),
}

impl Composite<Tokens> {
    /// Whether the layer of exactly this name holds other layers.
    pub(crate) fn is(word: &str) -> bool {
        KNOWN.iter().any(|known| known.name == word)
    }

    /// Reads the arguments of a layer that holds other layers, but not its branches.
    pub(crate) fn read(layer: &ast::Layer, errors: &mut Errors) -> Option<Self> {
        match &layer.ident {
            Some(ident) if ident == concat::KNOWN.name => {
                Some(Composite::Concat(concat::read(layer, errors)))
            }
            _ => residual::read(layer, errors).map(Composite::Residual),
        }
    }
}

impl<B> Composite<B> {
    /// The same layer after a pass.
    pub(crate) fn map<C>(&self, pass: impl FnMut(&Part<B>) -> C) -> Composite<C> {
        match self {
            Composite::Residual(residual) => Composite::Residual(residual.map(pass)),
            Composite::Concat(concat) => Composite::Concat(concat.map(pass)),
        }
    }
}

impl Composite<Branch> {
    /// The layer for an input of this shape. `is_broken` says that a branch has errors.
    pub(crate) fn place(
        self,
        input: &Shape,
        is_broken: bool,
        layer: &Tokens,
        errors: &mut Errors,
    ) -> Placed {
        let is_broken = is_broken || matches!(input, Shape::Unknown);
        match self {
            Composite::Residual(residual) => residual.place(input, is_broken, errors),
            Composite::Concat(concat) if is_broken => concat.broken(),
            Composite::Concat(concat) => concat.place(input, layer, errors),
        }
    }
}
