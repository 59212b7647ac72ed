//! Shapes as tensor types.

use proc_macro2::TokenStream;
use quote::ToTokens;

use super::path::CorePath;
use super::sizes;
use crate::model::{Shape, Size};
use crate::tokens::{Spot, Tokens};

/// A shape as a tensor type.
pub(super) fn shape(shape: &Shape, spot: Spot, core: &CorePath) -> TokenStream {
    let asked = |own: &Tokens, name| core.ask(&own.to_token_stream(), "Layer", name, own.into());
    match shape {
        Shape::Sizes(sizes) => tensor(sizes, spot, core),
        Shape::OutputOf(own) => asked(own, "Output"),
        Shape::InputOf(own) => asked(own, "Input"),
        Shape::Unknown => TokenStream::new(),
    }
}

/// Dimensions, outermost first, as a tensor type: `Image<1, 28, 28>`.
fn tensor(sizes: &[Size], spot: Spot, core: &CorePath) -> TokenStream {
    let name = match sizes.len() {
        1 => "Vector",
        2 => "Sequence",
        _ => "Image",
    };
    let sizes: Vec<_> = sizes
        .iter()
        .map(|size| sizes::argument(size, core))
        .collect();
    core.generic(name, &sizes, spot)
}
