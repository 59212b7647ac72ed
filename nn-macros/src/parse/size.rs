//! Reads sizes and shapes.

use proc_macro2::{Delimiter, Group, Literal, Punct, Spacing, TokenTree};
use syn::{Lit, LitInt};

use super::Calculation;
use super::word::is_path;
use crate::ast::{Shape, Size};
use crate::errors::Errors;
use crate::messages::{self, LIMIT};
use crate::tokens::{Spot, Tokens, group};

/// Reads `784`, `HIDDEN` or `{ 2 * HIDDEN }`. Without tokens, the mistake is at `near`.
pub(crate) fn size(
    tokens: &[TokenTree],
    what: &str,
    near: impl Into<Spot>,
    errors: &mut Errors,
) -> Option<Size> {
    match read(tokens, what, messages::NEGATIVE, near.into(), errors)? {
        Size::Literal { value: 0, token } => {
            errors.at(token.span(), messages::size(what, messages::ZERO));
            None
        }
        size => Some(size),
    }
}

/// Reads a size that can be 0.
pub(crate) fn size_or_zero(
    tokens: &[TokenTree],
    what: &str,
    near: impl Into<Spot>,
    errors: &mut Errors,
) -> Option<Size> {
    read(tokens, what, messages::BELOW_ZERO, near.into(), errors)
}

/// Reads any size. `rule` is the message for a negative number.
fn read(
    tokens: &[TokenTree],
    what: &str,
    rule: &str,
    near: Spot,
    errors: &mut Errors,
) -> Option<Size> {
    let message = match tokens {
        [TokenTree::Literal(token)] => match literal(token, what) {
            Ok(value) => {
                let token = token.clone();
                return Some(Size::Literal { value, token });
            }
            Err(message) => message,
        },
        [TokenTree::Punct(minus), TokenTree::Literal(_)] if minus.as_char() == '-' => {
            messages::size(what, rule)
        }
        [] => {
            errors.at(near, messages::size_expected(what));
            return None;
        }
        [TokenTree::Group(group)] => match in_delimiters(group, tokens, what) {
            Ok(size) => return Some(size),
            Err(message) => message,
        },
        _ if is_constant(tokens) => return Some(Size::Constant(tokens.into())),
        _ if is_computed(tokens) => messages::size_computed(what, &crate::text::text(tokens)),
        _ => messages::size_expected(what),
    };
    errors.at(tokens, message);
    None
}

/// Reads the contents of delimiters: `{ 2 * HIDDEN }`.
fn in_delimiters(group: &Group, tokens: &[TokenTree], what: &str) -> Result<Size, String> {
    let inside = inside(group);
    match group.delimiter() {
        _ if list(&inside).is_some() => Err(messages::size_expected(what)),
        Delimiter::Parenthesis if !inside.is_empty() => {
            Err(messages::size_computed(what, &inside.text()))
        }
        Delimiter::Brace if !inside.is_empty() => match computed(&inside, what) {
            Some(result) => {
                let mut token = Literal::u64_unsuffixed(result?);
                token.set_span(group.span());
                let value = literal(&token, what)?;
                Ok(Size::Literal { value, token })
            }
            None => Ok(Size::Constant(tokens.into())),
        },
        _ => Err(messages::size_expected(what)),
    }
}

/// Reads `[784]` or `[1, 28, 28]`.
pub(super) fn shape(brackets: &Group, what: &str, errors: &mut Errors) -> Option<Shape> {
    let inner = Tokens::flat(brackets.stream());
    if let Some(shape) = joined_by_x(&inner) {
        errors.at(brackets.span(), messages::shape_in_brackets(&shape));
        return None;
    }
    let list = super::arguments(&inner);
    if list.is_empty() || list.len() > 3 {
        errors.at(brackets.span(), messages::EXPECTED_DIMENSIONS);
        return None;
    }
    let before = errors.count();
    let what = if list.len() == 1 { what } else { "dimension" };
    let sizes = list
        .iter()
        .filter_map(|tokens| size(tokens, what, brackets.span(), errors))
        .collect();
    (errors.count() == before).then(|| Shape {
        sizes,
        tokens: Tokens::flat([TokenTree::from(brackets.clone())]),
    })
}

/// The tokens inside delimiters.
fn inside(group: &Group) -> Tokens {
    Tokens::flat(group.stream())
}

/// The result of a calculation of numbers.
fn computed(inside: &Tokens, what: &str) -> Option<Result<u64, String>> {
    Calculation::read(inside)?.result(what, &inside.text())
}

