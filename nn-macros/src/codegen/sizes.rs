//! Sizes as generic arguments and as expressions.

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::path::CorePath;
use crate::model::{Formula, Padding, Size, Slide};
use crate::tokens::{Spot, group};

/// A size as a generic argument. What is no literal stands in braces; the user's become ours, which never earn a warning.
pub(crate) fn argument(size: &Size, core: &CorePath) -> TokenStream {
    match size {
        Size::Literal { token, .. } => token.to_token_stream(),
        Size::Number { value, spot } => number(*value, *spot, core),
        Size::Constant(constant) => {
            let block = group(constant.first(), Delimiter::Brace);
            let inner = block.unwrap_or_else(|| constant.to_token_stream());
            braced(inner, constant.into(), core)
        }
        Size::OutputOf(own) => braced(expression(size, core), own.into(), core),
        Size::Computed(_, spot) => braced(expression(size, core), *spot, core),
    }
}

/// A size as an expression.
pub(crate) fn expression(size: &Size, core: &CorePath) -> TokenStream {
    match size {
        Size::OutputOf(own) => {
            let spot = own.into();
            let output = core.ask(&own.to_token_stream(), "Layer", "Output", spot);
            core.ask(&output, "Tensor", "LEN", spot)
        }
        Size::Computed(formula, spot) => self::formula(formula, *spot, core),
        _ => argument(size, core),
    }
}

fn formula(formula: &Formula, spot: Spot, core: &CorePath) -> TokenStream {
    match formula {
        Formula::Product(sizes) => list("product", sizes, spot, core),
        Formula::Sum(sizes) => list("sum", sizes, spot, core),
        Formula::Places(slide) => match &slide.padding {
            Padding::Same => call("places_same", &[&slide.input, &slide.stride], spot, core),
            Padding::Each(padding) => {
                let sizes = [&slide.input, &slide.kernel, &slide.stride, padding];
                let name = if slide.ceil_mode {
                    "places_up"
                } else {
                    "places"
                };
                call(name, &sizes, spot, core)
            }
        },
        Formula::Before(Slide {
            input,
            kernel,
            stride,
            ..
        }) => call("before_same", &[input, kernel, stride], spot, core),
        Formula::AtLeastOne(size) => call("at_least_one", &[size], spot, core),
        Formula::Dimension { own, index, .. } => {
            let own_spot = own.into();
            let output = core.ask(&own.to_token_stream(), "Layer", "Output", own_spot);
            let shape = core.ask(&output, "Tensor", "SHAPE", own_spot);
            let function = core.item("dimension", spot);
            let index = number(*index as u64, spot, core);
            quote!(#function(#shape, #index))
        }
    }
}

/// A call of a function of nn-core.
pub(crate) fn call(name: &str, sizes: &[&Size], spot: Spot, core: &CorePath) -> TokenStream {
    let function = core.item(name, spot);
    let sizes = sizes.iter().map(|size| expression(size, core));
    quote!(#function(#(#sizes),*))
}

/// A call of a function that takes a list.
fn list(name: &str, sizes: &[Size], spot: Spot, core: &CorePath) -> TokenStream {
    let function = core.item(name, spot);
    let sizes = sizes.iter().map(|size| expression(size, core));
    quote!(#function(&[#(#sizes),*]))
}

/// A number of which no lint asks how it is written.
fn number(value: u64, spot: Spot, core: &CorePath) -> TokenStream {
    let mut number = Literal::u64_unsuffixed(value);
    number.set_span(core.at(spot.start));
    TokenTree::from(number).into()
}

/// An expression in braces.
pub(crate) fn braced(inner: TokenStream, spot: Spot, core: &CorePath) -> TokenStream {
    let mut braces = Group::new(Delimiter::Brace, inner);
    braces.set_span(core.at(spot.start));
    TokenTree::from(braces).into()
}
