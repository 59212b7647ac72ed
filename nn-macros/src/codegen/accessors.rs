//! Methods that give the named layers of a network.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::path::CorePath;
use super::types;
use crate::ast::Head;
use crate::model::{Layer, Network};

/// The methods of all named layers, as an `impl` of the network; nothing if no layer is named.
pub(crate) fn generate(head: &Head, network: &Network, core: &CorePath) -> TokenStream {
    let count = network.layers.len();
    let methods: Vec<_> = network
        .layers
        .iter()
        .enumerate()
        .map(|(index, layer)| methods(head, layer, &place(index, count), core))
        .filter(|methods| !methods.is_empty())
        .collect();
    if methods.is_empty() {
        return TokenStream::new();
    }
    let name = &head.name;
    quote!(#[allow(dead_code)] impl #name { #(#methods)* })
}

/// The two methods of a layer; nothing if it has no name.
fn methods(head: &Head, layer: &Layer, place: &TokenStream, core: &CorePath) -> TokenStream {
    let Some(name) = &layer.name else {
        return TokenStream::new();
    };
    let visibility = &head.visibility;
    let name_mut = format_ident!("{name}_mut", span = name.span());
    let ty = types::layer(layer, core);
    let doc = format!(" The layer `{name}: {}`.", layer.text);
    let doc_mut = format!(" The layer `{name}: {}`, to be changed.", layer.text);
    quote! {
        #[doc = #doc]
        #visibility const fn #name(&self) -> &#ty {
            &self.network.#place
        }
        #[doc = #doc_mut]
        #visibility const fn #name_mut(&mut self) -> &mut #ty {
            &mut self.network.#place
        }
    }
}

/// Where a layer is in a chain of `count` that nests on the left.
fn place(index: usize, count: usize) -> TokenStream {
    let firsts = (index + 1..count).map(|_| quote!(.first));
    let last = (index > 0).then(|| quote!(.last));
    quote!(layers #(#firsts)* #last)
}
