//! Recognizes the path of a constant and the values of a flag.

use proc_macro2::{Delimiter, TokenTree};

use crate::tokens::{Tokens, group};

/// Whether this can be the path of a constant.
pub(crate) fn is_path(tokens: &[TokenTree]) -> bool {
    let path = syn::parse2::<syn::TypePath>(tokens.iter().cloned().collect());
    path.is_ok_and(|path| {
        let last = path.path.segments.last();
        path.attrs.is_empty() && last.is_some_and(|segment| segment.arguments.is_empty())
    })
}

/// The value, if this is `true` or `false`. A fragment of a macro is in braces.
pub(crate) fn flag(tokens: &Tokens) -> Option<bool> {
    let inner = group(tokens.first(), Delimiter::Brace).filter(|_| tokens.len() == 1);
    let text = inner.map_or_else(|| tokens.text(), |inner| Tokens::flat(inner).text());
    text.parse().ok()
}
