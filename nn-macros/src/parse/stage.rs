//! Reads the part after an arrow: a layer, which can be named or repeated, or an asserted shape.

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenTree};
use syn::LitInt;

use super::layer::{expect_arrow, layer};
use super::size;
use crate::ast::Stage;
use crate::errors::Errors;
use crate::messages::{self, MOST_LAYERS};
use crate::text::text;
use crate::tokens::{Tokens, is_punct};

/// Reads a stage. `depth` is the number of layers that hold it.
pub(super) fn stage(piece: &Tokens, depth: usize, errors: &mut Errors) -> Stage {
    let (name, rest) = match &**piece {
        [TokenTree::Ident(name), _, rest @ ..] if is_name(piece) => (Some(name.clone()), rest),
        rest => (None, rest),
    };
    let (repeat, rest) = match repetition(rest) {
        Some((count, more)) => {
            let tokens = &rest[..rest.len() - more.len()];
            (Some((repeats(count, tokens, errors), tokens)), more)
        }
        None => (None, rest),
    };
    let rest = if repeat.is_some() && is_name(rest) {
        errors.at(rest[0].span(), messages::NAME_ON_REPEAT);
        &rest[2..]
    } else {
        rest
    };
    match rest {
        [] => {
            let message = match repeat {
                Some(_) => messages::REPEAT_NOTHING,
                None => messages::EXPECTED_LAYER,
            };
            errors.at(piece, message);
            Stage::Broken(name)
        }
        [TokenTree::Group(brackets), more @ ..] if brackets.delimiter() == Delimiter::Bracket => {
            expect_arrow(more, errors);
            let repeat = repeat.map(|(_, tokens)| tokens);
            asserted(brackets, name.as_ref(), repeat, errors)
        }
        [TokenTree::Literal(_), more @ ..] => {
            literal(rest, more, errors);
            Stage::Broken(name)
        }
        _ => match layer(rest, depth, errors) {
            Some(mut layer) => {
                layer.name = name;
                layer.repeat = repeat.map_or(1, |(repeat, _)| repeat);
                Stage::Layer(layer)
            }
            None => Stage::Broken(name),
        },
    }
}

/// Reads `[128]`, which cannot have a name or a repetition.
fn asserted(
    brackets: &Group,
    name: Option<&Ident>,
    repeat: Option<&[TokenTree]>,
    errors: &mut Errors,
) -> Stage {
    if let Some(name) = name {
        errors.at(name.span(), messages::NAME_ON_SHAPE);
    }
    if let Some(tokens) = repeat {
        errors.at(tokens, messages::REPEATED_SHAPE);
        return Stage::Broken(None);
    }
    let shape = size::shape(brackets, "dimension", errors);
    shape.map_or(Stage::Broken(None), Stage::Shape)
}

/// Reports a literal in the place of a layer: `128` or `3 * Dense<64>`.
fn literal(tokens: &[TokenTree], more: &[TokenTree], errors: &mut Errors) {
    let (number, times) = (&tokens[..1], is_punct(more.first(), '*') && more.len() > 1);
    if times {
        errors.at(&tokens[..2], messages::REPEAT_TIMES);
    } else if let Some(shape) = size::joined_by_x(tokens) {
        errors.at(tokens, messages::shape_in_brackets(&shape));
    } else if size::is_number(number) {
        errors.at(number, messages::number_as_layer(&text(number)));
        expect_arrow(more, errors);
    } else {
        errors.at(tokens, messages::EXPECTED_LAYER);
    }
}

/// Whether this starts with `name:`.
pub(super) fn is_name(tokens: &[TokenTree]) -> bool {
    match tokens {
        [TokenTree::Ident(_), TokenTree::Punct(colon), ..] if colon.as_char() == ':' => {
            colon.spacing() == Spacing::Alone || !is_punct(tokens.get(2), ':')
        }
        _ => false,
    }
}

/// The number of a repetition `3 x`, and the tokens after it. `3x` is one token.
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

/// The number of repetitions. It is 1 after a mistake.
fn repeats(count: &TokenTree, tokens: &[TokenTree], errors: &mut Errors) -> usize {
    let message = match syn::parse2::<LitInt>(count.clone().into()) {
        Ok(number) if matches!(number.suffix(), "" | "x" | "usize") => {
            match number.base10_digits().parse() {
                Ok(0) => messages::REPEAT_ZERO.to_owned(),
                Ok(number) if number <= MOST_LAYERS => return number,
                _ => messages::too_many_layers(),
            }
        }
        _ => messages::REPEAT_NUMBER.to_owned(),
    };
    errors.at(tokens, message);
    1
}
