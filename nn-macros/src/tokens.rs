//! Pieces of the user's source that know where they stand.

mod fragment;

use std::ops::Deref;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// Where something stands: its first and its last token. Stable Rust cannot join spans, but the compiler underlines
/// everything between the first and the last token of an error or a type.
#[derive(Clone, Copy)]
pub(crate) struct Spot {
    pub(crate) start: Span,
    pub(crate) end: Span,
}

impl Spot {
    /// The whole call of the macro.
    pub(crate) fn call_site() -> Self {
        Span::call_site().into()
    }

    /// From here to the end of there.
    pub(crate) fn to(self, other: Spot) -> Spot {
        Spot {
            start: self.start,
            end: other.end,
        }
    }
}

impl From<Span> for Spot {
    fn from(span: Span) -> Self {
        Spot {
            start: span,
            end: span,
        }
    }
}

impl From<&[TokenTree]> for Spot {
    fn from(tokens: &[TokenTree]) -> Self {
        match tokens {
            [first, .., last] => Spot {
                start: first.span(),
                end: last.span(),
            },
            [only] => only.span().into(),
            [] => Spot::call_site(),
        }
    }
}

impl From<&Tokens> for Spot {
    fn from(tokens: &Tokens) -> Self {
        Spot::from(&**tokens)
    }
}

/// Some of the user's tokens, with their spans, without invisible groups.
#[derive(Clone, Default)]
pub(crate) struct Tokens(Vec<TokenTree>);

impl Tokens {
    /// Takes tokens over and unwraps the invisible groups of `macro_rules!` fragments. An expression becomes a braced one.
    pub(crate) fn flat(tokens: impl IntoIterator<Item = TokenTree>) -> Self {
        let mut flat = Vec::new();
        for token in tokens {
            match token {
                TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                    flat.extend(fragment::unwrap(&group).0);
                }
                other => flat.push(other),
            }
        }
        Tokens(flat)
    }

    /// How they read.
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

impl ToTokens for Tokens {
    fn to_tokens(&self, stream: &mut TokenStream) {
        stream.extend(self.0.iter().cloned());
    }
}

/// Whether a token is this punctuation mark.
pub(crate) fn is_punct(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

/// The stream in a token that is a group with these delimiters.
pub(crate) fn group(token: Option<&TokenTree>, delimiter: Delimiter) -> Option<TokenStream> {
    match token {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group.stream()),
        _ => None,
    }
}

/// Whether a token is named like a type, and not like a constant.
pub(crate) fn is_type_name(token: Option<&TokenTree>) -> bool {
    let Some(TokenTree::Ident(ident)) = token else {
        return false;
    };
    let name = ident.to_string();
    name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase)
}
