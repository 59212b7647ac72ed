//! Methods that return the named layers of a network.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::path::CorePath;
use super::types::Writer;
use crate::ast::Head;
use crate::model::Network;
use crate::tokens::Spot;

/// The methods of all named layers.
pub(crate) fn generate(head: &Head, network: &Network, core: &CorePath) -> TokenStream {
    let count = network.layers.len();
    let layers = network.layers.iter().enumerate();
    layers
        .filter_map(|(index, layer)| {
            let name = layer.name.as_ref()?;
            let place = Place { index, count };
            let writer = Writer {
                core,
                is_checked: false,
            };
            let ty = if layer.ty.is_plain() {
                writer.layer(layer)
            } else {
                place.ty(head, core)
            };
            Some(methods(head, name, &layer.text, &ty, &place.expression()))
        })
        .collect()
}

/// The two methods of a layer.
pub(super) fn methods(
    head: &Head,
    name: &Ident,
    text: &str,
    ty: &TokenStream,
    place: &TokenStream,
) -> TokenStream {
    let visibility = &head.visibility;
    let name_mut = format_ident!("{name}_mut", span = name.span());
    let doc = format!(" The layer `{name}: {text}`.");
    let doc_mut = format!(" The layer `{name}: {text}`, to be changed.");
    quote! {
        #[doc = #doc]
        #visibility const fn #name(&self) -> &#ty {
            &self.#place
        }
        #[doc = #doc_mut]
        #visibility const fn #name_mut(&mut self) -> &mut #ty {
            &mut self.#place
        }
    }
}

/// The position of a layer in a chain of `count` layers. A chain nests on the left.
#[derive(Clone, Copy)]
struct Place {
    index: usize,
    count: usize,
}

impl Place {
    /// How often `first` is taken before `last`.
    fn firsts(self) -> std::ops::Range<usize> {
        self.index + 1..self.count
    }

    /// `network.layers.first.last`
    fn expression(self) -> TokenStream {
        let firsts = self.firsts().map(|_| quote!(.first));
        let last = (self.index > 0).then(|| quote!(.last));
        quote!(network.layers #(#firsts)* #last)
    }

    /// The layer's type, taken from the network's type. If the network has an error, the compiler reports it only there.
    fn ty(self, head: &Head, core: &CorePath) -> TokenStream {
        let (name, spot) = (&head.name, Spot::from(head.name.span()));
        let network = core.ask(&quote!(#name), "Named", "Network", spot);
        let layers = core.ask(&network, "Parts", "Last", spot);
        let part = self
            .firsts()
            .fold(layers, |part, _| core.ask(&part, "Parts", "First", spot));
        if self.index > 0 {
            core.ask(&part, "Parts", "Last", spot)
        } else {
            part
        }
    }
}
