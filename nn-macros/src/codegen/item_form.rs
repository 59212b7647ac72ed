//! A named network: a struct with the type as its field, its documentation, and the methods of its named layers.

use proc_macro2::{Delimiter, Group, TokenStream};
use quote::{quote, quote_spanned};
use syn::Attribute;
use syn::ext::IdentExt;

use super::path::CorePath;
use super::{accessors, budget, constant_output, derives, docs, type_form};
use crate::ast::Head;
use crate::model::Network;
use crate::tokens::Spot;

/// `pub struct Tiny { .. }` and its impls.
pub(crate) fn generate(head: &Head, network: &Network, core: &CorePath) -> TokenStream {
    let ty = type_form::generate(network, core);
    let mut accessors = accessors::generate(head, network, core);
    accessors.extend(constant_output::generate(head, network, core));
    let names = layer_names(network);
    let item = wrap(
        head,
        &docs::generate(network),
        &ty,
        &names,
        &accessors,
        core,
    );
    let budget = budget::generate(head, network, core);
    let conditions = of(&head.attributes, "cfg").filter(|_| !budget.is_empty());
    quote!(#item #(#conditions)* #budget)
}

/// The struct with the type as its field. The type is written once and then used by its name, so its errors are reported once.
pub(super) fn wrap(
    head: &Head,
    docs: &TokenStream,
    ty: &TokenStream,
    names: &TokenStream,
    accessors: &TokenStream,
    core: &CorePath,
) -> TokenStream {
    let Head {
        attributes,
        visibility,
        name,
        ..
    } = head;
    let conditions: Vec<_> = of(attributes, "cfg").collect();
    let attributes: Vec<_> = attributes.iter().map(derives::remaining).collect();
    let has_both = of(&head.attributes, "doc").next().is_some() && !docs.is_empty();
    let blank = has_both.then(|| quote!(#[doc = ""]));
    let [named, macro_path] = ["Named", "named"].map(|item| core.item(item, Spot::call_site()));
    // If the name is defined twice, the compiler underlines it.
    let span = core.at(name.span());
    let keyword = quote_spanned!(span=> struct);
    let mut fields = Group::new(
        Delimiter::Brace,
        quote!(network: <#name as #named>::Network,),
    );
    fields.set_span(span);
    let accessors = (!accessors.is_empty()).then(|| {
        quote! {
            #(#conditions)*
            #[allow(dead_code)]
            impl #name { #accessors }
        }
    });
    quote! {
        #(#attributes)*
        #blank
        #docs
        #visibility #keyword #name #fields
        #(#conditions)*
        impl #named for #name {
            type Network = #ty;
        }
        #(#conditions)*
        #macro_path! { #name, <#name as #named>::Network #names }
        #accessors
    }
}

/// The names of the layers, for files of weights. Nothing if no layer has a name.
fn layer_names(network: &Network) -> TokenStream {
    if network.names.is_empty() {
        return TokenStream::new();
    }
    let names = network.layers.iter().map(|layer| {
        let name = layer.name.as_ref().map(|name| name.unraw().to_string());
        name.unwrap_or_default()
    });
    quote!(#(, #names)*)
}

/// The attributes with this name.
fn of<'a>(attributes: &'a [Attribute], name: &'a str) -> impl Iterator<Item = &'a Attribute> {
    let is = move |attribute: &&Attribute| attribute.path().is_ident(name);
    attributes.iter().filter(is)
}
