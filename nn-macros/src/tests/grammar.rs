//! The grammar in `parse/grammar.md` derives every network of these tests, and the parser takes every network of its examples.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Lit, PathSegment, Type, Visibility};

use super::{errors, expand};
use crate::activation;
use crate::suggest::is_layer;

const GRAMMAR: &str = include_str!("../parse/grammar.md");

/// A rule, or a part of it.
enum Rule {
    Sequence(Vec<Rule>),
    Choice(Vec<Rule>),
    Optional(Box<Rule>),
    Repeat(Box<Rule>),
    /// The name of another rule.
    Name(String),
    /// `"=>"`
    Tokens(Vec<String>),
}

/// The rules by their names.
struct Grammar(BTreeMap<String, Rule>);

/// A token, and for a delimiter the index after the group.
struct Token {
    text: String,
    tree: Option<TokenTree>,
    end: usize,
}

/// The lines in the code block of this kind.
fn block(kind: &str) -> &'static str {
    let start = format!("```{kind}\n");
    let (_, rest) = GRAMMAR.split_once(&start).expect(kind);
    rest.split_once("```").expect("the end of the block").0
}

/// Writes groups as single tokens.
fn flat(stream: TokenStream, list: &mut Vec<Token>) {
    let mut text = String::new();
    let mut stream = stream.into_iter().peekable();
    while let Some(tree) = stream.next() {
        if let TokenTree::Group(group) = &tree {
            let (open, close) = match group.delimiter() {
                Delimiter::Parenthesis => ("(", ")"),
                Delimiter::Bracket => ("[", "]"),
                _ => ("{", "}"),
            };
            let index = list.len();
            list.push(Token {
                text: open.to_owned(),
                tree: Some(tree.clone()),
                end: 0,
            });
            flat(group.stream(), list);
            list.push(Token {
                text: close.to_owned(),
                tree: None,
                end: 0,
            });
            list[index].end = list.len();
            continue;
        }
        text.push_str(&tree.to_string());
        if let Some(number) = text
            .strip_suffix('x')
            .filter(|number| number.parse::<u64>().is_ok())
        {
            // `2x` is one token.
            flat(format!("{number} x").parse().expect("two tokens"), list);
            text.clear();
            continue;
        }
        let is_start = matches!(text.as_str(), "=" | "-");
        let is_arrow = |next: &TokenTree| next.to_string() == ">";
        if !is_start || !stream.peek().is_some_and(is_arrow) {
            list.push(Token {
                text: std::mem::take(&mut text),
                end: list.len() + 1,
                tree: Some(tree),
            });
        }
    }
}

fn tokens(source: &str) -> Vec<Token> {
    let mut list = Vec::new();
    flat(source.parse().expect(source), &mut list);
    list
}

impl Grammar {
    fn read() -> Self {
        let mut rules = BTreeMap::new();
        for line in block("ebnf").split(" ;\n") {
            if let Some((name, rule)) = line.split_once('=') {
                let words: Vec<&str> = rule.split_whitespace().collect();
                let rule = choice(&mut words.as_slice());
                rules.insert(name.trim().to_owned(), rule);
            }
        }
        Grammar(rules)
    }

    /// The indices at which the rule can end.
    fn ends(&self, rule: &Rule, list: &[Token], start: usize) -> Vec<usize> {
        let mut ends = match rule {
            Rule::Sequence(parts) => parts.iter().fold(vec![start], |starts, part| {
                let ends = starts.into_iter().map(|start| self.ends(part, list, start));
                ends.flatten().collect()
            }),
            Rule::Choice(parts) => {
                let ends = parts.iter().map(|part| self.ends(part, list, start));
                ends.flatten().collect()
            }
            Rule::Optional(part) => {
                let mut ends = self.ends(part, list, start);
                ends.push(start);
                ends
            }
            Rule::Repeat(part) => {
                let mut ends = vec![start];
                let mut index = 0;
                while let Some(start) = ends.get(index) {
                    for end in self.ends(part, list, *start) {
                        if !ends.contains(&end) {
                            ends.push(end);
                        }
                    }
                    index += 1;
                }
                ends
            }
            Rule::Name(name) => match self.0.get(name) {
                Some(rule) => self.ends(rule, list, start),
                None => rust(name, list, start),
            },
            Rule::Tokens(words) => {
                let rest = list.get(start..).unwrap_or_default();
                let is_same = rest.len() >= words.len()
                    && words
                        .iter()
                        .zip(rest)
                        .all(|(word, token)| *word == token.text);
                is_same.then_some(start + words.len()).into_iter().collect()
            }
        };
        ends.sort_unstable();
        ends.dedup();
        ends
    }

