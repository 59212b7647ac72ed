//! What arguments a layer takes, and what a bare argument looks like.

use proc_macro2::TokenTree;

use crate::parse::{flag, is_path, top_level};
use crate::suggest::Known;
use crate::tokens::Tokens;

/// What a layer takes.
pub(super) struct Rules {
    /// The layer.
    pub(super) name: &'static str,
    /// In the order in which other frameworks take them.
    pub(super) parameters: &'static [Parameter],
    pub(super) activation: bool,
    /// How a user might write the layer.
    pub(super) example: &'static str,
}

/// An argument that has a name.
pub(super) struct Parameter {
    pub(super) known: Known,
    /// What a user might write for it.
    pub(super) example: &'static str,
    pub(super) required: bool,
    /// How many bare arguments can stand for it at the beginning.
    pub(super) bare: usize,
}

/// What some call the activation.
pub(super) const ACTIVATION: Known = Known {
    name: "activation",
    synonyms: &["act", "nonlinearity", "activation_fn"],
};

/// As the number of bare arguments: one, and whatever it is.
pub(super) const ANYTHING: usize = usize::MAX;

impl Parameter {
    /// How many bare arguments can stand for it.
    pub(super) fn most(&self) -> usize {
        if self.bare == ANYTHING { 1 } else { self.bare }
    }
}

/// Whether this is named like a type, and not like a constant.
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
