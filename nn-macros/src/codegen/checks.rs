//! What only the compiler can check, as constant expressions that compile only if the rule is kept.

use proc_macro2::{Delimiter, Group, TokenStream};
use quote::{ToTokens, quote};

use super::path::CorePath;
use super::sizes;
use super::types::{self, Writer};
use crate::model::{Check, Padding, Quantity, Rule, Shape, Size, Slide};
use crate::tokens::Spot;

/// A constant expression.
pub(crate) fn generate(check: &Check, core: &CorePath) -> TokenStream {
    match check {
        Check::Size(size, Quantity::Size) => checked("size", size, core),
        Check::Size(size, Quantity::Any) => checked("any", size, core),
        Check::Size(size, Quantity::Filters) => checked("filters", size, core),
        Check::Size(size, Quantity::Kernel) => is_some("HasKernel", size, core),
        Check::Size(size, Quantity::Stride) => is_some("HasStride", size, core),
        Check::Size(size, Quantity::Dilation) => is_some("HasDilation", size, core),
        Check::Several(size, spot) => {
            let function = core.item("is_not_one", *spot);
            // As an argument in angle brackets, a constant of another type gives the error that the layer's type gives.
            let argument = sizes::argument(size, core);
            fits("HasClasses", quote!(#function::<#argument>()), *spot, core)
        }
        Check::Affordable(ty, spot) => {
            let function = core.item("affordable", *spot);
            let writer = Writer {
                core,
                is_checked: true,
            };
            let parameters = core.ask(&writer.ty(ty, *spot), "Layer", "FACTS", *spot);
            let call = call(quote!(#parameters.params), *spot, core);
            quote!(#function #call)
        }
        Check::Shape { .. } | Check::Kernel(..) | Check::Padding(..) => {
            question(check, None, "FITS", core)
        }
    }
}

/// A layer that is one only if the rule is kept.
pub(crate) fn guard(check: &Check, layer: TokenStream, core: &CorePath) -> TokenStream {
    match check.is_guard() {
        true => question(check, Some(layer), "Itself", core),
        false => layer,
    }
}

/// `<This as Rule<Other, Layer>>::NAME`
fn question(check: &Check, layer: Option<TokenStream>, name: &str, core: &CorePath) -> TokenStream {
    let (this, rule, others, spot) = match check {
        Check::Shape {
            rule,
            this,
            other,
            spot,
        } => {
            let others = other.iter().map(|shape| types::shape(shape, *spot, core));
            let this = match this {
                // So that the layer is underlined, and not the one before.
                Shape::OutputOf(own) => core.ask(&own.to_token_stream(), "Layer", "Output", *spot),
                this => types::shape(this, *spot, core),
            };
            (this, self::name(*rule), others.collect(), *spot)
        }
        Check::Kernel(slide, spot) => {
            let room = padding(slide)
                .map(|padding| sizes::call("padded", &[&slide.input, padding], *spot, core));
            let room = room.unwrap_or_default();
            let limit = longest_kernel(slide, &room, *spot, core);
            let this = holds(&slide.span(), &limit, *spot, core);
            let numbers = numbers(&slide.span(), room, *spot, core);
            (this, kernel_rule(slide), numbers, *spot)
        }
        Check::Padding(slide, spot) => {
            let most = sizes::call("less", &[&slide.span()], *spot, core);
            let number = padding(slide).unwrap_or(&slide.kernel);
            let this = holds(number, &most, *spot, core);
            let numbers = numbers(number, most, *spot, core);
            (this, "PaddingFits", numbers, *spot)
        }
        Check::Size(..) | Check::Affordable(..) | Check::Several(..) => return TokenStream::new(),
    };
    let arguments: Vec<_> = others.into_iter().chain(layer).collect();
    let rule = core.generic(rule, &arguments, spot);
    core.of(&this, &rule, name, spot)
}

/// The rule whose message names the length of the window.
fn kernel_rule(slide: &Slide) -> &'static str {
    match slide.is_dense() {
        true => "KernelFits",
        false => "SpanFits",
    }
}

/// The padding, if it has a size.
fn padding(slide: &Slide) -> Option<&Size> {
    match &slide.padding {
        Padding::Each(size) => Some(size),
        Padding::Same => None,
    }
}

/// The longest kernel. It is the padded input, or a little more if the number of windows is rounded up.
fn longest_kernel(slide: &Slide, room: &TokenStream, spot: Spot, core: &CorePath) -> TokenStream {
    if !slide.ceil_mode {
        return room.clone();
    }
    let function = core.item("sum", spot);
    let less = sizes::call("less", &[&slide.stride], spot, core);
    quote!(#function(&[#room, #less]))
}

/// `Holds<{ at_most(NUMBER, LIMIT) }>`
fn holds(number: &Size, limit: &TokenStream, spot: Spot, core: &CorePath) -> TokenStream {
    let function = core.item("at_most", spot);
    let expression = sizes::expression(number, core);
    let is_kept = sizes::braced(quote!(#function(#expression, #limit)), spot, core);
    core.generic("Holds", &[is_kept], spot)
}

/// Both numbers as arguments, so that the compiler's message shows them.
fn numbers(number: &Size, limit: TokenStream, spot: Spot, core: &CorePath) -> Vec<TokenStream> {
    vec![
        sizes::argument(number, core),
        sizes::braced(limit, spot, core),
    ]
}

/// `size::<SIZE>()`
fn checked(function: &str, size: &Size, core: &CorePath) -> TokenStream {
    let spot = size.spot();
    let function = core.item(function, spot);
    let argument = sizes::stated(size, core);
    let call = call(TokenStream::new(), spot, core);
    quote!(#function::<#argument> #call)
}

/// The size is at least 1: what nn-core computes with it would panic if it were 0.
fn is_some(rule: &str, size: &Size, core: &CorePath) -> TokenStream {
    let spot = size.spot();
    let function = core.item("at_most", spot);
    let expression = sizes::stated(size, core);
    fits(rule, quote!(#function(1, #expression)), spot, core)
}

/// `<Holds<{ condition }> as Rule>::FITS`
fn fits(rule: &str, condition: TokenStream, spot: Spot, core: &CorePath) -> TokenStream {
    let holds = sizes::braced(condition, spot, core);
    let holds = core.generic("Holds", &[holds], spot);
    core.of(&holds, &core.item(rule, spot), "FITS", spot)
}

/// The trait of nn-core whose message says that the rule is broken.
fn name(rule: Rule) -> &'static str {
    match rule {
        Rule::Takes => "Takes",
        Rule::Is => "Is",
        Rule::Rejoins => "Rejoins",
        Rule::Projects => "Projects",
        Rule::Joins => "Joins",
        Rule::IsVector => "IsVector",
        Rule::IsSequence => "IsSequence",
        Rule::IsImage => "IsImage",
        Rule::HasChannels => "HasChannels",
    }
}

/// The parentheses of a call, at the end of the spot: the compiler underlines calls from the path up to them.
pub(super) fn call(inner: TokenStream, spot: Spot, core: &CorePath) -> Group {
    let mut group = Group::new(Delimiter::Parenthesis, inner);
    group.set_span(core.at(spot.end));
    group
}
