//! Layers, activations, sizes and shapes as types.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};

use super::path::{CorePath, ours};
use crate::model::{Activation, Argument, Layer, Network, Shape, Size, Taken, Type};
use crate::tokens::{Spot, Tokens, group};

/// A layer: `Dense<784, 128, Relu>`.
pub(crate) fn layer(layer: &Layer, core: &CorePath) -> TokenStream {
    match &layer.ty {
        Type::Own(own) => own.to_token_stream(),
        Type::Builtin { name, arguments } => {
            let arguments: Vec<_> = arguments
                .iter()
                .map(|argument| match argument {
                    Argument::Size(size) => size_argument(size, core),
                    Argument::Activation(activation) => self::activation(activation, core),
                })
                .collect();
            core.generic(name, &arguments, layer.spot)
        }
    }
}

/// All layers, nested on the left: `Chain<Chain<A, B>, C>`.
pub(crate) fn chain(network: &Network, core: &CorePath) -> TokenStream {
    let layers = network.layers.iter();
    let types = layers.map(|entry| (layer(entry, core), entry.spot));
    let chain = types.reduce(|(first, start), (last, end)| {
        let spot = start.to(end);
        (core.generic("Chain", &[first, last], spot), spot)
    });
    chain.map(|(chain, _)| chain).unwrap_or_default()
}

fn activation(activation: &Activation, core: &CorePath) -> TokenStream {
    match activation {
        Activation::Own(own) => own.to_token_stream(),
        Activation::Builtin {
            name,
            arguments,
            spot,
        } => {
            let arguments: Vec<_> = arguments.iter().map(ToTokens::to_token_stream).collect();
            core.generic(name, &arguments, *spot)
        }
    }
}

/// A size as a generic argument. What is no literal stands in braces there.
fn size_argument(size: &Size, core: &CorePath) -> TokenStream {
    match size {
        Size::Literal { token, .. } => token.to_token_stream(),
        Size::Constant(constant) if group(constant.first(), Delimiter::Brace).is_none() => {
            braced(constant.to_token_stream(), constant.into())
        }
        Size::Constant(_) => self::size(size, core),
        Size::OutputOf(own) => braced(self::size(size, core), own.into()),
    }
}

/// A size as an expression.
fn size(size: &Size, core: &CorePath) -> TokenStream {
    match size {
        Size::Literal { token, .. } => token.to_token_stream(),
        Size::Constant(constant) => constant_expression(constant),
        Size::OutputOf(own) => {
            let output = core.of(&own.to_token_stream(), "Layer", "Output", own.into());
            core.of(&output, "Tensor", "LEN", own.into())
        }
    }
}

/// A constant. The user's braces become ours, as they are needed in some places and would earn a warning in others.
pub(crate) fn constant_expression(constant: &Tokens) -> TokenStream {
    match group(constant.first(), Delimiter::Brace) {
        Some(inner) => braced(inner, constant.into()),
        None => constant.to_token_stream(),
    }
}

fn braced(inner: TokenStream, spot: Spot) -> TokenStream {
    let mut braces = Group::new(Delimiter::Brace, inner);
    braces.set_span(ours(spot.start));
    TokenTree::from(braces).into()
}

/// A shape as a tensor type: `[[[f32; 28]; 28]; 1]`.
pub(crate) fn shape(shape: &Shape, spot: Spot, core: &CorePath) -> TokenStream {
    match shape {
        Shape::Sizes(sizes) => tensor(sizes, spot, core),
        Shape::OutputOf(own) => core.of(&own.to_token_stream(), "Layer", "Output", own.into()),
        Shape::Unknown => quote!(()),
    }
}

/// The input of a layer as a tensor type.
pub(crate) fn taken(taken: &Taken, spot: Spot, core: &CorePath) -> TokenStream {
    match taken {
        Taken::Vector(size) => tensor(std::slice::from_ref(size), spot, core),
        Taken::InputOf(own) => core.of(&own.to_token_stream(), "Layer", "Input", own.into()),
    }
}

/// These dimensions, outermost first, as a tensor type.
pub(crate) fn tensor(sizes: &[Size], spot: Spot, core: &CorePath) -> TokenStream {
    let span = ours(spot.start);
    let primitive = core.item("core", spot);
    let float = quote_spanned!(span=> #primitive::primitive::f32);
    sizes.iter().rev().fold(float, |inner, size| {
        let size = self::size(size, core);
        quote_spanned!(span=> [#inner; #size])
    })
}
