//! No input makes the macro panic.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::expand;

/// What the macro has to bear.
const NASTY: &str = include_str!("nasty.txt");

#[test]
fn nasty_inputs() {
    assert!(NASTY.lines().count() > 100);
    for input in NASTY.lines() {
        expand(input);
        expand(&format!("pub struct Net {{ {input} }}"));
        expand(&format!("784 => {input} => Dense<10>"));
        expand(&format!("784 => Dense<{input}> => Dense<10, {input}>"));
        expand(&format!("[{input}] => Dense<10, Elu<{input}>>"));
    }
}

/// Every input with one token less, one token twice, and two tokens exchanged.
#[test]
fn slips() {
    for input in [
        "784 => hidden: Dense<64 -> 128, LeakyRelu<0.2>> => [128] => 3 x own::Layer<3> => Dense<{ 2 * N }>",
        "#[doc = \"x\"] pub(crate) struct Tiny { [1, 28, 28] => a: Encoder => b: Dense<N, Softmax> } struct B { 1 => C }",
    ] {
        let tokens: Vec<TokenTree> = input.parse::<TokenStream>().unwrap().into_iter().collect();
        for index in 0..tokens.len() {
            let mut less = tokens.clone();
            less.remove(index);
            let mut twice = tokens.clone();
            twice.insert(index, tokens[index].clone());
            for other in 0..index {
                let mut exchanged = tokens.clone();
                exchanged.swap(other, index);
                run(exchanged);
            }
            run(less);
            run(twice);
        }
    }
}

/// Expands tokens, also inside the invisible groups of a `macro_rules!` fragment.
fn run(tokens: Vec<TokenTree>) {
    let stream: TokenStream = tokens.into_iter().collect();
    let invisible = TokenTree::from(Group::new(Delimiter::None, stream.clone()));
    for stream in [stream, invisible.into()] {
        let core = Group::new(Delimiter::Parenthesis, "::nn".parse().unwrap());
        let mut input = TokenStream::from(TokenTree::from(core));
        input.extend(stream);
        crate::expand::expand(input);
    }
}
