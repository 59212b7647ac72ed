//! Words that this project does not use: British spellings, metaphors, and phrases that read as translated.

use tests::sources::{Source, assert_none, files_below};

/// One word or phrase per line, and what to write instead. `*` is any end of a word.
const WORDS: &str = include_str!("words.txt");

/// Files that are not rewritten yet.
const NOT_YET: &[&str] = &[];

/// A word and its replacement.
struct Word {
    text: &'static str,
    /// Whether other letters can follow.
    is_start: bool,
    instead: &'static str,
}

fn words() -> Vec<Word> {
    let words = WORDS.lines().map(|line| {
        let (text, instead) = line.split_once(" -> ").expect("a word and its replacement");
        Word {
            text: text.trim_end_matches('*'),
            is_start: text.ends_with('*'),
            instead,
        }
    });
    words.collect()
}

impl Word {
    /// Whether a line in lower case has the word.
    fn is_in(&self, line: &str) -> bool {
        line.match_indices(self.text).any(|(start, text)| {
            let before = line[..start].chars().next_back();
            let after = line[start + text.len()..].chars().next();
            let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphabetic);
            !is_letter(before) && (self.is_start || !is_letter(after))
        })
    }
}

/// All Rust and Markdown files.
fn all() -> Vec<Source> {
    let files = [".rs", ".md"].map(|ending| files_below(".", ending));
    let mut files: Vec<Source> = files.into_iter().flatten().collect();
    for file in &mut files {
        file.path = file.path.trim_start_matches("./").to_owned();
    }
    // this file has examples
    files.retain(|file| !file.path.ends_with("tidy/words.rs"));
    assert!(files.len() > 500, "the files are found");
    files
}

#[test]
fn words_that_are_not_used() {
    let words = words();
    let mut found = Vec::new();
    let mut needed = Vec::new();
    for file in all() {
        let later = NOT_YET.iter().find(|path| file.path.starts_with(**path));
        for (number, line) in (1..).zip(file.text.lines()) {
            let lower = line.to_lowercase();
            for word in words.iter().filter(|word| word.is_in(&lower)) {
                let place = format!("{}:{number}", file.path);
                match later {
                    Some(path) => needed.push(*path),
                    None => found.push(format!("{place}: write {}: {line}", word.instead)),
                }
            }
        }
    }
    assert_none("words of tests/tests/tidy/words.txt", &found);
    let done: Vec<_> = NOT_YET
        .iter()
        .filter(|path| !needed.contains(path))
        .collect();
    let done: Vec<_> = done.into_iter().map(|path| (*path).to_owned()).collect();
    assert_none("rewritten: remove it from the list of exceptions", &done);
}

#[test]
fn a_word_is_found_whole() {
    let is_found = |line: &str| words().iter().any(|word| word.is_in(line));
    for line in [
        "the optimiser",
        "a house",
        "colours",
        "the way back",
        "normalise(x)",
    ] {
        assert!(is_found(line), "{line}");
    }
    for line in [
        "the optimizer",
        "warehouse",
        "batchnormalisation",
        "greyish",
        "outdoors",
    ] {
        assert!(!is_found(line), "{line}");
    }
}
