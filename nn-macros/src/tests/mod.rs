//! Tests of all passes together: tokens in, tokens out.

mod errors;

use proc_macro2::{Span, TokenStream, TokenTree};

/// Expands a call of `network!` as nn-core hands it on.
fn expand(input: &str) -> TokenStream {
    let input: TokenStream = format!("(::nn_core) {input}").parse().expect(input);
    crate::expand::expand(input)
}

/// The errors in an expansion, each with the source that it underlines.
fn errors(output: TokenStream) -> Vec<(String, String)> {
    let tokens: Vec<TokenTree> = output.into_iter().collect();
    let mut errors = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match (
            token,
            &tokens.get(index.saturating_sub(5)),
            &tokens.get(index.saturating_sub(2)),
        ) {
            (TokenTree::Group(group), Some(start), Some(TokenTree::Ident(path)))
                if path == "compile_error" =>
            {
                let source = source(start.span(), group.span());
                errors.push((message(group.stream()), source));
            }
            (TokenTree::Group(group), ..) => errors.extend(self::errors(group.stream())),
            _ => {}
        }
    }
    errors
}

fn message(literal: TokenStream) -> String {
    syn::parse2::<syn::LitStr>(literal)
        .expect("the message")
        .value()
}

fn source(start: Span, end: Span) -> String {
    let whole = start.join(end).and_then(|span| span.source_text());
    whole.unwrap_or_default()
}
