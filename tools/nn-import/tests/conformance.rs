//! Node tests of ONNX: none is wrong, and as many pass as is recorded.
//!
//! The folder `conformance/node` has a few tests of each operator; its README states their origin. `BLESS=1 cargo test -p nn-import --test
//! conformance` stores the table. All tests run by `cargo run -p nn-import --example conformance`.

#[path = "../examples/conformance/suite.rs"]
mod suite;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use self::suite::{Outcome, Test};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance")
}

fn tests() -> Vec<Test> {
    let tests = suite::run(&folder().join("node")).unwrap();
    assert!(tests.len() >= 150, "{} tests", tests.len());
    tests
}

#[test]
fn no_output_is_wrong() {
    let tests = tests();
    for Test {
        name,
        outcome,
        is_known,
        ..
    } in &tests
    {
        assert!(is_known, "{name}: {outcome:?}");
        assert!(!matches!(outcome, Outcome::Wrong(_)), "{name}: {outcome:?}");
    }
}

#[test]
fn as_many_pass_as_is_recorded() {
    let tests = tests();
    let text = format!("{}\n{}", suite::table(&tests), suite::reasons(&tests));
    let path = folder().join("table.md");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), text);
}

/// The rows of a table: the operator, and how many tests passed, were refused and were wrong.
fn rows(text: &str) -> BTreeMap<String, [usize; 3]> {
    let mut rows = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let number = |index: usize| cells[index].parse::<usize>().unwrap();
        rows.insert(cells[1].to_owned(), [number(2), number(3), number(4)]);
    }
    rows
}

/// The table of the book is that of all tests, so each of its rows has at least as many as the committed part.
#[test]
fn the_table_of_the_book_has_the_same_operators() {
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/src/conformance.md");
    let all = rows(&std::fs::read_to_string(book).unwrap());
    let part = rows(&suite::table(&tests()));
    assert!(
        all.keys().eq(part.keys()),
        "{:?}\n{:?}",
        all.keys(),
        part.keys()
    );
    for (operator, [passed, refused, _]) in part {
        let row = all
            .get(&operator)
            .unwrap_or_else(|| panic!("{operator} is missing in the book"));
        let [all_passed, all_refused, wrong] = *row;
        assert!(passed <= all_passed && refused <= all_refused, "{operator}");
        assert_eq!(wrong, 0, "{operator}");
    }
}
