//! Questions about a single token.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Whether a token is this punctuation mark.
pub(crate) fn is_punct(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

/// The stream inside a token that is a group with this delimiter.
pub(crate) fn group(token: Option<&TokenTree>, delimiter: Delimiter) -> Option<TokenStream> {
    match token {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group.stream()),
        _ => None,
    }
}

/// Whether a token has a name in the style of a type and not of a constant.
pub(crate) fn is_type_name(token: Option<&TokenTree>) -> bool {
    let Some(TokenTree::Ident(ident)) = token else {
        return false;
    };
    let name = ident.to_string();
    name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase)
}
