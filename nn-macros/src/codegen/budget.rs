//! Budgets: a constant for each limit, which does not compile if the network needs more.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use super::checks;
use super::path::CorePath;
use super::types::Writer;
use crate::ast::{Figure, Head, Limit};
use crate::model::{Layer, Network};
use crate::tokens::{Spot, Tokens};

/// The optimizers that need no import.
const OPTIMIZERS: [&str; 5] = ["Adam", "AdamW", "Momentum", "RmsProp", "Sgd"];

/// The constants.
pub(crate) fn generate(head: &Head, network: &Network, core: &CorePath) -> TokenStream {
    if head.budget.is_empty() {
        return TokenStream::new();
    }
    let writer = Writer {
        core,
        is_checked: true,
    };
    let costs = network.layers.iter().map(|layer| cost(layer, writer, core));
    let costs = quote!(&[#(#costs),*]);
    let name = &head.name;
    let checks = head.budget.iter().map(|limit| check(name, limit, core));
    let ty = core.item("LayerCost", Spot::call_site());
    quote! {
        const _: () = {
            const LAYERS: &[#ty] = #costs;
            #(#checks)*
        };
    }
}

/// The cost of a layer, as the compiler computes it.
fn cost(layer: &Layer, writer: Writer<'_>, core: &CorePath) -> TokenStream {
    let spot = layer.spot;
    let ty = writer.layer(layer);
    let text = match &layer.name {
        Some(name) => format!("{name}: {}", layer.text),
        None => layer.text.clone(),
    };
    let size = core.generic("SizeOf", std::slice::from_ref(&ty), spot);
    let facts = core.ask(&ty, "Layer", "FACTS", spot);
    let item = core.item("LayerCost", spot);
    quote!(#item { text: #text, weights: <#size>::BYTES, output: #facts.output_bytes, macs: #facts.macs })
}

/// `const _: () = within(..);`, one for each limit. If it panics, the compiler underlines the limit.
fn check(
    name: &Ident,
    Limit {
        figure,
        value,
        spot,
    }: &Limit,
    core: &CorePath,
) -> TokenStream {
    let this = name.to_token_stream();
    let ask = |of, constant| core.ask(&this, of, constant, *spot);
    let (actual, unit) = match figure {
        Figure::Flash => (ask("Network", "FLASH_BYTES"), "bytes of flash"),
        Figure::InferRam => (ask("Network", "INFER_RAM_BYTES"), "bytes of RAM to infer"),
        Figure::Macs => (ask("Network", "MACS"), "multiply-accumulates"),
        Figure::OnlineRam => (
            ask("TrainableNetwork", "TRAIN_RAM_BYTES"),
            "bytes of RAM to train online",
        ),
        Figure::TrainRam { optimizer, batch } => {
            let batch = braced(batch);
            let optimizer = self::optimizer(optimizer, core);
            let trains = core.generic("Trains", &[this.clone(), batch], *spot);
            let bytes = core.of(&optimizer, &trains, "BYTES", *spot);
            (bytes, "bytes of RAM to train")
        }
    };
    let how = figure.how();
    let within = core.item("within", *spot);
    let limit = Literal::u64_suffixed(*value);
    let name = name.to_string();
    let call = checks::call(
        quote!(#name, #unit, #how, #actual as u64, #limit, LAYERS),
        *spot,
        core,
    );
    let span = core.at(spot.end);
    quote_spanned!(span=> const _: () = #within #call;)
}

/// The batch size, which can be an expression.
fn braced(batch: &Tokens) -> TokenStream {
    match batch.len() {
        1 => batch.to_token_stream(),
        _ => quote!({ #batch }),
    }
}

/// The optimizers of nn-core need no import, also in `Sgd<Momentum>`.
fn optimizer(tokens: &Tokens, core: &CorePath) -> TokenStream {
    let is_path = tokens.iter().any(|token| token.to_string() == ":");
    let resolve = |token: &proc_macro2::TokenTree| match token {
        proc_macro2::TokenTree::Ident(word)
            if !is_path && OPTIMIZERS.iter().any(|name| word == name) =>
        {
            core.item(&word.to_string(), word.span().into())
        }
        other => other.to_token_stream(),
    };
    tokens.iter().map(resolve).collect()
}
