//! The type of a network: its layers composed, with the checks that only the compiler can make.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use super::path::{CorePath, ours};
use super::types;
use crate::model::{Check, Network};
use crate::tokens::Spot;

/// `net! { Chain<A, B>; A, B; checks }`
pub(crate) fn generate(network: &Network, core: &CorePath) -> TokenStream {
    let net = core.item("net", Spot::call_site());
    let chain = types::chain(network, core);
    let layers = network.layers.iter().map(|layer| types::layer(layer, core));
    let checks = network.checks.iter().map(|entry| check(entry, core));
    quote!(#net! { #chain; #(#layers),*; #(#checks),* })
}

/// A call of a constant function that compiles only if the rule is kept.
fn check(check: &Check, core: &CorePath) -> TokenStream {
    match check {
        Check::Size(constant) => {
            let size = core.item("size", constant.into());
            let value = types::constant_expression(constant);
            let arguments = parentheses(value, constant.into());
            quote!(#size #arguments)
        }
        Check::Fits { given, taken, spot } => {
            let given = types::shape(given, *spot, core);
            bound(
                "fits",
                [given, types::taken(taken, *spot, core)],
                *spot,
                core,
            )
        }
        Check::Is {
            actual,
            asserted,
            spot,
        } => {
            let actual = types::shape(actual, *spot, core);
            bound(
                "is",
                [actual, types::tensor(asserted, *spot, core)],
                *spot,
                core,
            )
        }
    }
}

/// `function::<A, B>()`
fn bound(function: &str, types: [TokenStream; 2], spot: Spot, core: &CorePath) -> TokenStream {
    let path = core.item(function, spot);
    let arguments = parentheses(TokenStream::new(), spot);
    let [first, second] = types;
    let span = ours(spot.start);
    quote_spanned!(span=> #path::<#first, #second> #arguments)
}

/// The parentheses of a call, at the end of the spot: the compiler underlines calls from the path up to them.
fn parentheses(inner: TokenStream, spot: Spot) -> TokenTree {
    let mut group = Group::new(Delimiter::Parenthesis, inner);
    group.set_span(ours(spot.end));
    group.into()
}
