//! Reads what stands behind an arrow: a layer, perhaps named or repeated, or an asserted shape.

use proc_macro2::{Delimiter, Ident, Spacing, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{LitInt, Type};

use super::{arguments, closing, size};
use crate::ast::{Arguments, Layer, Stage};
use crate::messages::{self, Errors, MOST_REPEATS};
use crate::text::text;
use crate::tokens::{Tokens, group, is_punct};

/// Reads a stage of a network.
pub(super) fn stage(piece: &Tokens, errors: &mut Errors) -> Stage {
    let mut rest = &**piece;
    let mut name = None;
    if let [TokenTree::Ident(ident), _, more @ ..] = rest
        && is_name(rest)
    {
        name = Some(ident.clone());
        rest = more;
    }
    let mut repeat = None;
    if let Some((count, more)) = repetition(rest) {
        let tokens = &rest[..rest.len() - more.len()];
        repeat = Some((repeats(count, tokens, errors), tokens));
        rest = more;
    }
    match rest {
        [] if repeat.is_some() => errors.at(piece, messages::REPEAT_NOTHING),
        [] => errors.at(piece, messages::EXPECTED_LAYER),
        [TokenTree::Group(brackets), more @ ..] if brackets.delimiter() == Delimiter::Bracket => {
            if let Some(name) = &name {
                errors.at(name.span(), messages::NAME_ON_SHAPE);
            }
            if let Some((_, tokens)) = repeat {
                errors.at(tokens, messages::REPEATED_SHAPE);
                return Stage::Broken;
            }
            expect_arrow(more, errors);
            return size::shape(brackets, "dimension", errors).map_or(Stage::Broken, Stage::Shape);
        }
        [
            TokenTree::Literal(_),
            TokenTree::Punct(times),
            TokenTree::Ident(_),
            ..,
        ] if times.as_char() == '*' => {
            errors.at(&rest[..2], messages::REPEAT_TIMES);
        }
        [TokenTree::Literal(number), more @ ..] => {
            errors.at(
                number.span(),
                messages::number_as_layer(&number.to_string()),
            );
            expect_arrow(more, errors);
        }
        _ => return layer(name, repeat.map_or(1, |(repeat, _)| repeat), rest, errors),
    }
    Stage::Broken
}

/// Whether this begins with `name:`.
pub(super) fn is_name(tokens: &[TokenTree]) -> bool {
    match tokens {
        [TokenTree::Ident(_), TokenTree::Punct(colon), ..] if colon.as_char() == ':' => {
            colon.spacing() == Spacing::Alone || !is_punct(tokens.get(2), ':')
        }
        _ => false,
    }
}

/// The number of a repetition `3 x`, and what follows it. The number may have become one token with the `x`.
pub(super) fn repetition(tokens: &[TokenTree]) -> Option<(&TokenTree, &[TokenTree])> {
    let is_x = |token: &TokenTree| matches!(token, TokenTree::Ident(ident) if ident == "x");
    let ends_in_x = |token: &TokenTree| {
        let number = syn::parse2::<LitInt>(token.clone().into());
        number.is_ok_and(|number| number.suffix() == "x")
    };
    match tokens {
        [count, x, rest @ ..] if is_x(x) && !matches!(count, TokenTree::Punct(_)) => {
            Some((count, rest))
        }
        [count, rest @ ..] if ends_in_x(count) => Some((count, rest)),
        _ => None,
    }
}

/// The number of repetitions; 1 after a mistake.
fn repeats(count: &TokenTree, tokens: &[TokenTree], errors: &mut Errors) -> usize {
    let message = match syn::parse2::<LitInt>(count.clone().into()) {
        Ok(number) if matches!(number.suffix(), "" | "x" | "usize") => {
            match number.base10_digits().parse() {
                Ok(0) => messages::REPEAT_ZERO.to_owned(),
                Ok(number) if number <= MOST_REPEATS => return number,
                _ => messages::repeat_too_often(),
            }
        }
        _ => messages::REPEAT_NUMBER.to_owned(),
    };
    errors.at(tokens, message);
    1
}

/// Reads `Dense<128, Relu>` or the path of any other type.
fn layer(name: Option<Ident>, repeat: usize, tokens: &[TokenTree], errors: &mut Errors) -> Stage {
    let mut layer = Layer {
        name,
        repeat,
        ident: None,
        arguments: Arguments::default(),
        tokens: Tokens::default(),
    };
    let Some((ident, inner, length)) = simple(tokens) else {
        return match own_type(tokens, errors) {
            Some(tokens) => {
                layer.tokens = tokens;
                Stage::Layer(layer)
            }
            None => Stage::Broken,
        };
    };
    match &tokens[length..] {
        [first @ TokenTree::Group(_), ..]
            if let Some(inside) = group(Some(first), Delimiter::Parenthesis) =>
        {
            let inside = text(&Tokens::flat(inside));
            let message = messages::arguments_in_angles(&ident.to_string(), &inside);
            errors.at(first.span(), message);
            return Stage::Broken;
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
    Stage::Layer(layer)
}

/// Reads a single name with its arguments, `Dense<128>` or `Dense::<128>`: the name, what stands between the angle
/// brackets, and how many tokens it takes. Nothing if it is a longer path or something else.
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

/// Reads the path of a type, or a macro that stands for one.
pub(crate) fn own_type(tokens: &[TokenTree], errors: &mut Errors) -> Option<Tokens> {
    let parser = |input: ParseStream<'_>| -> syn::Result<(Type, TokenStream)> {
        Ok((input.parse()?, input.parse()?))
    };
    match parser.parse2(tokens.iter().cloned().collect()) {
        Ok((Type::Path(_) | Type::Macro(_), rest)) => {
            let (own, rest) = tokens.split_at(tokens.len() - rest.into_iter().count());
            expect_arrow(rest, errors);
            Some(own.into())
        }
        _ => {
            errors.at(tokens, messages::EXPECTED_LAYER);
            None
        }
    }
}

/// Reports tokens that stand behind a finished layer.
fn expect_arrow(rest: &[TokenTree], errors: &mut Errors) {
    if !rest.is_empty() {
        errors.at(rest, messages::EXPECTED_ARROW);
    }
}
