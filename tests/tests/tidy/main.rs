//! The rules of STYLE.md that a program can check.

mod words;

use std::collections::BTreeSet;

use tests::sources::{Source, assert_none, files_below};

/// The maximum number of lines of a file without its tests.
const MOST_LINES: usize = 250;

/// The maximum number of lines of a function.
const MOST_LINES_OF_A_FUNCTION: usize = 40;

/// Folders of Rust files.
const FOLDERS: [&str; 7] = [
    "nn-core/src",
    "nn-features",
    "nn-macros/src",
    "examples",
    "tests",
    "tools",
    "web",
];

/// Files with more lines, and the reasons.
const LONGER_FILES: [(&str, &str); 0] = [];

/// Words that mean unfinished work. They are split so that this file does not have them.
const UNFINISHED: [&str; 6] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("to", "do!"),
    concat!("un", "implemented!"),
    concat!("d", "bg!"),
];

fn all() -> Vec<Source> {
    let files: Vec<Source> = FOLDERS
        .iter()
        .flat_map(|folder| files_below(folder, ".rs"))
        .collect();
    assert!(files.len() > 80, "the files are found");
    files
}

#[test]
fn a_file_says_first_what_it_is_for() {
    let found = all().into_iter().filter(|file| {
        let first = file.text.lines().next().unwrap_or_default();
        let is_text = first.starts_with("//! ") && first.len() >= 10;
        !is_text && first != "#![doc = include_str!(\"../README.md\")]"
    });
    let found: Vec<String> = found.map(|file| file.path).collect();
    assert_none("a file begins with `//!` and a sentence", &found);
}

#[test]
fn nothing_is_unfinished() {
    let mut found = Vec::new();
    for file in all() {
        for (number, line) in (1..).zip(file.text.lines()) {
            if UNFINISHED.iter().any(|word| line.contains(word)) {
                found.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    assert_none("open work belongs in the issues", &found);
}

#[test]
fn a_file_is_short() {
    let is_long = |file: &Source| {
        let is_known = LONGER_FILES.iter().any(|(path, _)| *path == file.path);
        file.lines_without_tests().len() > MOST_LINES && !is_known
    };
    let found = all().into_iter().filter(is_long);
    let found = found.map(|file| format!("{}: {}", file.path, file.lines_without_tests().len()));
    assert_none(
        &format!("a file has at most {MOST_LINES} lines"),
        &found.collect::<Vec<_>>(),
    );
}

/// rustfmt indents the end of a function like its start.
#[test]
fn a_function_is_short() {
    let mut found = Vec::new();
    for file in all() {
        let lines = file.lines_without_tests();
        for (index, (number, line)) in lines.iter().enumerate() {
            let text = line.trim_start();
            let head = text.split('(').next().unwrap_or_default();
            if !head.split(' ').any(|word| word == "fn") || text.starts_with("//") {
                continue;
            }
            let indent = line.len() - text.len();
            let ends = |(offset, (_, line)): (usize, &(usize, &str))| {
                let is_level = line.len() - line.trim_start().len() == indent;
                let is_whole = offset == 0 && line.ends_with('}');
                is_level && (line.trim() == "}" || line.ends_with(';') || is_whole)
            };
            let length = lines[index..]
                .iter()
                .enumerate()
                .position(ends)
                .unwrap_or_default()
                + 1;
            if length > MOST_LINES_OF_A_FUNCTION {
                found.push(format!("{}:{number}: {length}", file.path));
            }
        }
    }
    assert_none(
        &format!("a function has at most {MOST_LINES_OF_A_FUNCTION} lines"),
        &found,
    );
}

/// In nn-core a macro writes one `unsafe impl` for the user. There is no other.
#[test]
fn nothing_is_unsafe() {
    for library in ["nn-core/src", "nn-macros/src"] {
        let files = files_below(library, ".rs");
        let lib = files.iter().find(|file| file.path.ends_with("src/lib.rs"));
        let lib = lib.unwrap_or_else(|| panic!("{library} has a `lib.rs`"));
        let forbids = |line: &str| line == "#![forbid(unsafe_code)]";
        assert!(lib.text.lines().any(forbids), "{} forbids it", lib.path);

        let mut found = Vec::new();
        for file in &files {
            for (_, line) in file.code() {
                let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
                if words.any(|word| word == "unsafe") {
                    found.push((file.path.clone(), line.trim().to_owned()));
                }
            }
        }
        if library == "nn-core/src" {
            let [(path, line)] = &found[..] else {
                panic!("one line: {found:?}")
            };
            assert_eq!(path, "nn-core/src/private/zeroed.rs");
            assert!(
                line.starts_with("unsafe impl $crate::private::Zeroable for"),
                "{line}"
            );
        } else {
            assert_eq!(found, [], "{library}");
        }
    }
}

/// Files of the cases of mistakes.
fn cases_of_mistakes(ending: &str) -> impl Iterator<Item = Source> {
    let folders = ["tests/ui", "tests/ui_build"].into_iter();
    folders.flat_map(move |folder| files_below(folder, ending))
}

/// Each case has its expected output, each output has its case, and no output has typenum's types.
#[test]
fn expected_errors_are_whole() {
    let stems = |ending: &str| -> BTreeSet<String> {
        cases_of_mistakes(ending)
            .map(|file| file.path.trim_end_matches(ending).to_owned())
            .collect()
    };
    let (cases, outputs) = (stems(".rs"), stems(".stderr"));
    let mut found: Vec<String> = cases.symmetric_difference(&outputs).cloned().collect();
    assert_none("a case has its expected output (`cargo bless`)", &found);
    for file in cases_of_mistakes(".stderr") {
        for (number, line) in (1..).zip(file.text.lines()) {
            if ["UInt<", "UTerm", "typenum::"]
                .iter()
                .any(|word| line.contains(word))
            {
                found.push(format!("{}:{number}: {line}", file.path));
            }
        }
    }
    assert_none("an error shows plain numbers", &found);
}
