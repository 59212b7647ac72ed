//! Reads a layer: one of nn-core with its arguments, or the path of a type.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{GenericArgument, Path, PathArguments, Type};

use super::{arguments, closing};
use crate::ast::{Arguments, Layer};
use crate::errors::Errors;
use crate::messages;
use crate::text::text;
use crate::tokens::{Tokens, group, is_punct};

/// Reads `Dense<128, Relu>` or the path of any other type, without name and repetition.
pub(super) fn layer(tokens: &[TokenTree], depth: usize, errors: &mut Errors) -> Option<Layer> {
    let mut layer = Layer {
        name: None,
        repeat: 1,
        depth,
        ident: None,
        arguments: Arguments::default(),
        tokens: Tokens::default(),
    };
    let Some((ident, inner, length)) = simple(tokens) else {
        let own = own_type(tokens).map_err(|message| errors.at(tokens, message));
        let (own, rest) = own.ok()?;
        expect_arrow(rest, errors);
        layer.tokens = own.into();
        return Some(layer);
    };
    match &tokens[length..] {
        [first @ TokenTree::Group(_), ..]
            if let Some(inside) = group(Some(first), Delimiter::Parenthesis) =>
        {
            let inside = text(&Tokens::flat(inside));
            let message = messages::arguments_in_angles(&ident.to_string(), &inside);
            errors.at(first.span(), message);
            return None;
        }
        more => expect_arrow(more, errors),
    }
    layer.ident = Some(ident.clone());
    layer.tokens = tokens[..length].into();
    if length > 1 {
        layer.arguments = Arguments {
            list: arguments(inner),
            tokens: tokens[1..length].into(),
        };
    }
    Some(layer)
}

/// Reads a single name with its arguments, `Dense<128>` or `Dense::<128>`. Returns the name, the tokens between the angle brackets, and
/// the number of tokens. Returns nothing for a longer path or anything else.
fn simple(tokens: &[TokenTree]) -> Option<(&Ident, &[TokenTree], usize)> {
    let (TokenTree::Ident(ident), rest) = tokens.split_first()? else {
        return None;
    };
    let is_path = is_punct(rest.first(), ':') && is_punct(rest.get(1), ':');
    let skip = if is_path { 2 } else { 0 };
    match closing(&rest[skip..]) {
        Some(end) if is_punct(rest.get(skip + end + 1), ':') => None,
        Some(end) => Some((ident, &rest[skip + 1..skip + end], skip + end + 2)),
        None if is_path || is_punct(rest.first(), '!') => None,
        None => Some((ident, &[], 1)),
    }
}

/// Splits tokens into the path of a type (or a macro) and the rest. Otherwise returns a message.
pub(crate) fn own_type(tokens: &[TokenTree]) -> Result<(&[TokenTree], &[TokenTree]), &'static str> {
    let parser = |input: ParseStream<'_>| -> syn::Result<(Type, TokenStream)> {
        Ok((input.parse()?, input.parse()?))
    };
    match parser.parse2(tokens.iter().cloned().collect()) {
        Ok((Type::Path(path), _)) if named_argument(&path.path).is_some() => {
            Err(messages::NAMED_ARGUMENTS)
        }
        Ok((Type::Path(_) | Type::Macro(_), rest)) => {
            Ok(tokens.split_at(tokens.len() - rest.into_iter().count()))
        }
        _ => Err(messages::EXPECTED_LAYER),
    }
}

/// An argument `name = value`, which the compiler would read as something else.
fn named_argument(path: &Path) -> Option<&GenericArgument> {
    let arguments = path
        .segments
        .iter()
        .filter_map(|segment| match &segment.arguments {
            PathArguments::AngleBracketed(arguments) => Some(&arguments.args),
            _ => None,
        });
    let is_named = |argument: &&GenericArgument| {
        !matches!(
            argument,
            GenericArgument::Lifetime(_) | GenericArgument::Type(_) | GenericArgument::Const(_)
        )
    };
    arguments.flatten().find(is_named)
}

/// Reports tokens after a complete layer.
pub(super) fn expect_arrow(rest: &[TokenTree], errors: &mut Errors) {
    if !rest.is_empty() {
        errors.at(rest, messages::EXPECTED_ARROW);
    }
}
