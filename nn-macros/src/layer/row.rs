//! What a layer of nn-core implements.

use super::placed::Placed;
use super::window::Window;
use crate::ast;
use crate::errors::Errors;
use crate::model::Shape;
use crate::suggest::Known;
use crate::tokens::Tokens;

/// A layer of nn-core in the table.
pub(crate) struct Row {
    pub(super) known: Known,
    /// Reads the arguments. Returns nothing if not even the output shape can be known.
    pub(crate) read: fn(&ast::Layer, &mut Errors) -> Option<Box<dyn Builtin>>,
}

/// A layer of nn-core with its arguments.
pub(crate) trait Builtin {
    /// The layer for an input of this shape.
    fn place(&self, input: &Shape, layer: &Tokens, errors: &mut Errors) -> Placed;

    /// The window of a convolution or of a pool.
    fn window(&self) -> Option<&Window> {
        None
    }
}

impl dyn Builtin {
    /// The same for the first layer of a network. Its input is written by the user, so a missing channel dimension is
    /// reported there.
    pub(crate) fn place_first(&self, input: &Shape, layer: &Tokens, errors: &mut Errors) -> Placed {
        match self.window() {
            Some(window) if window.check_channels(input, layer, errors) => {
                Placed::broken(window.layer)
            }
            _ => self.place(input, layer, errors),
        }
    }
}
