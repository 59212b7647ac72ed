//! From a line of `network!` to its layers, shapes and sizes, or to the messages of the compiler.

use std::ops::Range;

use proc_macro2::{Span, TokenStream};

use crate::ast::{Form, ItemBody};
use crate::errors::{Errors, Mistake};
use crate::json::Json;
use crate::model::{Layer, Network, Shape};
use crate::picture::picture;
use crate::tokens::{Spot, Tokens};
use crate::{check, memory, parse, resolve};

/// Why a text has no tokens. The compiler finds it before it calls the macro.
const NO_TOKENS: &str = "a bracket is not closed or not opened, or a character is not part of Rust";

/// A network and its name, which only the item form has.
type Named = (Option<String>, Network);

/// Describes a line, or the items, of `network!` as JSON: its networks, or its mistakes.
pub fn describe(line: &str) -> String {
    // Otherwise the text of each call would be kept.
    proc_macro2::extra::invalidate_current_thread_spans();
    let mut errors = Errors::new();
    let networks = match line.parse::<TokenStream>() {
        Ok(tokens) => networks(&Tokens::flat(tokens), &mut errors),
        Err(error) => {
            errors.at(error.span(), NO_TOKENS);
            Vec::new()
        }
    };
    let (networks, mistakes) = match errors.finish(networks) {
        Ok(networks) => (networks, Vec::new()),
        Err(mistakes) => (Vec::new(), mistakes),
    };
    let networks = networks.iter().map(|(name, network)| described(name.clone(), network));
    let mistakes = mistakes.iter().map(|mistake| reported(mistake, line));
    let lists = [("networks", networks.collect()), ("mistakes", mistakes.collect())];
    Json::Object(lists.map(|(name, values)| (name, Json::List(values))).into()).to_string()
}

/// The passes of the macro.
fn networks(tokens: &Tokens, errors: &mut Errors) -> Vec<Named> {
    if !parse::is_item_form(tokens) {
        let network = network(tokens, Spot::call_site(), Form::Type, errors);
        return vec![(None, network)];
    }
    let mut networks = Vec::new();
    for item in parse::items(tokens.clone(), errors) {
        match item.body {
            ItemBody::Braces(tokens, spot) => {
                let name = item.head.name.to_string();
                networks.push((Some(name), network(&tokens, spot, Form::Item, errors)));
            }
            ItemBody::Broken(Mistake { spot, message }) => errors.at(spot, message),
        }
    }
    networks
}

fn network(tokens: &Tokens, spot: Spot, form: Form, errors: &mut Errors) -> Network {
    let body = parse::body(tokens, spot, errors);
    let resolved = resolve::resolve(body, form, errors);
    check::check(resolved, errors)
}

fn described(name: Option<String>, network: &Network) -> Json {
    let cost = &network.cost;
    let memory = memory::of(network);
    let bytes = |bytes: fn(&memory::Memory) -> u64| {
        memory.as_ref().map_or(Json::Null, |memory| Json::Number(bytes(memory).into()))
    };
    Json::Object(vec![
        ("name", name.map_or(Json::Null, Json::Text)),
        ("input", network.layers.first().map_or(Json::Null, |layer| shape(&layer.input))),
        ("layers", Json::List(network.layers.iter().map(layer).collect())),
        ("parameters", Json::Text(cost.parameters.to_string())),
        ("bytes", Json::Text(cost.bytes().to_string())),
        ("macs", Json::Text(cost.macs.to_string())),
        ("infer", bytes(|memory| memory.infer)),
        ("online", bytes(|memory| memory.online)),
        ("adam", bytes(|memory| memory.adam)),
        ("batch", Json::Number(memory::BATCH.into())),
        ("picture", picture(network).map_or(Json::Null, Json::Text)),
    ])
}

fn layer(layer: &Layer) -> Json {
    Json::Object(vec![
        ("text", Json::Text(layer.text.clone())),
        ("name", layer.name.as_ref().map_or(Json::Null, |name| Json::Text(name.to_string()))),
        ("output", shape(&layer.output)),
        ("parameters", Json::Text(layer.cost.parameters.to_string())),
        ("bytes", Json::Text(layer.cost.bytes().to_string())),
        ("macs", Json::Text(layer.cost.macs.to_string())),
        ("lost", layer.lost.clone().map_or(Json::Null, Json::Text)),
    ])
}

fn shape(shape: &Shape) -> Json {
    Json::Text(shape.to_string())
}

/// A mistake: its message, and what it underlines in UTF-16 units, as JavaScript counts.
fn reported(mistake: &Mistake, line: &str) -> Json {
    let units = |end: usize| line.get(..end).unwrap_or(line).encode_utf16().count();
    let Range { start, end } = underlined(mistake.spot, line);
    Json::Object(vec![
        ("message", Json::Text(mistake.message.clone())),
        ("start", Json::Number(units(start) as u128)),
        ("end", Json::Number(units(end) as u128)),
    ])
}

/// The bytes from the first to the last token of a mistake. The whole line if it has none.
fn underlined(Spot { start, end }: Spot, line: &str) -> Range<usize> {
    let range = |span: Span| span.byte_range();
    let (start, end) = (range(start).start, range(end).end);
    if start < end { start..end } else { 0..line.len() }
}
