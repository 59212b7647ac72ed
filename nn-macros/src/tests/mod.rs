//! Tests of all passes together.

mod errors;
mod expansion;
mod grammar;
mod robustness;
mod taken;

use std::path::PathBuf;

use proc_macro2::{TokenStream, TokenTree};

/// Expands a call of `network!` with the path that nn-core passes.
fn expand(input: &str) -> TokenStream {
    let input: TokenStream = format!("(::nn) {input}").parse().expect(input);
    crate::expand::expand(input)
}

/// The messages in an expansion, each after the source that it underlines.
fn errors(output: TokenStream) -> Vec<(String, String)> {
    let tokens: Vec<TokenTree> = output.into_iter().collect();
    let mut errors = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else {
            continue;
        };
        // `:: core :: compile_error ! { "message" }`, in which `::` is two tokens.
        match index
            .checked_sub(7)
            .and_then(|start| tokens.get(start..index))
        {
            Some([start, .., TokenTree::Ident(name), _]) if name == "compile_error" => {
                let message: syn::LitStr = syn::parse2(group.stream()).expect("a message");
                let span = start.span().join(group.span()).expect("one source");
                errors.push((span.source_text().unwrap_or_default(), message.value()));
            }
            _ => errors.extend(self::errors(group.stream())),
        }
    }
    errors
}

/// Compares a file with its expected content. `BLESS=1` writes it instead.
fn golden(path: &str, actual: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(path);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, actual).expect("a file that can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    for (number, (expected, actual)) in expected.lines().zip(actual.lines()).enumerate() {
        let place = format!("{} line {}", path.display(), number + 1);
        assert_eq!(
            expected, actual,
            "{place}; if the change is wanted, run with BLESS=1"
        );
    }
    assert_eq!(
        expected,
        actual,
        "{}; if the change is wanted, run with BLESS=1",
        path.display()
    );
}
