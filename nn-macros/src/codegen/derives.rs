//! The user's derives on a named network, without the traits that every named network has.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::{Attribute, Path, Token};

/// The traits that nn-core implements for a named network. `derive(Clone)` would copy it over the stack.
const IMPLEMENTED: [&str; 4] = ["Clone", "Debug", "Default", "PartialEq"];

/// The attribute before the struct. Nothing if no derive remains.
pub(super) fn remaining(attribute: &Attribute) -> TokenStream {
    let derive = attribute.path();
    let parse = Punctuated::<Path, Token![,]>::parse_terminated;
    let paths = derive
        .is_ident("derive")
        .then(|| attribute.parse_args_with(parse));
    let Some(Ok(paths)) = paths else {
        return attribute.to_token_stream();
    };
    let others: Vec<&Path> = paths.iter().filter(|path| !is_implemented(path)).collect();
    if others.is_empty() {
        TokenStream::new()
    } else {
        quote!(#[#derive(#(#others),*)])
    }
}

fn is_implemented(path: &Path) -> bool {
    let last = path.segments.last();
    last.is_some_and(|segment| IMPLEMENTED.iter().any(|name| segment.ident == name))
}
