//! What stands in the place of a network with mistakes: it reports them, and is a type about which the compiler says no
//! more.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use super::path::ours;
use crate::ast::Head;
use crate::messages::Mistake;

/// A type with an error in it. (A `compile_error!` itself, in the place of a type, is `()`.)
pub(crate) fn type_form(mistakes: &[Mistake]) -> TokenStream {
    let statements = statements(mistakes);
    quote!([(); { #statements 0 }])
}

/// A type of the network's name, and its errors.
pub(crate) fn item_form(head: &Head, mistakes: &[Mistake]) -> TokenStream {
    let Head {
        visibility, name, ..
    } = head;
    let ty = type_form(mistakes);
    quote!(#[allow(missing_docs, dead_code)] #visibility type #name = #ty;)
}

/// The errors as statements or items.
pub(crate) fn statements(mistakes: &[Mistake]) -> TokenStream {
    mistakes.iter().map(report).collect()
}

/// An error that underlines the spot: the compiler goes from the span of the path to that of the delimiters.
fn report(mistake: &Mistake) -> TokenStream {
    let (start, end) = (ours(mistake.spot.start), ours(mistake.spot.end));
    let message = &mistake.message;
    let mut braces = Group::new(Delimiter::Brace, quote_spanned!(end=> #message));
    braces.set_span(end);
    let braces = TokenTree::from(braces);
    quote_spanned!(start=> ::core::compile_error! #braces)
}
