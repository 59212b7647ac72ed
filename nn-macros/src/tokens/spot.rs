//! The place of a part of the source.

use proc_macro2::{Span, TokenTree};

/// A place in the source: the spans of its first and its last token. Stable Rust cannot join spans. The compiler underlines
/// everything from the first to the last token of an error or of a type.
#[derive(Clone, Copy)]
pub(crate) struct Spot {
    pub(crate) start: Span,
    pub(crate) end: Span,
}

impl Spot {
    /// The whole macro call.
    pub(crate) fn call_site() -> Self {
        Span::call_site().into()
    }

    /// From the start of `self` to the end of `other`.
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
