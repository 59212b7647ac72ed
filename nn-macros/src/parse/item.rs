//! Reads the item form: attributes, visibility and name of each network, and its body as tokens.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Visibility};

use super::budget::budget;
use super::stage::is_name;
use super::{closing, is_arrow};
use crate::ast::{Head, Item, ItemBody};
use crate::errors::{Errors, Mistake};
use crate::messages;
use crate::tokens::{Spot, Tokens, group, is_punct, is_type_name};

/// Whether this is the item form: it starts like an item, or like an item with a missing or wrong first word.
pub(crate) fn is_item_form(tokens: &[TokenTree]) -> bool {
    const ITEMS: &[&str] = &[
        "pub", "struct", "enum", "fn", "type", "trait", "impl", "mod", "use", "static", "const",
        "let",
    ];
    let is_body = |token: Option<&TokenTree>| group(token, Delimiter::Brace).is_some();
    match tokens {
        [TokenTree::Ident(word), ..] if ITEMS.iter().any(|item| word == item) => true,
        // `Net { .. }`, and `Net: ..` or `Net = ..`
        [TokenTree::Ident(_), second, ..] if is_body(Some(second)) => true,
        [TokenTree::Ident(_), ..] if has_name(tokens) => true,
        // `strct Net { .. }` and `crate struct Net { .. }`
        [TokenTree::Ident(_), TokenTree::Ident(second), ..] => {
            second == "struct" || is_body(tokens.get(2))
        }
        first => is_punct(first.first(), '#'),
    }
}

/// Whether this starts with the name of a network and `:` or `=`.
fn has_name(tokens: &[TokenTree]) -> bool {
    let is_mark = is_name(tokens) || is_punct(tokens.get(1), '=') && !is_arrow(&tokens[1..]);
    is_mark && is_type_name(tokens.first())
}

/// Reads named networks, up to the first that is not an item.
pub(crate) fn items(tokens: Tokens, errors: &mut Errors) -> Vec<Item> {
    let mut items = Vec::new();
    let mut rest = tokens;
    while !rest.is_empty() {
        if let Some(mark) = [';', ',']
            .into_iter()
            .find(|mark| is_punct(rest.first(), *mark))
        {
            errors.at(&rest[..1], messages::trailing(&mark.to_string()));
            rest = rest[1..].into();
            continue;
        }
        match item(&rest, errors) {
            Some((item, after)) => {
                if is_duplicate(&item, &items) {
                    let name = &item.head.name;
                    errors.at(name.span(), messages::duplicate_network(&name.to_string()));
                } else {
                    items.push(item);
                }
                rest = after;
            }
            None => break,
        }
    }
    items
}

/// Whether another network has this name in every configuration.
fn is_duplicate(item: &Item, items: &[Item]) -> bool {
    let is_conditional = |item: &Item| {
        let mut attributes = item.head.attributes.iter();
        attributes.any(|attribute| attribute.path().is_ident("cfg"))
    };
    let same = |other: &&Item| other.head.name == item.head.name;
    let other = items.iter().find(same);
    other.is_some_and(|other| !is_conditional(item) && !is_conditional(other))
}

/// Reads one named network. Returns it and the tokens after it.
fn item(tokens: &Tokens, errors: &mut Errors) -> Option<(Item, Tokens)> {
    let stream = tokens.iter().cloned().collect();
    let (mut attributes, visibility, rest) = match head.parse2(stream) {
        Ok((attributes, visibility, rest)) => (attributes, visibility, Tokens::flat(rest)),
        Err(error) => {
            errors.at(error.span(), messages::HEAD);
            return None;
        }
    };
    let (name, body, length) = named(&rest, tokens, errors)?;
    let head = Head {
        budget: budget(&mut attributes, errors),
        attributes,
        visibility,
        name,
    };
    let after = rest.get(length..).unwrap_or_default();
    Some((Item { head, body }, after.into()))
}

/// Reads the part after attributes and visibility: the name, the body, and their number of tokens.
fn named(
    rest: &[TokenTree],
    item: &Tokens,
    errors: &mut Errors,
) -> Option<(Ident, ItemBody, usize)> {
    let name = |token: &TokenTree| syn::parse2::<Ident>(token.clone().into());
    let (spot, message) = match rest {
        [TokenTree::Ident(word), braces, ..]
            if group(Some(braces), Delimiter::Brace).is_some() && name(&rest[0]).is_ok() =>
        {
            let body = ItemBody::Broken(Mistake {
                spot: word.span().into(),
                message: messages::missing_struct(&word.to_string()),
            });
            return Some((word.clone(), body, 2));
        }
        [TokenTree::Ident(word), ..] if has_name(rest) => (
            word.span().into(),
            messages::missing_struct(&word.to_string()),
        ),
        [TokenTree::Ident(word), token, ..] if let Ok(name) = name(token) => {
            let (body, length) = body(word, &rest[1..]);
            return Some((name, body, 1 + length));
        }
        [TokenTree::Ident(word), wrong, ..] if word == "struct" => {
            (wrong.span().into(), messages::EXPECTED_STRUCT.to_owned())
        }
        [] => (Spot::from(item), messages::EXPECTED_STRUCT.to_owned()),
        [wrong, ..] => (wrong.span().into(), messages::EXPECTED_STRUCT.to_owned()),
    };
    errors.at(spot, message);
    None
}

/// Reads attributes and visibility.
fn head(input: ParseStream<'_>) -> syn::Result<(Vec<Attribute>, Visibility, TokenStream)> {
    Ok((
        input.call(Attribute::parse_outer)?,
        input.parse()?,
        input.parse()?,
    ))
}

/// Reads the part after `struct`, or after a wrong word: the name and the body. Also returns the number of tokens.
fn body(word: &Ident, tokens: &[TokenTree]) -> (ItemBody, usize) {
    if word == "struct"
        && let Some(body) = group(tokens.get(1), Delimiter::Brace)
    {
        let spot = tokens[1].span().into();
        return (ItemBody::Braces(Tokens::flat(body), spot), 2);
    }
    let is_end = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        other => is_punct(Some(other), ';'),
    };
    let end = tokens.iter().position(is_end);
    let length = end.map_or(tokens.len(), |end| end + 1);
    let wrong = tokens.get(1).unwrap_or(&tokens[0]);
    let (spot, message) = match closing(&tokens[1..]) {
        _ if word != "struct" => (word.span().into(), messages::EXPECTED_STRUCT),
        Some(end) => (Spot::from(&tokens[1..=end + 1]), messages::GENERICS),
        None => (wrong.span().into(), messages::EXPECTED_BODY),
    };
    let message = message.to_owned();
    (ItemBody::Broken(Mistake { spot, message }), length)
}
