//! The grammar in `parse/grammar.md` derives every network of these tests, and the parser takes every network of its examples.

mod ebnf;
mod lexer;

use self::ebnf::Grammar;
use super::{errors, expand};

const GRAMMAR: &str = include_str!("../../parse/grammar.md");

/// The lines in the code block of this kind.
fn block(kind: &str) -> &'static str {
    let start = format!("```{kind}\n");
    let (_, rest) = GRAMMAR.split_once(&start).expect(kind);
    rest.split_once("```").expect("the end of the block").0
}

#[test]
fn every_name_is_defined() {
    let grammar = Grammar::read(block("ebnf"));
    let text = block("ebnf");
    let rust = "name number decimal string type attribute visibility expression";
    for word in text
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_alphabetic))
    {
        let is_rust = rust.split(' ').any(|name| name == word);
        assert!(is_rust || grammar.defines(word), "`{word}` is defined");
    }
}

#[test]
fn the_examples_are_derived_and_parsed() {
    let grammar = Grammar::read(block("ebnf"));
    for example in block("network").lines() {
        assert!(grammar.derives(example), "{example}");
        let errors = errors(expand(example));
        let is_syntax = |(_, message): &(String, String)| !message.contains(", but ");
        assert!(!errors.iter().any(is_syntax), "{example}: {errors:?}");
    }
    for example in block("refused").lines() {
        assert!(!grammar.derives(example), "{example}");
        assert!(!errors(expand(example)).is_empty(), "{example}");
    }
}

#[test]
fn every_network_of_the_tests_is_derived() {
    let grammar = Grammar::read(block("ebnf"));
    let mut count = 0;
    for line in include_str!("../../../tests/golden/errors/none.txt").lines() {
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        assert!(grammar.derives(line), "{line}");
        count += 1;
    }
    assert!(count > 20, "the networks are found: {count}");
}

#[test]
fn the_documentation_has_this_grammar() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../nn-core/docs/language.md");
    let chapter = std::fs::read_to_string(path).expect("the chapter of the language");
    let kinds = ["```ebnf", "```network", "```refused"];
    let plain = |text: String, kind: &str| text.replace(kind, "```text");
    let grammar = kinds.into_iter().fold(GRAMMAR.to_owned(), plain);
    assert!(
        chapter.ends_with(&grammar),
        "{path} ends with parse/grammar.md"
    );
}
