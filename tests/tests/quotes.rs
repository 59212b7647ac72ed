//! What documents quote: compile errors in the README, and files that chapters of the book include.
//!
//! A compile error in the README starts with `<!-- tests/ui: CASE -->`, is the case's expected output as a code block, and ends
//! with `<!-- end -->`.

use tests::sources::{assert_none, files_below, workspace};

const BEGIN: &str = "<!-- tests/ui: ";

#[test]
fn compile_errors_are_the_expected_ones() {
    let readme = std::fs::read_to_string(workspace().join("README.md")).expect("the README exists");
    let blocks: Vec<&str> = readme.split(BEGIN).skip(1).collect();
    assert!(!blocks.is_empty(), "the README shows no compile error");
    for block in blocks {
        let (case, rest) = block.split_once(" -->\n").expect("a block has a name");
        let (shown, _) = rest.split_once("<!-- end -->").expect("a block has an end");
        let path = workspace().join(format!("tests/ui/{case}.stderr"));
        let expected = std::fs::read_to_string(path).expect("the case exists");
        assert_eq!(shown, format!("```text\n{expected}```\n"), "{case}");
    }
}

/// Why mdBook cannot include a file: `PATH`, `PATH:FIRST:LAST` or `PATH:ANCHOR`, relative to the chapters.
fn fault(include: &str) -> Option<String> {
    let mut parts = include.split(':');
    let path = workspace()
        .join("docs/src")
        .join(parts.next().unwrap_or_default());
    let Ok(text) = std::fs::read_to_string(path) else {
        return Some("no such file".to_owned());
    };
    let lines = text.lines().count();
    for part in parts {
        match part.parse::<usize>() {
            Ok(line) if (1..=lines).contains(&line) => {}
            Ok(_) => return Some(format!("the file has {lines} lines")),
            // the comment of a document ends after a space, that of a program with its line
            Err(_)
                if [" ", "\n"]
                    .iter()
                    .any(|end| text.contains(&format!("ANCHOR: {part}{end}"))) => {}
            Err(_) => return Some(format!("no anchor `{part}`")),
        }
    }
    None
}

#[test]
fn included_files_exist() {
    let mut found = Vec::new();
    let mut count = 0;
    for chapter in files_below("docs/src", ".md") {
        for rest in chapter.text.split("{{#include ").skip(1) {
            let include = rest.split("}}").next().unwrap_or_default();
            count += 1;
            found.extend(fault(include).map(|why| format!("{}: {include}: {why}", chapter.path)));
        }
    }
    assert!(count > 10, "the chapters include files");
    assert_none("what a chapter includes exists", &found);
}

#[test]
fn missing_files_lines_and_anchors_are_found() {
    assert_eq!(fault("../../examples/mnist.rs"), None);
    assert_eq!(fault("../../firmware/README.md:guide"), None);
    assert_eq!(fault("../../examples/minimal.rs:1:3"), None);
    assert!(fault("../../examples/none.rs").is_some());
    assert!(fault("../../examples/minimal.rs:1:300").is_some());
    assert!(fault("../../firmware/README.md:none").is_some());
}
