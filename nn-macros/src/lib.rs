//! The procedural macro of nn-core's `network!`: a small compiler from a line of text to a network's type.
//!
//! Do not depend on this crate. `nn_core::network!` passes the user's tokens to it, after the path of nn-core.
//!
//! ```text
//! tokens -> parse -> resolve -> check -> codegen -> tokens
//!           ast.rs   layers    shapes,  one file per
//!                              sizes    generated thing
//! ```
//!
//! Each pass recurses into the branches of layers that hold other layers (`Residual<A => B>`, `Concat<[A], [B]>`). A layer of
//! nn-core is a row of `layer/table.rs` and a file in `layer/`.
//!
//! Mistakes are collected. All wording is in `messages`. After a mistake, `codegen/stub.rs` writes a type in the network's place that
//! reports the mistakes and prevents further errors in the user's crate.

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

/// Expands `network!`. The first token is a group with the path of nn-core.
#[doc(hidden)]
#[proc_macro]
pub fn network_tokens(input: TokenStream) -> TokenStream {
    expand::expand(input.into()).into()
}

/// Reports a budget outside of `network!`.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn budget(_limits: TokenStream, item: TokenStream) -> TokenStream {
    let mut output = expand::budget_outside();
    output.extend(proc_macro2::TokenStream::from(item));
    output.into()
}

/// Expands `include_weights!`. The first token is a group with the path of nn-core.
#[doc(hidden)]
#[proc_macro]
pub fn weights_tokens(input: TokenStream) -> TokenStream {
    weights::expand(input.into(), weights::Kind::Weights).into()
}

/// Expands `include_tflite!`. The first token is a group with the path of nn-core.
#[doc(hidden)]
#[proc_macro]
pub fn model_tokens(input: TokenStream) -> TokenStream {
    weights::expand(input.into(), weights::Kind::Model).into()
}
