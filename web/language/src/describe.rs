//! From a line of `network!` to its layers, shapes and sizes, or to the messages of the compiler.

use std::ops::Range;

use proc_macro2::{Span, TokenStream};

use crate::ast::{Form, Item, ItemBody, Limit};
use crate::budget::budget;
use crate::errors::{Errors, Mistake};
use crate::json::Json;
use crate::memory::Memory;
use crate::model::{Layer, Network};
use crate::picture::picture;
use crate::tokens::{Spot, Tokens};
use crate::{brackets, call, check, own, parse, resolve};

/// The batch size of the RAM to train with Adam.
const BATCH: u16 = 32;

/// A network. Only the item form has a name and a budget.
struct Named {
    name: Option<String>,
    budget: Vec<Limit>,
    network: Network,
}

/// Describes a line, or the items, of `network!` as JSON: its networks, or its mistakes. The call of the macro can be around it.
pub fn describe(line: &str) -> String {
    // Otherwise the text of each call would be kept.
    proc_macro2::extra::invalidate_current_thread_spans();
    if let Some((range, message)) = brackets::excess(line) {
        return answer(Vec::new(), vec![reported(message.to_owned(), range, line)]);
    }
    let mut errors = Errors::new();
    let Ok(tokens) = call::without(line).parse::<TokenStream>() else {
        let (range, message) = brackets::fault(line);
        return answer(Vec::new(), vec![reported(message, range, line)]);
    };
    let networks = networks(&Tokens::flat(tokens), &mut errors);
    match errors.finish(networks) {
        Ok(networks) => answer(networks.iter().map(described).collect(), Vec::new()),
        Err(mistakes) => {
            let mistakes = mistakes
                .into_iter()
                .map(|Mistake { spot, message }| reported(message, underlined(spot, line), line));
            answer(Vec::new(), mistakes.collect())
        }
    }
}

fn answer(networks: Vec<Json>, mistakes: Vec<Json>) -> String {
    let [networks, mistakes] = [networks, mistakes].map(Json::List);
    Json::Object(vec![("networks", networks), ("mistakes", mistakes)]).to_string()
}

/// The passes of the macro.
fn networks(tokens: &Tokens, errors: &mut Errors) -> Vec<Named> {
    if !parse::is_item_form(tokens) {
        return vec![Named {
            name: None,
            budget: Vec::new(),
            network: network(tokens, Spot::call_site(), Form::Type, errors),
        }];
    }
    let mut networks = Vec::new();
    for Item { head, body } in parse::items(tokens.clone(), errors) {
        match body {
            ItemBody::Braces(tokens, spot) => networks.push(Named {
                name: Some(head.name.to_string()),
                budget: head.budget,
                network: network(&tokens, spot, Form::Item, errors),
            }),
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

fn described(named: &Named) -> Json {
    let Named {
        name,
        budget,
        network,
    } = named;
    let cost = &network.cost;
    let memory = Memory::of(network);
    let memory = memory.as_ref();
    let input = network.layers.first().map(|layer| layer.input.to_string());
    Json::Object(vec![
        ("name", name.clone().into()),
        ("input", input.into()),
        ("layers", network.layers.iter().map(layer).collect()),
        ("own", own::names(network).into_iter().collect()),
        ("budget", self::budget(budget, network, memory)),
        ("parameters", cost.parameters.to_string().into()),
        ("bytes", cost.bytes().to_string().into()),
        ("macs", cost.macs.to_string().into()),
        ("infer", memory.map(Memory::infer).into()),
        ("online", memory.map(Memory::online).into()),
        ("adam", memory.map(|memory| memory.adam(BATCH)).into()),
        ("batch", u64::from(BATCH).into()),
        ("picture", picture(network).into()),
    ])
}

fn layer(layer: &Layer) -> Json {
    let name = layer.name.as_ref().map(ToString::to_string);
    Json::Object(vec![
        ("text", layer.text.clone().into()),
        ("name", name.into()),
        ("output", layer.output.to_string().into()),
        ("parameters", layer.cost.parameters.to_string().into()),
        ("bytes", layer.cost.bytes().to_string().into()),
        ("macs", layer.cost.macs.to_string().into()),
        ("lost", layer.lost.clone().into()),
    ])
}

/// A mistake: its message, and what it underlines in UTF-16 units, as JavaScript counts.
fn reported(message: String, Range { start, end }: Range<usize>, line: &str) -> Json {
    let units = |end: usize| line.get(..end).unwrap_or(line).encode_utf16().count() as u64;
    Json::Object(vec![
        ("message", message.into()),
        ("start", units(start).into()),
        ("end", units(end).into()),
    ])
}

/// The bytes from the first to the last token of a mistake. The whole line if it has none.
fn underlined(Spot { start, end }: Spot, line: &str) -> Range<usize> {
    let range = |span: Span| span.byte_range();
    let (start, end) = (range(start).start, range(end).end);
    if start < end {
        start..end
    } else {
        0..line.len()
    }
}
