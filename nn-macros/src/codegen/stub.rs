//! The replacement for a network with mistakes. It reports them, and the compiler reports nothing more about the type.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use super::path::CorePath;
use super::{accessors, item_form};
use crate::ast::Head;
use crate::errors::Mistake;
use crate::tokens::Spot;

/// A type that contains the errors. (A `compile_error!` in the place of a type is `()`.)
pub(crate) fn type_form(mistakes: &[Mistake]) -> TokenStream {
    let statements = statements(mistakes);
    quote!([(); { #statements 0 }])
}

/// A struct with the network's name, the methods of its layers, and the errors.
pub(crate) fn item_form(
    head: &Head,
    mistakes: &[Mistake],
    names: &[Ident],
    core: &CorePath,
) -> TokenStream {
    let ty = type_form(mistakes);
    let (name, place) = (&head.name, quote!(network));
    let unknown = core.ask(&quote!(#name), "Named", "Network", Spot::call_site());
    let methods = |layer| accessors::methods(head, layer, "..", &unknown, &place);
    let accessors = names.iter().map(methods).collect();
    let nothing = TokenStream::new();
    item_form::wrap(head, &nothing, &ty, &nothing, &accessors, core)
}

/// The errors as statements or items.
pub(crate) fn statements(mistakes: &[Mistake]) -> TokenStream {
    mistakes.iter().map(report).collect()
}

/// An error that underlines the spot. The compiler underlines from the span of the path to the span of the delimiters.
fn report(mistake: &Mistake) -> TokenStream {
    let Spot { start, end } = mistake.spot;
    let message = &mistake.message;
    let mut braces = Group::new(Delimiter::Brace, quote_spanned!(end=> #message));
    braces.set_span(end);
    let braces = TokenTree::from(braces);
    quote_spanned!(start=> ::core::compile_error! #braces)
}
