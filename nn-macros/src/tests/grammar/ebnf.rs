//! Derives a source from rules in EBNF.

use std::collections::BTreeMap;

use super::lexer::{Token, rust, tokens};

/// A rule, or a part of it.
enum Rule {
    Sequence(Vec<Rule>),
    Choice(Vec<Rule>),
    Optional(Box<Rule>),
    Repeat(Box<Rule>),
    /// The name of another rule.
    Name(String),
    /// `"=>"`
    Token(String),
}

/// The rules by their names.
pub(super) struct Grammar(BTreeMap<String, Rule>);

impl Grammar {
    /// Reads rules that end in ` ;`.
    pub(super) fn read(text: &str) -> Self {
        let mut rules = BTreeMap::new();
        for line in text.split(" ;\n") {
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
            Rule::Repeat(part) => self.repeated(part, list, start),
            Rule::Name(name) => match self.0.get(name) {
                Some(rule) => self.ends(rule, list, start),
                None => rust(name, list, start),
            },
            Rule::Token(word) => match list.get(start) {
                Some(token) if token.text == *word => vec![start + 1],
                _ => Vec::new(),
            },
        };
        ends.sort_unstable();
        ends.dedup();
        ends
    }

    /// The indices at which any number of repetitions can end.
    fn repeated(&self, part: &Rule, list: &[Token], start: usize) -> Vec<usize> {
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

    /// Whether there is a rule with this name.
    pub(super) fn defines(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Whether the source is a `network`.
    pub(super) fn derives(&self, source: &str) -> bool {
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
                Some(text) => Rule::Token(text.trim_end_matches('"').to_owned()),
                None => Rule::Name(word.to_owned()),
            },
        };
        parts.last_mut().expect("a part").push(part);
    }
    Rule::Choice(parts.into_iter().map(Rule::Sequence).collect())
}
