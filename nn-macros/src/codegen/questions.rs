//! Rules as traits of nn-core. The compiler asks whether a type implements the trait, and shows its message if not.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::path::CorePath;
use super::{shapes, sizes};
use crate::model::{Check, Padding, Rule, Shape, Size, Slide};
use crate::tokens::Spot;

/// The layer as the associated type of a rule. It is not a layer if the rule is broken.
pub(super) fn guard(check: &Check, layer: TokenStream, core: &CorePath) -> TokenStream {
    let Check::Shape { spot, .. } = check else {
        return layer;
    };
    core.applied(&question(check, "Itself", core), &[layer], *spot)
}

/// `<This as Rule<Other>>::NAME`
pub(super) fn question(check: &Check, name: &str, core: &CorePath) -> TokenStream {
    let (this, rule, others, spot) = match check {
        Check::Shape {
            rule,
            this,
            other,
            spot,
        } => {
            let others = other.iter().map(|shape| shapes::shape(shape, *spot, core));
            let this = match this {
                // The compiler underlines this layer and not the one before.
                Shape::OutputOf(own) => core.ask(&own.to_token_stream(), "Layer", "Output", *spot),
                this => shapes::shape(this, *spot, core),
            };
            (this, self::name(*rule), others.collect::<Vec<_>>(), *spot)
        }
        Check::Kernel(slide, spot) => {
            let padded = padding(slide)
                .map(|padding| sizes::call("padded", &[&slide.input, padding], *spot, core));
            let padded = padded.unwrap_or_default();
            let limit = longest_kernel(slide, &padded, *spot, core);
            let this = holds(&slide.span(), &limit, *spot, core);
            let numbers = numbers(&slide.span(), padded, *spot, core);
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
    let rule = core.generic(rule, &others, spot);
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
        Padding::Same | Padding::Causal => None,
    }
}

/// The maximum kernel: the padded input, or slightly more if the number of windows is rounded up.
fn longest_kernel(slide: &Slide, padded: &TokenStream, spot: Spot, core: &CorePath) -> TokenStream {
    if !slide.ceil_mode {
        return padded.clone();
    }
    let function = core.item("sum", spot);
    let less = sizes::call("less", &[&slide.stride], spot, core);
    quote!(#function(&[#padded, #less]))
}

/// `Holds<{ at_most(NUMBER, LIMIT) }>`
fn holds(number: &Size, limit: &TokenStream, spot: Spot, core: &CorePath) -> TokenStream {
    let function = core.item("at_most", spot);
    let expression = sizes::expression(number, core);
    let is_kept = sizes::braced(quote!(#function(#expression, #limit)), spot, core);
    core.generic("Holds", &[is_kept], spot)
}

/// Both numbers as arguments. The compiler's message shows them.
fn numbers(number: &Size, limit: TokenStream, spot: Spot, core: &CorePath) -> Vec<TokenStream> {
    vec![
        sizes::argument(number, core),
        sizes::braced(limit, spot, core),
    ]
}

/// The trait of nn-core with the message for this rule.
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
