//! Reads the invisible groups that the fragments of a `macro_rules!` macro are wrapped in.
//!
//! A group does not say which fragment it holds. A visibility, an item, a negative number and a type are part of this
//! language and are taken out of their group. All else is an expression, which this language writes in braces.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::{PathArguments, Type, TypePath};

use super::{Tokens, is_punct};

/// The tokens of a fragment as a user would write them without the macro.
pub(super) fn unwrap(group: &Group) -> Tokens {
    let inner = Tokens::flat(group.stream());
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

/// An expression in braces, which stands where the group does.
fn braced(expression: TokenStream, group: &Group) -> Tokens {
    let mut braces = Group::new(Delimiter::Brace, expression);
    braces.set_span(group.span());
    Tokens::flat([braces.into()])
}

/// Whether these are parentheses round one expression.
fn is_operand(group: &Group) -> bool {
    let is_comma = |token| is_punct(Some(&token), ',');
    group.delimiter() == Delimiter::Parenthesis && !group.stream().into_iter().any(is_comma)
}

/// Whether this is a visibility, or begins like an item: no expression does.
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
