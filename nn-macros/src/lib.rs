//! The procedural macro behind nn-core's `network!`: a small compiler from a line of text to a network's type.
//!
//! Do not depend on this crate: `nn_core::network!` hands the user's tokens on to it, with the path of nn-core in front.
//!
//! ```text
//! tokens -> parse -> resolve -> check -> codegen -> tokens
//!           ast.rs   known      shapes,  one file per
//!                    names      sizes    generated thing
//! ```
//!
//! Layers inside another layer (`Residual<A => B>`, `Concat<[A], [B]>`) go through the same passes: the layer around them
//! reads, resolves and checks them as a network is. A layer of nn-core is a row in `layer/mod.rs` and a file beside it.
//!
//! Mistakes are collected on the way, all wording is in `messages`, and if there are any, `codegen/stub.rs` writes a type
//! in the network's place that reports them and keeps the rest of the user's crate quiet.

#![forbid(unsafe_code)]

mod absent;
mod activation;
mod amount;
mod ast;
mod check;
mod codegen;
mod errors;
mod expand;
mod layer;
mod messages;
mod model;
mod names;
mod parse;
mod resolve;
mod suggest;
mod text;
mod tokens;
mod weights;

#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

/// Expands `network!`. The tokens begin with a group that holds the path of nn-core.
#[doc(hidden)]
#[proc_macro]
pub fn network_tokens(input: TokenStream) -> TokenStream {
    expand::expand(input.into()).into()
}

/// Reports a budget that is not inside `network!`.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn budget(_limits: TokenStream, item: TokenStream) -> TokenStream {
    let mut output = expand::budget_outside();
    output.extend(proc_macro2::TokenStream::from(item));
    output.into()
}

/// Expands `include_weights!`. The tokens begin with a group that holds the path of nn-core.
#[doc(hidden)]
#[proc_macro]
pub fn weights_tokens(input: TokenStream) -> TokenStream {
    weights::expand(input.into()).into()
}
