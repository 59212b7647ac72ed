//! Removes the invisible groups around the fragments of a `macro_rules!` macro.
//!
//! A group does not say which fragment it holds. A visibility, an item, a negative number and a type belong to this
//! language and lose their group. Everything else is an expression, which this language writes in braces.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::{PathArguments, Type, TypePath};

use super::is_punct;

/// The tokens without invisible groups. An expression gets braces.
pub(super) fn flat(tokens: impl IntoIterator<Item = TokenTree>) -> Vec<TokenTree> {
    let mut flat = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                flat.extend(unwrap(&group));
            }
            other => flat.push(other),
        }
    }
    flat
}

/// The tokens of a fragment as a user would write them without the macro.
fn unwrap(group: &Group) -> Vec<TokenTree> {
    let inner = flat(group.stream());
    match &*inner {
        [TokenTree::Group(parentheses)] if is_operand(parentheses) => {
            braced(parentheses.stream(), group)
        }
        [] | [_] => inner,
        [minus, TokenTree::Literal(_)] if is_punct(Some(minus), '-') => inner,
        tokens if is_item(tokens) || is_type(group.stream()) => inner,
        _ => braced(group.stream(), group),
    }
}

/// An expression in braces, with the span of the group.
fn braced(expression: TokenStream, group: &Group) -> Vec<TokenTree> {
    let mut braces = Group::new(Delimiter::Brace, expression);
    braces.set_span(group.span());
    vec![braces.into()]
}

/// Whether these are parentheses around one expression.
fn is_operand(group: &Group) -> bool {
    let is_comma = |token| is_punct(Some(&token), ',');
    group.delimiter() == Delimiter::Parenthesis && !group.stream().into_iter().any(is_comma)
}

/// Whether this is a visibility or begins like an item. No expression does.
fn is_item(tokens: &[TokenTree]) -> bool {
    match tokens.first() {
        Some(TokenTree::Ident(word)) => word == "pub" || word == "struct",
        first => is_punct(first, '#'),
    }
}

/// Whether this is the path of a type or of a constant, or a macro in its place.
fn is_type(tokens: TokenStream) -> bool {
    match syn::parse2(tokens) {
        Ok(Type::Path(TypePath { path, .. })) => {
            let last = path.segments.last().map(|segment| &segment.arguments);
            // `f(x)` is a call and not `Fn(X)`.
            !matches!(last, Some(PathArguments::Parenthesized(_)))
        }
        Ok(Type::Macro(_)) => true,
        _ => false,
    }
}
