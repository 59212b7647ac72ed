//! The parameters of a layer, and the recognition of unnamed arguments.

use proc_macro2::TokenTree;

use crate::parse::{flag, is_path, top_level};
use crate::suggest::Known;
use crate::tokens::Tokens;

/// The parameters of a layer.
pub(super) struct Rules {
    /// The name of the layer.
    pub(super) name: &'static str,
    /// In the order of other frameworks.
    pub(super) parameters: &'static [Parameter],
    pub(super) activation: bool,
    /// An example of the layer.
    pub(super) example: &'static str,
}

/// A named argument.
pub(super) struct Parameter {
    pub(super) known: Known,
    /// An example value.
    pub(super) example: &'static str,
    pub(super) required: bool,
    /// How many unnamed arguments it takes at the start.
    pub(super) bare: usize,
}

/// Names of the activation in other frameworks.
pub(super) const ACTIVATION: Known = Known {
    name: "activation",
    synonyms: &["act", "nonlinearity", "activation_fn"],
};

/// As the number of unnamed arguments: one argument of any kind.
pub(super) const ANYTHING: usize = usize::MAX;

impl Parameter {
    /// The maximum number of unnamed arguments.
    pub(super) fn most(&self) -> usize {
        if self.bare == ANYTHING { 1 } else { self.bare }
    }
}

/// Whether the name is in the style of a type and not of a constant.
pub(super) fn is_type(tokens: &Tokens) -> bool {
    let names = top_level(tokens).filter_map(|index| match tokens.get(index) {
        Some(TokenTree::Ident(ident)) => Some(ident.to_string()),
        _ => None,
    });
    names.last().is_some_and(|name| {
        name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase)
    })
}

/// Whether this is a number, several in brackets, or a constant.
pub(super) fn is_value(tokens: &Tokens) -> bool {
    match tokens.first() {
        Some(TokenTree::Literal(_) | TokenTree::Group(_)) => true,
        Some(TokenTree::Punct(punct)) if punct.as_char() == '-' => true,
        Some(TokenTree::Ident(_)) => is_path(tokens) && !is_type(tokens) || flag(tokens).is_some(),
        _ => false,
    }
}
