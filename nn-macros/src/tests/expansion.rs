//! The expansions: `tests/golden/expansion` has the inputs and the outputs.
//!
//! The contents of `net! { .. }` are shown as items after the rest: the chain, the layers, and the checks for the compiler.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Expr, Token, Type};

use super::{errors, expand, golden};

/// `net! { Chain<A, B>; A, B; checks; A, B }`
struct Net {
    chain: Type,
    layers: Punctuated<Type, Token![,]>,
    checks: Vec<Expr>,
    /// The layers, if they can hold more than parameters.
    held: Punctuated<Type, Token![,]>,
}

impl Parse for Net {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let chain = input.parse()?;
        input.parse::<Token![;]>()?;
        let layers = Punctuated::parse_separated_nonempty(input)?;
        input.parse::<Token![;]>()?;
        let mut checks = Vec::new();
        while !input.is_empty() && !input.peek(Token![;]) {
            checks.push(input.parse()?);
            input.parse::<Option<Token![,]>>()?;
        }
        let mut held = Punctuated::new();
        if input.parse::<Option<Token![;]>>()?.is_some() {
            held = Punctuated::parse_separated_nonempty(input)?;
        }
        Ok(Net {
            chain,
            layers,
            checks,
            held,
        })
    }
}

impl ToTokens for Net {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (chain, layers) = (&self.chain, self.layers.iter());
        let checks = self.checks.iter();
        tokens.extend(quote! {
            type Net = #chain;
            type Layers = (#(#layers,)*);
            const CHECKS: () = { #(#checks;)* };
        });
        if !self.held.is_empty() {
            tokens.extend(quote!(
                const HOLDS_MORE: () = ();
            ));
        }
    }
}

/// Removes the contents of `net! { .. }` from an expansion.
fn nets(output: TokenStream, nets: &mut Vec<Net>) -> TokenStream {
    let mut last = String::new();
    let mut outside = TokenStream::new();
    for token in output {
        match &token {
            TokenTree::Group(group) if last == "net!" => {
                nets.push(syn::parse2(group.stream()).expect("what the macro of nn-core takes"));
                outside.extend(quote!({}));
            }
            TokenTree::Group(group) => {
                let inside = self::nets(group.stream(), nets);
                outside.extend([TokenTree::from(proc_macro2::Group::new(
                    group.delimiter(),
                    inside,
                ))]);
            }
            other => outside.extend([other.clone()]),
        }
        last = match token {
            TokenTree::Punct(punct) if punct.as_char() == '!' => last + "!",
            token => token.to_string(),
        };
    }
    outside
}

/// Checks one expansion. A type is written as an alias.
fn check(name: &str, input: &str) {
    let output = expand(input);
    let is_stub = name.starts_with("stub");
    assert_eq!(is_stub, !errors(output.clone()).is_empty(), "{name}");
    let mut nets = Vec::new();
    let output = self::nets(output, &mut nets);
    let output = if name.contains("item") {
        output
    } else {
        quote!(type Network = #output;)
    };
    let file = syn::parse2(quote!(#output #(#nets)*)).expect("items");
    let text = prettyplease::unparse(&file);
    golden(&format!("expansion/{name}.rs"), &text);
}

macro_rules! files {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            let name = stringify!($name);
            check(name, include_str!(concat!("../../tests/golden/expansion/", stringify!($name), ".txt")));
        })*
    };
}

files! {
    activations branch constants dilation image image_constants item_form item_image nested recurrent repetition stub_item stub_type
    type_form
}
