//! Rules that only the compiler can check, as constant expressions. They compile only if the rule holds.

use proc_macro2::{Delimiter, Group, TokenStream};
use quote::quote;

use super::path::CorePath;
use super::types::Writer;
use super::{questions, sizes};
use crate::model::{Check, Quantity, Size};
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
        Check::Size(size, Quantity::Factor) => is_some("HasFactor", size, core),
        Check::Several(size, spot) => {
            let function = core.item("is_not_one", *spot);
            // In angle brackets, a constant of a wrong type causes the same error as in the layer's type.
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
            questions::question(check, "FITS", core)
        }
    }
}

/// `size::<SIZE>()`
fn checked(function: &str, size: &Size, core: &CorePath) -> TokenStream {
    let spot = size.spot();
    let function = core.item(function, spot);
    let argument = sizes::stated(size, core);
    let call = call(TokenStream::new(), spot, core);
    quote!(#function::<#argument> #call)
}

/// Checks that the size is at least 1. With 0, nn-core's calculations would panic.
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

/// The parentheses of a call, at the end of the spot. The compiler underlines a call from its path to its parentheses.
pub(super) fn call(inner: TokenStream, spot: Spot, core: &CorePath) -> Group {
    let mut group = Group::new(Delimiter::Parenthesis, inner);
    group.set_span(core.at(spot.end));
    group
}
