//! The type of a network: its composed layers and the checks for the compiler.

use proc_macro2::TokenStream;
use quote::quote;

use super::checks;
use super::path::CorePath;
use super::types::Writer;
use crate::model::Network;
use crate::tokens::Spot;

/// `net! { Chain<A, B>; A, B; checks }`, and `; A, B` again if the layers can hold more than parameters.
pub(crate) fn generate(network: &Network, core: &CorePath) -> TokenStream {
    let net = core.item("net", Spot::call_site());
    let writer = Writer {
        core,
        is_checked: true,
    };
    let chain = writer.chain(&network.layers);
    let layers: Vec<_> = network
        .layers
        .iter()
        .map(|layer| writer.layer(layer))
        .collect();
    let checks = network.checks.iter();
    let checks = checks.map(|check| checks::generate(check, core));
    // The layers again. The compiler counts the bytes beyond their parameters.
    let held = network.may_hold_more().then(|| quote!(; #(#layers),*));
    quote!(#net! { #chain; #(#layers),*; #(#checks),* #held })
}
