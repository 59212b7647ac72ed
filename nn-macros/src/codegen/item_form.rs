//! A named network: a struct round the type, its documentation, and the methods of its named layers.

use proc_macro2::TokenStream;
use quote::quote;

use super::path::CorePath;
use super::{accessors, docs, type_form};
use crate::ast::Head;
use crate::model::Network;
use crate::tokens::Spot;

/// `pub struct Tiny { .. }` and its impls.
pub(crate) fn generate(head: &Head, network: &Network, core: &CorePath) -> TokenStream {
    let Head {
        attributes,
        visibility,
        name,
    } = head;
    let is = |attribute: &&syn::Attribute, name| attribute.path().is_ident(name);
    let conditions: Vec<_> = attributes
        .iter()
        .filter(|attribute| is(attribute, "cfg"))
        .collect();
    let documented = attributes.iter().any(|attribute| is(&attribute, "doc"));
    let blank = documented.then(|| quote!(#[doc = ""]));
    let docs = docs::generate(network);
    let ty = type_form::generate(network, core);
    let [named, macro_path] = ["Named", "named"].map(|item| core.item(item, Spot::call_site()));
    let accessors = accessors::generate(head, network, core);
    let accessors = (!accessors.is_empty()).then(|| quote!(#(#conditions)* #accessors));
    quote! {
        #(#attributes)*
        #blank
        #docs
        #visibility struct #name {
            network: <#name as #named>::Network,
        }
        #(#conditions)*
        impl #named for #name {
            type Network = #ty;
        }
        #(#conditions)*
        #macro_path! { #name, <#name as #named>::Network }
        #accessors
    }
}
