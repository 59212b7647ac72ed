//! The user's derives on a named network, without those of traits that every named network has.

use syn::punctuated::Punctuated;
use syn::{Attribute, Path, Token, parse_quote};

/// The traits that nn-core implements for a named network: `derive(Clone)` would copy it over the stack.
const IMPLEMENTED: [&str; 4] = ["Clone", "Debug", "Default", "PartialEq"];

/// An attribute as it stands before the struct; none if nothing remains of it.
pub(super) fn remaining(attribute: &Attribute) -> Option<Attribute> {
    let parse = Punctuated::<Path, Token![,]>::parse_terminated;
    let is_derive = attribute.path().is_ident("derive");
    let Some(paths) = is_derive
        .then(|| attribute.parse_args_with(parse).ok())
        .flatten()
    else {
        return Some(attribute.clone());
    };
    let others: Vec<&Path> = paths.iter().filter(|path| !is_implemented(path)).collect();
    if others.len() == paths.len() {
        return Some(attribute.clone());
    }
    let derive = attribute.path();
    (!others.is_empty()).then(|| parse_quote!(#[#derive(#(#others),*)]))
}

fn is_implemented(path: &Path) -> bool {
    let last = path.segments.last();
    last.is_some_and(|segment| IMPLEMENTED.iter().any(|name| segment.ident == name))
}
