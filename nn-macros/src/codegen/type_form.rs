//! The type of a network: its layers composed, with the checks that only the compiler can make.

use proc_macro2::{Delimiter, Group, TokenStream};
use quote::quote;

use super::path::CorePath;
use super::types;
use crate::model::{Check, Network};
use crate::tokens::Spot;

/// `net! { Chain<A, B>; A, B; checks }`
pub(crate) fn generate(network: &Network, core: &CorePath) -> TokenStream {
    let net = core.item("net", Spot::call_site());
    let chain = types::chain(network, core);
    let layers = network
        .layers
        .iter()
        .map(|layer| types::checked_layer(layer, core));
    let checks = network.checks.iter();
    let checks = checks.map(|entry| check(entry, network, core));
    quote!(#net! { #chain; #(#layers),*; #(#checks),* })
}

/// A constant expression that compiles only if the rule is kept.
fn check(check: &Check, network: &Network, core: &CorePath) -> TokenStream {
    match check {
        Check::Size(size) => {
            let spot = size.spot();
            let function = core.item("size", spot);
            let argument = types::size_argument(size, core);
            let call = call(TokenStream::new(), spot, core);
            quote!(#function::<#argument> #call)
        }
        Check::Affordable(index) => {
            let layer = &network.layers[*index];
            let function = core.item("affordable", layer.spot);
            let ty = types::checked_layer(layer, core);
            let parameters = core.ask(&ty, "Layer", "PARAMS", layer.spot);
            let call = call(parameters, layer.spot, core);
            quote!(#function #call)
        }
        Check::Fits { given, taken, spot } => {
            let given = types::shape(given, *spot, core);
            let taken = types::taken(taken, *spot, core);
            let takes = core.generic("Takes", &[given], *spot);
            core.of(&taken, &takes, "FITS", *spot)
        }
        Check::Is {
            actual,
            asserted,
            spot,
        } => {
            let actual = types::shape(actual, *spot, core);
            let asserted = types::tensor(asserted, *spot, core);
            let is = core.generic("Is", &[actual], *spot);
            core.of(&asserted, &is, "FITS", *spot)
        }
    }
}

/// The parentheses of a call, at the end of the spot: the compiler underlines calls from the path up to them.
fn call(inner: TokenStream, spot: Spot, core: &CorePath) -> Group {
    let mut group = Group::new(Delimiter::Parenthesis, inner);
    group.set_span(core.at(spot.end));
    group
}
