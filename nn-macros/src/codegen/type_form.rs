//! The type of a network: its layers composed, with the checks that only the compiler can make.

use proc_macro2::TokenStream;
use quote::quote;

use super::checks;
use super::path::CorePath;
use super::types::Writer;
use crate::model::Network;
use crate::tokens::Spot;

/// `net! { Chain<A, B>; A, B; checks }`
pub(crate) fn generate(network: &Network, core: &CorePath) -> TokenStream {
    let net = core.item("net", Spot::call_site());
    let writer = Writer {
        core,
        is_checked: true,
    };
    let chain = writer.chain(&network.layers);
    let layers = network.layers.iter().map(|layer| writer.layer(layer));
    let checks = network.checks.iter();
    let checks = checks.map(|check| checks::generate(check, core));
    quote!(#net! { #chain; #(#layers),*; #(#checks),* })
}
