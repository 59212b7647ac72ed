//! Sizes as generic arguments and as expressions.

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};

use super::path::CorePath;
use crate::model::{Formula, Padding, Size};
use crate::parse::Calculation;
use crate::tokens::{Spot, Tokens, group};

/// A size as a generic argument. Anything but a literal is in braces. The braces are generated, so no lint warns about them.
pub(crate) fn argument(size: &Size, core: &CorePath) -> TokenStream {
    match size {
        Size::Literal { token, .. } => token.to_token_stream(),
        Size::Number { value, spot } => number(*value, *spot, core),
        Size::Constant(constant) => braced(never_failing(constant, core), constant.into(), core),
        Size::OutputOf(own) => braced(expression(size, core), own.into(), core),
        Size::Computed(_, spot) => braced(expression(size, core), *spot, core),
    }
}

/// A size as a generic argument as the user wrote it. A calculation can fail.
pub(crate) fn stated(size: &Size, core: &CorePath) -> TokenStream {
    match size {
        Size::Constant(constant) => braced(inside(constant), constant.into(), core),
        _ => argument(size, core),
    }
}

/// A constant without its braces.
fn inside(constant: &Tokens) -> TokenStream {
    let block = group(constant.first(), Delimiter::Brace);
    block.unwrap_or_else(|| constant.to_token_stream())
}

/// A constant that can be used in a type. A calculation that fails has a value here, and is reported elsewhere.
fn never_failing(constant: &Tokens, core: &CorePath) -> TokenStream {
    let inside = inside(constant);
    let spot = Spot::from(constant);
    match Calculation::read(&Tokens::flat(inside.clone())) {
        Some(calculation @ Calculation::Operation(..)) => {
            let function = core.item("whole", spot);
            let number = calculated(&calculation, spot, core);
            quote!(#function(#number))
        }
        _ => inside,
    }
}

/// A calculation with numbers of any type.
fn calculated(calculation: &Calculation, spot: Spot, core: &CorePath) -> TokenStream {
    match calculation {
        Calculation::Number(value) => number(*value, spot, core),
        Calculation::Name(name) => {
            let cast = quote_spanned!(core.at(spot.start)=> as u128);
            quote!(#name #cast)
        }
        Calculation::Operation(left, operator, right) => {
            let function = core.item("calculated", spot);
            let [left, right] = [left, right].map(|part| calculated(part, spot, core));
            let operator = Literal::character(*operator);
            quote!(#function(#left, #operator, #right))
        }
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
            Padding::Same | Padding::Causal => {
                call("places_same", &[&slide.input, &slide.stride], spot, core)
            }
            Padding::Each(padding) => {
                let sizes = [&slide.input, &slide.span(), &slide.stride, padding];
                let name = if slide.ceil_mode {
                    "places_up"
                } else {
                    "places"
                };
                call(name, &sizes, spot, core)
            }
        },
        Formula::Before(slide) if matches!(slide.padding, Padding::Causal) => {
            call("less", &[&slide.span()], spot, core)
        }
        Formula::Before(slide) => {
            let sizes = [&slide.input, &slide.span(), &slide.stride];
            call("before_same", &sizes, spot, core)
        }
        Formula::Span(kernel, dilation) => call("span", &[kernel, dilation], spot, core),
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

/// A number that causes no lint about its format.
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