/// Two or more sizes between commas as a shape: `1, 28, 28` as `[1, 28, 28]`.
pub(crate) fn list(tokens: &[TokenTree]) -> Option<String> {
    let list = super::arguments(tokens);
    let is_size = |size: &Tokens| is_number(size) || is_constant(size);
    (list.len() > 1 && list.iter().all(is_size)).then(|| bracketed(list.iter().map(Tokens::text)))
}

/// Whole numbers with an `x` between them as a shape: `28x28` as `[28, 28]`.
pub(crate) fn joined_by_x(tokens: &[TokenTree]) -> Option<String> {
    let text: String = tokens.iter().map(TokenTree::to_string).collect();
    let is_size = |size: &str| !size.is_empty() && size.chars().all(|digit| digit.is_ascii_digit());
    let sizes: Vec<_> = text.split('x').collect();
    (sizes.len() > 1 && sizes.iter().copied().all(is_size))
        .then(|| bracketed(sizes.into_iter().map(str::to_owned)))
}

/// A shape without delimiters, or in delimiters other than brackets.
pub(crate) fn without_brackets(tokens: &[TokenTree]) -> Option<String> {
    match tokens {
        [TokenTree::Group(group)] if group.delimiter() != Delimiter::Bracket => {
            list(&inside(group))
        }
        _ => joined_by_x(tokens),
    }
}

fn bracketed(sizes: impl Iterator<Item = String>) -> String {
    format!("[{}]", sizes.collect::<Vec<_>>().join(", "))
}

/// Whether this is a whole number, with or without mistakes.
pub(crate) fn is_number(tokens: &[TokenTree]) -> bool {
    syn::parse2::<LitInt>(tokens.iter().cloned().collect()).is_ok()
}

/// The value of a literal, or a message.
fn literal(token: &Literal, what: &str) -> Result<u64, String> {
    match syn::parse2::<Lit>(TokenTree::from(token.clone()).into()) {
        Ok(Lit::Int(number)) => integer(&number, what),
        Ok(Lit::Float(number)) => {
            let digits = number.base10_digits();
            let whole = digits
                .split_once('.')
                .map(|(whole, rest)| (whole, rest.trim_matches('0')));
            let fix = whole.and_then(|(whole, rest)| rest.is_empty().then(|| whole.to_owned()));
            Err(messages::size_not_whole(what, fix))
        }
        Ok(Lit::Str(text)) => {
            let fix = text
                .value()
                .parse()
                .ok()
                .map(|number: u64| number.to_string());
            Err(messages::size_not_whole(what, fix))
        }
        _ => Err(messages::size_not_whole(what, None)),
    }
}

/// The value of an integer, or a message.
fn integer(number: &LitInt, what: &str) -> Result<u64, String> {
    let (digits, suffix) = (number.base10_digits(), number.suffix());
    match digits.parse() {
        _ if digits.starts_with('-') => Err(messages::size(what, messages::NEGATIVE)),
        _ if !matches!(suffix, "" | "usize") => Err(messages::size_suffix(what, digits, suffix)),
        Ok(value) if value <= LIMIT => Ok(value),
        _ => Err(messages::size_too_large(what)),
    }
}

/// Whether this is the path of a constant, or a constant expression in braces.
fn is_constant(tokens: &[TokenTree]) -> bool {
    if let [block] = tokens
        && let Some(inner) = group(Some(block), Delimiter::Brace)
    {
        return !inner.is_empty();
    }
    is_path(tokens) || is_macro(tokens)
}

/// Whether this is a macro call, which can be a number.
fn is_macro(tokens: &[TokenTree]) -> bool {
    let called = syn::parse2::<syn::Macro>(tokens.iter().cloned().collect());
    called.is_ok()
}

/// Whether this is an expression without its braces: a calculation or a call.
fn is_computed(tokens: &[TokenTree]) -> bool {
    let operator =
        |punct: &Punct| punct.spacing() == Spacing::Alone && "+-*/%<>&|^".contains(punct.as_char());
    let called = |group: &Group| group.delimiter() == Delimiter::Parenthesis;
    let starts_well = !matches!(tokens.first(), Some(TokenTree::Punct(_)));
    let inside = tokens.get(1..).unwrap_or_default();
    starts_well
        && inside.iter().any(|token| match token {
            TokenTree::Punct(punct) => operator(punct),
            TokenTree::Group(group) => called(group),
            _ => false,
        })
}
