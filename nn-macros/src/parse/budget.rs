//! Reads budgets: `#[budget(flash = "64 KiB", train_ram(Adam, batch = 8) = "40 KiB", macs = 110_000)]`.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Attribute, Lit, Meta};

use super::top_level;
use crate::ast::{Figure, Limit};
use crate::errors::Errors;
use crate::messages;
use crate::tokens::{Spot, Tokens, group, is_punct};

/// The units.
const UNITS: [(&str, u64); 5] = [
    ("B", 1),
    ("KB", 1_000),
    ("KiB", 1 << 10),
    ("MB", 1_000_000),
    ("MiB", 1 << 20),
];

/// Takes the budgets from a network's attributes.
pub(super) fn budget(attributes: &mut Vec<Attribute>, errors: &mut Errors) -> Vec<Limit> {
    let is_budget = |attribute: &mut Attribute| attribute.path().is_ident("budget");
    let mut limits = Vec::new();
    let mut keys: Vec<String> = Vec::new();
    for attribute in attributes.extract_if(.., is_budget) {
        let name = attribute.path().segments.first();
        let name = name.map_or(Spot::call_site(), |segment| segment.ident.span().into());
        let entries = match attribute.meta {
            Meta::List(list) => entries(list.tokens),
            _ => Vec::new(),
        };
        if entries.is_empty() {
            errors.at(name, messages::BUDGET);
        }
        for entry in entries {
            let spot = Spot::from(&entry);
            let Some(limit) = limit(&entry, errors) else {
                continue;
            };
            let key = limit.figure.text();
            if keys.contains(&key) {
                errors.at(spot, messages::duplicate_budget(&key));
            }
            keys.push(key);
            limits.push(limit);
        }
    }
    limits
}

/// The parts between commas.
fn entries(tokens: TokenStream) -> Vec<Tokens> {
    let entries = split(&Tokens::flat(tokens), ',').into_iter();
    entries.filter(|entry| !entry.is_empty()).collect()
}

/// The parts between these marks, except inside angle brackets.
fn split(tokens: &Tokens, mark: char) -> Vec<Tokens> {
    let is_mark = |index: &usize| is_punct(tokens.get(*index), mark);
    let mut start = 0;
    let mut parts = Vec::new();
    for end in top_level(tokens).filter(is_mark).chain([tokens.len()]) {
        parts.push(tokens.get(start..end).unwrap_or_default().into());
        start = end + 1;
    }
    parts
}

/// `flash = "64 KiB"`
fn limit(entry: &Tokens, errors: &mut Errors) -> Option<Limit> {
    let parts = split(entry, '=');
    let (key, value) = match parts.as_slice() {
        [key, value] if !key.is_empty() && !value.is_empty() => (key, value),
        _ => {
            errors.at(entry, messages::BUDGET);
            return None;
        }
    };
    let figure = figure(key, errors)?;
    let value = match figure {
        Figure::Macs => number(value).ok_or(messages::BUDGET_NUMBER),
        _ => bytes(value),
    };
    match value {
        Ok(value) => Some(Limit {
            figure,
            value,
            spot: entry.into(),
        }),
        Err(message) => {
            errors.at(&parts[1], message);
            None
        }
    }
}

/// `flash`, or `train_ram(Adam, batch = 8)`
fn figure(key: &Tokens, errors: &mut Errors) -> Option<Figure> {
    let (word, rest) = match &**key {
        [TokenTree::Ident(word), rest @ ..] => (word.to_string(), rest),
        _ => {
            errors.at(key, messages::BUDGET);
            return None;
        }
    };
    match (word.as_str(), rest) {
        ("flash", []) => Some(Figure::Flash),
        ("infer_ram", []) => Some(Figure::InferRam),
        ("macs", []) => Some(Figure::Macs),
        ("train_ram", []) => Some(Figure::OnlineRam),
        ("train_ram", [arguments]) => {
            let figure = group(Some(arguments), Delimiter::Parenthesis).and_then(training);
            if figure.is_none() {
                errors.at(arguments.span(), messages::BUDGET_TRAINING);
            }
            figure
        }
        ("flash" | "infer_ram" | "macs", [other, ..]) => {
            errors.at(other.span(), messages::BUDGET);
            None
        }
        _ => {
            errors.at(&key[..1], messages::unknown_budget(&word));
            None
        }
    }
}

/// `Adam, batch = 8`
fn training(arguments: TokenStream) -> Option<Figure> {
    let [optimizer, batch] = entries(arguments).try_into().ok()?;
    match &*batch {
        [TokenTree::Ident(word), equals, size @ ..]
            if word == "batch" && is_punct(Some(equals), '=') && !size.is_empty() =>
        {
            let batch = size.into();
            (number(&batch) != Some(0)).then_some(Figure::TrainRam { optimizer, batch })
        }
        _ => None,
    }
}

/// `110_000`
fn number(value: &Tokens) -> Option<u64> {
    match literal(value)? {
        Lit::Int(number) => number.base10_parse().ok(),
        _ => None,
    }
}

/// `"64 KiB"`
fn bytes(value: &Tokens) -> Result<u64, &'static str> {
    let (number, unit) = number_and_unit(value).ok_or(messages::BUDGET_BYTES)?;
    number.checked_mul(unit).ok_or(messages::BUDGET_TOO_LARGE)
}

fn number_and_unit(value: &Tokens) -> Option<(u64, u64)> {
    let Lit::Str(text) = literal(value)? else {
        return None;
    };
    let text = text.value();
    let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != '_')?;
    let (digits, unit) = text.split_at(end);
    let number: u64 = digits.replace('_', "").parse().ok()?;
    let unit = UNITS.iter().find(|(name, _)| *name == unit.trim())?;
    Some((number, unit.1))
}

fn literal(value: &Tokens) -> Option<Lit> {
    match &**value {
        [TokenTree::Literal(token)] => Some(Lit::new(token.clone())),
        _ => None,
    }
}
