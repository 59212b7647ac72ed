//! `include_weights!` and `include_tflite!`: finds a file and writes the constant that is made from it. nn-core reads the file.

mod file;
mod parse;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use self::file::Found;
use self::parse::Call;
pub(crate) use self::parse::Kind;
use crate::codegen::{self, CorePath};
use crate::errors::{Errors, Mistake};
use crate::messages;
use crate::tokens::{Spot, Tokens};

/// Expands one call of `include_weights!` or `include_tflite!`.
pub(crate) fn expand(input: TokenStream, kind: Kind) -> TokenStream {
    let mut tokens = input.into_iter();
    if let Some(TokenTree::Group(core)) = tokens.next()
        && core.delimiter() == Delimiter::Parenthesis
    {
        return call(&Tokens::flat(tokens), kind, &CorePath::new(core.stream()));
    }
    codegen::stub::statements(&[Mistake {
        spot: Spot::call_site(),
        message: messages::NOT_PUBLIC.to_owned(),
    }])
}

/// Expands the user's tokens.
fn call(tokens: &Tokens, kind: Kind, core: &CorePath) -> TokenStream {
    let mut errors = Errors::new();
    let found = parse::call(tokens, kind, &mut errors)
        .and_then(|call| Some((file::find(&call.path, &mut errors)?, call)));
    match (errors.finish(()), found) {
        (Ok(()), Some((found, call))) => constant(&call, &found, kind, core),
        (Err(mistakes), _) => stub(&mistakes, tokens, core),
        (Ok(()), None) => TokenStream::new(),
    }
}

/// A block whose value is the network.
fn constant(call: &Call, found: &Found, kind: Kind, core: &CorePath) -> TokenStream {
    let item = |name| core.item(name, Spot::call_site());
    let [constant, layer] = ["constant", "Layer"].map(item);
    let Found { path, variable, .. } = found;
    // The compiler checks the variable before each build.
    let tracked = variable.iter().map(|name| {
        quote!(
            const _: ::core::option::Option<&str> = ::core::option_env!(#name);
        )
    });
    let report = core.item("constant", call.path.spot());
    let span = core.at(call.path.spot().start);
    let report = match kind {
        Kind::Weights => quote_spanned!(span=> #report::report::<File>(BYTES)),
        Kind::Model => quote_spanned!(span=> #report::report_model::<File>()),
    };
    let decode = match kind {
        Kind::Weights => quote!(decode),
        Kind::Model => quote!(decode_model),
    };
    let (ty, included) = (&call.ty, included(call, found, kind, core));
    quote! {{
        const BYTES: &[u8] = ::core::include_bytes!(#path);
        struct File;
        #included
        #[allow(long_running_const_eval)]
        impl #constant::Words for File {
            const WORDS: &'static [u32] =
                &#constant::#decode::<File, { <#ty as #layer>::STATE.words() }>();
        }
        #(#tracked)*
        const _: () = #report;
        #[allow(long_running_const_eval)]
        const WEIGHTS: #ty = <#ty as #constant::Constant<#constant::Beginning<File>>>::VALUE;
        WEIGHTS
    }}
}

/// What the file is compared with.
fn included(call: &Call, found: &Found, kind: Kind, core: &CorePath) -> TokenStream {
    let item = |name| core.item(name, Spot::call_site());
    let constant = item("constant");
    let (ty, name) = (&call.ty, &found.name);
    match kind {
        Kind::Weights => {
            let (options, settings) = (item("LoadOptions"), settings(call));
            quote! {
                #[allow(long_running_const_eval)]
                impl #constant::IncludedFile for File {
                    type Network = #ty;
                    const NAME: &'static str = #name;
                    const OPTIONS: #options<'static> = #options::new()#settings;
                    const CHECKED: #constant::Checked = #constant::check::<File>(BYTES);
                }
            }
        }
        Kind::Model => {
            let options = item("ModelOptions");
            let until = call.until.iter();
            quote! {
                #[allow(long_running_const_eval)]
                impl #constant::IncludedModel for File {
                    type Network = #ty;
                    const NAME: &'static str = #name;
                    const OPTIONS: #options = #options::new() #(.until(#until))*;
                    const CHECKED: #constant::CheckedModel = #constant::check_model::<File>(BYTES);
                }
            }
        }
    }
}

/// The calls of `LoadOptions`' setters: `.names(..)` and so on.
fn settings(call: &Call) -> TokenStream {
    let pairs = call.names.iter();
    let pairs = pairs.map(|(here, there)| quote!((#here, #there)));
    let prefix = call.prefix.iter();
    let prefix = prefix.map(|prefix| quote!(.prefix(#prefix)));
    let unexpected = call
        .allow_unexpected
        .then(|| quote!(.allow_unexpected(true)));
    quote!(.names(&[#(#pairs),*]) #(#prefix)* #unexpected)
}

/// Zeros with the errors in the same block, so that uses of the network cause no other errors.
fn stub(mistakes: &[Mistake], tokens: &Tokens, core: &CorePath) -> TokenStream {
    let statements = codegen::stub::statements(mistakes);
    let zero = core.item("Zero", Spot::call_site());
    match parse::ty(tokens) {
        Some(ty) => quote!({ #statements <#ty as #zero>::ZERO }),
        None => quote!({ #statements }),
    }
}
