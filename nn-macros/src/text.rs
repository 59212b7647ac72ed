//! Formats tokens like source code, for messages and documentation.

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenTree};

/// The tokens as text.
pub(crate) fn text(tokens: &[TokenTree]) -> String {
    let mut writer = Writer::default();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => writer.word(&ident.to_string()),
            TokenTree::Literal(literal) => writer.word(&literal.to_string()),
            TokenTree::Punct(punct) => writer.punct(punct),
            TokenTree::Group(group) => writer.group(group),
        }
    }
    writer.text
}

/// A number with commas between its groups of three digits.
pub(crate) fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The kind of the last token, for the next space.
#[derive(Default, Clone, Copy, PartialEq)]
enum Last {
    /// Nothing, or a token without a space after it.
    #[default]
    Sticky,
    /// A name, a number or a closing bracket.
    Operand,
    /// An operator with a space after it.
    Operator,
}

#[derive(Default)]
struct Writer {
    text: String,
    last: Last,
    /// Whether the operator continues in the next token.
    joint: bool,
}

impl Writer {
    fn space(&mut self) {
        if self.last != Last::Sticky && !self.joint {
            self.text.push(' ');
        }
    }

    fn word(&mut self, word: &str) {
        self.joint = false;
        self.space();
        self.text.push_str(word);
        self.last = Last::Operand;
    }

    fn punct(&mut self, punct: &Punct) {
        let mark = punct.as_char();
        let arrow = self.joint && mark == '>' && self.text.ends_with(['-', '=']);
        match mark {
            _ if arrow => self.last = Last::Operator,
            ',' | ';' | '>' | '?' => {
                self.last = if mark == '>' || mark == '?' {
                    Last::Operand
                } else {
                    Last::Operator
                };
            }
            ':' => {
                let path = self.text.ends_with(':') && self.last == Last::Operator;
                self.last = if path { Last::Sticky } else { Last::Operator };
            }
            '<' | '.' | '!' => self.last = Last::Sticky,
            '&' | '\'' | '#' | '$' => {
                self.space();
                self.last = Last::Sticky;
            }
            '-' if self.last != Last::Operand => {
                self.space();
                self.last = Last::Sticky;
            }
            _ => {
                self.space();
                self.last = Last::Operator;
            }
        }
        self.text.push(mark);
        self.joint = punct.spacing() == Spacing::Joint;
    }

    fn group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{ ", " }"),
            Delimiter::None => ("", ""),
        };
        self.joint = false;
        if self.last == Last::Operator || group.delimiter() == Delimiter::Brace {
            self.space();
        }
        let inner: Vec<_> = group.stream().into_iter().collect();
        self.text.push_str(open);
        self.text.push_str(&text(&inner));
        self.text.push_str(if inner.is_empty() {
            close.trim_start()
        } else {
            close
        });
        self.last = Last::Operand;
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;

    use super::{grouped, text};

    #[test]
    fn reads_as_written() {
        for source in [
            "Dense<128, Relu>",
            "Dense<64 -> 32, LeakyRelu<0.2>>",
            "hidden: Dense<{ 2 * N }>",
            "<T as Trait>::N",
            "config::HIDDEN",
            "3 x Dense<64> => [1, 28, 28]",
            "network![784 => Dense<10>]",
            "Sum<-1>",
            "&'a T",
            "f(a, b) + 1",
            "{ }",
        ] {
            let tokens: TokenStream = source.parse().unwrap();
            let tokens: Vec<_> = tokens.into_iter().collect();
            assert_eq!(text(&tokens), source);
        }
    }

    #[test]
    fn groups_of_three() {
        for (number, expected) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (101_770, "101,770"),
            (u128::from(u64::MAX), "18,446,744,073,709,551,615"),
        ] {
            assert_eq!(grouped(number), expected);
        }
    }
}
