//! No input makes the macro panic.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::expand;

/// Inputs that must not cause a panic.
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
        expand(&format!(
            "[1, 9, 9] => Conv2d<filters = {input}, kernel = [{input}, 3], {input}>"
        ));
        expand(&format!(
            "[1, 9, 9] => MaxPool2d<{input}> => Dropout<{input}> => BatchNorm<{input} = 3>"
        ));
        expand(&format!(
            "[3, {input}] => Gru<{input}, sequences = {input}> => Rnn<{input}, {input}, {input} = 3>"
        ));
        expand(&format!(
            "[{input}] => Conv1d<padding = {input}, kernel = 2, filters = 3, stride = {input}>"
        ));
        expand(&format!(
            "8 => Residual<{input}, projection = {input}> => Concat<[{input}], {input}>"
        ));
    }
}

/// Every input with a token removed, a token duplicated, two tokens exchanged, or some tokens as a fragment of `macro_rules!`.
#[test]
fn slips() {
    for input in [
        "784 => hidden: Dense<64 -> 128, LeakyRelu<0.2>> => [128] => 3 x own::Layer<3> => Dense<{ 2 * N }>",
        "[1, 9, W] => Conv2d<filters = F, kernel = [3, 5], padding = Same, Relu> => 2 x MaxPool2d<2> => Dropout<0.2> => GlobalAvgPool",
        "[1, 9, W] => ZeroPad2d<1, top = P> => Upsample2d<[2, F]> => ZeroPad1d<before = 2> => Upsample1d<factor = 3> => GlobalMaxPool",
        "8 => Residual<Dense<4> => [4] => Own, projection = Dense<9>, Relu> => Concat<[], [Own => Dense<3>]> => LayerNorm<epsilon = 1e-3>",
        "[6, N] => Gru<32, sequences = true, bias = false> => Lstm<units = U, sequences = true> => Rnn<{ 2 * U }, Relu>",
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
            for end in index + 1..=tokens.len() {
                let mut wrapped = tokens.clone();
                let inside: TokenStream = wrapped.drain(index..end).collect();
                let fragment = Group::new(Delimiter::None, inside);
                wrapped.insert(index, fragment.into());
                run(wrapped);
            }
        }
    }
}

/// Deeply nested layers, on a stack as large as the compiler's.
#[test]
fn depth() {
    let run = || {
        for (open, close) in [("Residual<", ">"), ("Concat<[], [", "]>"), ("Own<", ">")] {
            for count in [10, 90, 110, 500] {
                let (open, close) = (open.repeat(count), close.repeat(count));
                expand(&format!("8 => {open}Dense<8>{close} => Dense<10>"));
                expand(&format!("N => {open}Dense<N>{close} => Dense<10>"));
            }
        }
    };
    let thread = std::thread::Builder::new().stack_size(8 << 20).spawn(run);
    assert!(thread.is_ok_and(|thread| thread.join().is_ok()));
}

/// Sizes at the limit. Their products and sums overflow.
#[test]
fn large_sizes() {
    let most = "4294967295";
    for line in [
        "[M, M, M] => Conv2d<filters = M, kernel = M, stride = M, padding = 4294967294, Relu>",
        "[M, M, M] => Conv2d<filters = M, kernel = M, stride = M, padding = Same> => Flatten",
        "[M, M, M] => 2 x MaxPool2d<2, padding = 1> => Concat<[], []> => Flatten => Flatten => Dense<M>",
        "[M, M] => BatchNorm => LayerNorm => Concat<[], [], []> => GlobalAvgPool",
        "[C, 9, 9] => Conv2d<filters = M, kernel = K, padding = 4294967295> => Conv2d<filters = 1, kernel = M>",
    ] {
        expand(&line.replace('M', most));
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
