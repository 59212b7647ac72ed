//! Prevents a second error if the output is in a wrong place. A macro does not know where it is called. In a wrong place, the compiler
//! names the macro that wrote the output and underlines its first token. Both are chosen here.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use super::path::CorePath;
use crate::ast::Head;
use crate::tokens::Spot;

/// A type. In parentheses, no part of it is read as an item.
pub(crate) fn of_type(ty: TokenStream, spot: Spot, core: &CorePath) -> TokenStream {
    let mut parentheses = Group::new(Delimiter::Parenthesis, ty);
    parentheses.set_span(core.at(spot.start));
    let parentheses = TokenTree::from(parentheses);
    let place = core.item("network_without_a_name", Spot::call_site());
    quote!(#place! { #parentheses })
}

/// Items. The first has no attributes, which cause an error of their own in the place of a type. It cannot start a type.
pub(crate) fn of_items(items: &TokenStream, head: &Head, core: &CorePath) -> TokenStream {
    let span = core.at(head.name.span());
    let named = core.item("Named", head.name.span().into());
    let first = quote_spanned!(span=> pub(self) use #named as _;);
    quote!(#first #items)
}
