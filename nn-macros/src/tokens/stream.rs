//! A sequence of the user's tokens.

use std::ops::Deref;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

use super::Spot;
use super::fragment;

/// Some of the user's tokens with their spans and without invisible groups.
#[derive(Clone, Default)]
pub(crate) struct Tokens(Vec<TokenTree>);

impl Tokens {
    /// Takes tokens and unwraps the invisible groups of `macro_rules!` fragments. An expression gets braces.
    pub(crate) fn flat(tokens: impl IntoIterator<Item = TokenTree>) -> Self {
        Tokens(fragment::flat(tokens))
    }

    /// The tokens as source text.
    pub(crate) fn text(&self) -> String {
        crate::text::text(self)
    }
}

impl Deref for Tokens {
    type Target = [TokenTree];

    fn deref(&self) -> &[TokenTree] {
        &self.0
    }
}

impl From<&[TokenTree]> for Tokens {
    fn from(tokens: &[TokenTree]) -> Self {
        Tokens(tokens.to_vec())
    }
}

impl From<&Tokens> for Spot {
    fn from(tokens: &Tokens) -> Self {
        Spot::from(&**tokens)
    }
}

impl ToTokens for Tokens {
    fn to_tokens(&self, stream: &mut TokenStream) {
        stream.extend(self.0.iter().cloned());
    }
}
