//! Every message and what it underlines: `tests/golden/errors`, one file per kind of mistake.
//!
//! In these files, a line without indentation is the input of the macro, `|` is what is underlined, and `=` is the message.

use std::fmt::Write;

use super::{errors, expand, golden};

/// Checks all inputs of a file.
fn check(name: &str, file: &str) {
    let mut actual = String::new();
    for input in file.lines().filter(|line| !line.starts_with("    ")) {
        writeln!(actual, "{input}").unwrap();
        if input.is_empty() || input.starts_with("//") {
            continue;
        }
        let errors = errors(expand(input));
        assert!(!errors.is_empty(), "no error: {input}");
        for (source, message) in errors {
            writeln!(actual, "    | {source}\n    = {message}").unwrap();
        }
    }
    golden(&format!("errors/{name}.txt"), &actual);
}

macro_rules! files {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            let name = stringify!($name);
            check(name, include_str!(concat!("../../tests/golden/errors/", stringify!($name), ".txt")));
        })*
    };
}

files! { activation arguments branch image item layer name network repetition shape size }

#[test]
fn nothing_to_report() {
    for input in include_str!("../../tests/golden/errors/none.txt").lines() {
        let errors = errors(expand(input));
        assert!(errors.is_empty(), "{input}: {errors:?}");
    }
}

#[test]
fn the_whole_call_is_underlined_if_it_is_empty() {
    let message = crate::messages::EMPTY.to_owned();
    assert_eq!(errors(expand("")), [(String::new(), message)]);
}

#[test]
fn the_proc_macro_is_not_called_directly() {
    let errors = errors(crate::expand::expand("784 => Dense<10>".parse().unwrap()));
    assert_eq!(errors[0].1, crate::messages::NOT_PUBLIC);
}