    fn derives(&self, source: &str) -> bool {
        let list = tokens(&source.replace("::<", "<"));
        let start = Rule::Name("network".to_owned());
        self.ends(&start, &list, 0).contains(&list.len())
    }
}

/// Reads alternatives up to a closing bracket.
fn choice(words: &mut &[&str]) -> Rule {
    let mut parts = vec![Vec::new()];
    while let Some((word, rest)) = words.split_first() {
        *words = rest;
        let part = match *word {
            "|" => {
                parts.push(Vec::new());
                continue;
            }
            "]" | "}" | ")" => break,
            "[" => Rule::Optional(Box::new(choice(words))),
            "{" => Rule::Repeat(Box::new(choice(words))),
            "(" => choice(words),
            word => match word.strip_prefix('"') {
                Some(text) => Rule::Tokens(vec![text.trim_end_matches('"').to_owned()]),
                None => Rule::Name(word.to_owned()),
            },
        };
        parts.last_mut().expect("a part").push(part);
    }
    Rule::Choice(parts.into_iter().map(Rule::Sequence).collect())
}

/// A part of Rust's grammar. An unknown name matches nothing.
fn rust(name: &str, list: &[Token], start: usize) -> Vec<usize> {
    let Some(token) = list.get(start) else {
        return Vec::new();
    };
    let literal = match &token.tree {
        Some(TokenTree::Literal(literal)) => Some(Lit::new(literal.clone())),
        _ => None,
    };
    let is_one = match name {
        "name" => matches!(token.tree, Some(TokenTree::Ident(_))),
        "number" => matches!(literal, Some(Lit::Int(_))),
        "decimal" => matches!(literal, Some(Lit::Int(_) | Lit::Float(_))),
        "string" => matches!(literal, Some(Lit::Str(_))),
        _ => false,
    };
    match name {
        "expression" => {
            let is_closing = |end: &usize| list.get(*end).is_none_or(|token| token.tree.is_none());
            (start + 1..=list.len())
                .find(is_closing)
                .into_iter()
                .collect()
        }
        "type" | "attribute" | "visibility" => parsed(name, list, start),
        _ if is_one => vec![start + 1],
        _ => Vec::new(),
    }
}

/// Whether this is the name of a layer or of an activation of nn-core.
fn is_builtin(segment: &PathSegment) -> bool {
    let word = segment.ident.to_string();
    is_layer(&word) || activation::find(&word).is_some()
}

/// The ends of what syn reads.
fn parsed(name: &str, list: &[Token], start: usize) -> Vec<usize> {
    let parser = |input: ParseStream<'_>| -> syn::Result<(bool, TokenStream)> {
        let is_right = match name {
            "type" => match input.parse()? {
                Type::Path(ty) => ty.path.segments.len() > 1 || !is_builtin(&ty.path.segments[0]),
                ty => matches!(ty, Type::Macro(_)),
            },
            "attribute" => {
                let attributes = input.call(Attribute::parse_outer)?;
                attributes.iter().all(|one| !one.path().is_ident("budget"))
            }
            _ => !matches!(input.parse()?, Visibility::Inherited),
        };
        Ok((is_right, input.parse()?))
    };
    let find = |end: usize| {
        let mut index = start;
        let mut stream = TokenStream::new();
        while index < end {
            stream.extend(list[index].tree.clone());
            index = list[index].end.max(index + 1);
        }
        let read = parser.parse2(stream);
        (index == end).then_some(read.ok()).flatten()
    };
    let ends = start + 1..=list.len();
    let is_whole = |end: &usize| matches!(find(*end), Some((true, rest)) if rest.is_empty());
    ends.filter(is_whole).collect()
}

#[test]
fn every_name_is_defined() {
    let grammar = Grammar::read();
    assert!(grammar.0.len() > 25, "the rules are found");
    let text = block("ebnf");
    let rust = "name number decimal string type attribute visibility expression";
    for word in text
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_alphabetic))
    {
        let is_rust = rust.split(' ').any(|name| name == word);
        assert!(
            is_rust || grammar.0.contains_key(word),
            "`{word}` is defined"
        );
    }
}

#[test]
fn the_examples_are_derived_and_parsed() {
    let grammar = Grammar::read();
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
    let grammar = Grammar::read();
    let mut count = 0;
    for line in include_str!("../../tests/golden/errors/none.txt").lines() {
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
