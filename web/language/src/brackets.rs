//! Where a text has no tokens of Rust. The compiler reports it before it calls the macro, and tokens without the compiler have no place.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

/// A fault that has no place.
const UNKNOWN: &str = "this is not a line of tokens of Rust";

/// The deepest brackets, as many as the recursion limit of the compiler. The stack of a browser would end at some thousands.
const DEEPEST: usize = 128;

/// The longest number or name, in bytes. The time to read a number is quadratic: one of 50,000 digits took 50 s in a browser.
const LONGEST: usize = 200;

/// What would stop the page, and the bytes that it is about: deep brackets, and long words.
pub(crate) fn excess(line: &str) -> Option<(Range<usize>, &'static str)> {
    let (mut depth, mut length) = (0usize, 0);
    for (place, byte) in line.bytes().enumerate() {
        let is_word = byte.is_ascii_alphanumeric() || byte == b'_';
        length = if is_word { length + 1 } else { 0 };
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some((place..place + 1, "brackets are nested too deep"));
        }
        if length > LONGEST {
            return Some((place - LONGEST..place + 1, "this word is too long"));
        }
    }
    None
}

/// The fault of a line without tokens, and the bytes that it is about.
pub(crate) fn fault(line: &str) -> (Range<usize>, String) {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut letters = line.char_indices().peekable();
    while let Some((place, letter)) = letters.next() {
        let here = place..place + letter.len_utf8();
        match letter {
            '(' | '[' | '{' => open.push((place, letter)),
            ')' | ']' | '}' => match open.pop() {
                None => return (here, format!("`{letter}` closes no bracket; remove it")),
                Some((_, before)) if closing(before) != letter => {
                    let wanted = closing(before);
                    return (
                        here,
                        format!("`{before}` is closed by `{wanted}`, not by `{letter}`"),
                    );
                }
                Some(_) => {}
            },
            '"' => {
                let has_end = skip_text(&mut letters);
                if !has_end {
                    return (here, "this text has no end; write `\"` after it".to_owned());
                }
            }
            '/' => skip_comment(&mut letters),
            _ if is_foreign(letter) => {
                return (
                    here,
                    format!("`{letter}` is not a character of Rust; remove it"),
                );
            }
            _ => {}
        }
    }
    match open.pop() {
        Some((place, before)) => {
            let message = format!("this bracket is not closed; write `{}`", closing(before));
            (place..place + 1, message)
        }
        None => (0..line.len(), UNKNOWN.to_owned()),
    }
}

fn closing(bracket: char) -> char {
    match bracket {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

/// Whether no token has this character, outside of texts and comments.
fn is_foreign(letter: char) -> bool {
    match letter {
        '`' | '\\' => true,
        _ if letter.is_ascii() => letter.is_control() && !letter.is_whitespace(),
        _ => !letter.is_alphanumeric() && !letter.is_whitespace(),
    }
}

/// Skips the rest of a text. Whether it has an end.
fn skip_text(letters: &mut Peekable<CharIndices<'_>>) -> bool {
    while let Some((_, letter)) = letters.next() {
        match letter {
            '"' => return true,
            '\\' => {
                letters.next();
            }
            _ => {}
        }
    }
    false
}

/// Skips the rest of a comment, if one begins here.
fn skip_comment(letters: &mut Peekable<CharIndices<'_>>) {
    match letters.peek() {
        Some((_, '/')) => while letters.next_if(|(_, letter)| *letter != '\n').is_some() {},
        Some((_, '*')) => {
            let mut last = ' ';
            letters.next();
            for (_, letter) in letters.by_ref() {
                if [last, letter] == ['*', '/'] {
                    return;
                }
                last = letter;
            }
        }
        _ => {}
    }
}
