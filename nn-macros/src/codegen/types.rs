//! Layers, activations, sizes and shapes as types.

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use quote::ToTokens;

use super::path::CorePath;
use crate::model::{Activation, Argument, Layer, Network, Shape, Size, Taken, Type};
use crate::tokens::{Spot, Tokens, group};

/// A layer: `Dense<784, 128, Relu>`.
pub(crate) fn layer(layer: &Layer, core: &CorePath) -> TokenStream {
    let own_activation = |own: &Tokens| own.to_token_stream();
    layer_with(layer, own_activation, core)
}

/// A layer, about which the compiler is quiet if what the user takes for an activation is none, but for saying that.
pub(crate) fn checked_layer(layer: &Layer, core: &CorePath) -> TokenStream {
    let own_activation =
        |own: &Tokens| core.ask(&own.to_token_stream(), "IsActivation", "Itself", own.into());
    layer_with(layer, own_activation, core)
}

fn layer_with(
    layer: &Layer,
    own_activation: impl Fn(&Tokens) -> TokenStream,
    core: &CorePath,
) -> TokenStream {
    let argument = |argument: &Argument| match argument {
        Argument::Size(size) => size_argument(size, core),
        Argument::Activation(Activation::Own(own)) => own_activation(own),
        Argument::Activation(Activation::Builtin {
            name,
            arguments,
            spot,
        }) => {
            let arguments: Vec<_> = arguments.iter().map(|number| ours(number, core)).collect();
            core.generic(name, &arguments, *spot)
        }
    };
    match &layer.ty {
        Type::Own(own) => own.to_token_stream(),
        Type::Builtin { name, arguments } => {
            let arguments: Vec<_> = arguments.iter().map(argument).collect();
            core.generic(name, &arguments, layer.spot)
        }
    }
}

/// All layers, nested on the left: `Chain<Chain<A, B>, C>`.
pub(crate) fn chain(network: &Network, core: &CorePath) -> TokenStream {
    let layers = network.layers.iter();
    let types = layers.map(|entry| (checked_layer(entry, core), entry.spot));
    let chain = types.reduce(|(first, start), (last, end)| {
        let spot = start.to(end);
        (core.generic("Chain", &[first, last], spot), spot)
    });
    chain.map(|(chain, _)| chain).unwrap_or_default()
}

/// A number that the user wrote in another way: as a token of ours, of which no lint asks how it is written.
fn ours(number: &Literal, core: &CorePath) -> TokenStream {
    let mut number = number.clone();
    number.set_span(core.at(number.span()));
    TokenTree::from(number).into()
}

/// A size as a generic argument. What is no literal stands in braces; the user's become ours, which never earn a warning.
pub(crate) fn size_argument(size: &Size, core: &CorePath) -> TokenStream {
    match size {
        Size::Literal { token, .. } => token.to_token_stream(),
        Size::Constant(constant) => {
            let block = group(constant.first(), Delimiter::Brace);
            let inner = block.unwrap_or_else(|| constant.to_token_stream());
            braced(inner, constant.into(), core)
        }
        Size::OutputOf(own) => {
            let spot = own.into();
            let output = core.ask(&own.to_token_stream(), "Layer", "Output", spot);
            braced(core.ask(&output, "Tensor", "LEN", spot), spot, core)
        }
    }
}

fn braced(inner: TokenStream, spot: Spot, core: &CorePath) -> TokenStream {
    let mut braces = Group::new(Delimiter::Brace, inner);
    braces.set_span(core.at(spot.start));
    TokenTree::from(braces).into()
}

/// A shape as a tensor type.
pub(crate) fn shape(shape: &Shape, spot: Spot, core: &CorePath) -> TokenStream {
    match shape {
        Shape::Sizes(sizes) => tensor(sizes, spot, core),
        Shape::OutputOf(own) => core.ask(&own.to_token_stream(), "Layer", "Output", own.into()),
        Shape::Unknown => TokenStream::new(),
    }
}

/// The input of a layer as a tensor type.
pub(crate) fn taken(taken: &Taken, spot: Spot, core: &CorePath) -> TokenStream {
    match taken {
        Taken::Vector(size) => tensor(std::slice::from_ref(size), spot, core),
        Taken::InputOf(own) => core.ask(&own.to_token_stream(), "Layer", "Input", own.into()),
    }
}

/// These dimensions, outermost first, as a tensor type: `Image<1, 28, 28>`.
pub(crate) fn tensor(sizes: &[Size], spot: Spot, core: &CorePath) -> TokenStream {
    let name = match sizes.len() {
        1 => "Vector",
        2 => "Sequence",
        _ => "Image",
    };
    let sizes: Vec<_> = sizes.iter().map(|size| size_argument(size, core)).collect();
    core.generic(name, &sizes, spot)
}
