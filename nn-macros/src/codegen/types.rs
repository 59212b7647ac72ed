//! Layers, activations and shapes as types.

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::checks;
use super::path::CorePath;
use super::sizes;
use crate::model::{Activation, Argument, Layer, Shape, Size, Type};
use crate::tokens::{Spot, Tokens};

/// How types are written.
#[derive(Clone, Copy)]
pub(crate) struct Writer<'a> {
    pub(crate) core: &'a CorePath,
    /// Whether the compiler is quiet about what the user takes for an activation and is none, but for saying that.
    pub(crate) is_checked: bool,
}

impl Writer<'_> {
    /// A layer: `Dense<784, 128, Relu>`.
    pub(crate) fn layer(self, layer: &Layer) -> TokenStream {
        let ty = self.ty(&layer.ty, layer.spot);
        let guards = layer.guards.iter();
        guards.fold(ty, |ty, guard| checks::guard(guard, ty, self.core))
    }

    /// A layer's type, or a part of it, at the spot.
    pub(crate) fn ty(self, ty: &Type, spot: Spot) -> TokenStream {
        match ty {
            Type::Own(own) => own.to_token_stream(),
            Type::Builtin { name, arguments } => {
                let arguments = arguments.iter();
                let arguments: Vec<_> = arguments
                    .map(|argument| self.argument(argument, spot))
                    .collect();
                self.core.generic(name, &arguments, spot)
            }
        }
    }

    fn argument(self, argument: &Argument, spot: Spot) -> TokenStream {
        match argument {
            Argument::Size(size) => sizes::argument(size, self.core),
            Argument::Activation(activation) => self.activation(activation),
            Argument::Tensor(shape) => self::shape(shape, spot, self.core),
            Argument::Type(ty) => self.ty(ty, spot),
            Argument::Slides(slides) => self.slides(slides, spot),
            Argument::Branch(layers, None) => self.chain(layers),
            Argument::Branch(layers, Some(guard)) => {
                checks::guard(guard, self.chain(layers), self.core)
            }
        }
    }

    /// `Slide<28, 5, 24>`, or a pair in parentheses.
    fn slides(self, slides: &[Type], spot: Spot) -> TokenStream {
        let types: Vec<_> = slides.iter().map(|slide| self.ty(slide, spot)).collect();
        match &*types {
            [only] => only.clone(),
            _ => {
                let mut pair = Group::new(Delimiter::Parenthesis, quote!(#(#types),*));
                pair.set_span(self.core.at(spot.start));
                TokenTree::from(pair).into()
            }
        }
    }

    fn activation(self, activation: &Activation) -> TokenStream {
        let core = self.core;
        match activation {
            Activation::Own(own) if self.is_checked => {
                core.ask(&own.to_token_stream(), "IsActivation", "Itself", own.into())
            }
            Activation::Own(own) => own.to_token_stream(),
            Activation::Builtin {
                name,
                arguments,
                spot,
            } => {
                let arguments: Vec<_> = arguments.iter().map(|number| ours(number, core)).collect();
                core.generic(name, &arguments, *spot)
            }
        }
    }

    /// Layers, nested on the left: `Chain<Chain<A, B>, C>`.
    pub(crate) fn chain(self, layers: &[Layer]) -> TokenStream {
        let types = layers.iter().map(|entry| (self.layer(entry), entry.spot));
        let chain = types.reduce(|(first, start), (last, end)| {
            let spot = start.to(end);
            (self.core.generic("Chain", &[first, last], spot), spot)
        });
        chain.map(|(chain, _)| chain).unwrap_or_default()
    }
}

/// A number that the user wrote in another way: as a token of ours, of which no lint asks how it is written.
fn ours(number: &Literal, core: &CorePath) -> TokenStream {
    let mut number = number.clone();
    number.set_span(core.at(number.span()));
    TokenTree::from(number).into()
}

/// A shape as a tensor type.
pub(crate) fn shape(shape: &Shape, spot: Spot, core: &CorePath) -> TokenStream {
    let asked = |own: &Tokens, name| core.ask(&own.to_token_stream(), "Layer", name, own.into());
    match shape {
        Shape::Sizes(sizes) => tensor(sizes, spot, core),
        Shape::OutputOf(own) => asked(own, "Output"),
        Shape::InputOf(own) => asked(own, "Input"),
        Shape::Unknown => TokenStream::new(),
    }
}

/// These dimensions, outermost first, as a tensor type: `Image<1, 28, 28>`.
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
