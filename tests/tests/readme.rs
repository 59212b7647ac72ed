//! The README shows compile errors as the UI tests expect them.
//!
//! A block starts with `<!-- tests/ui: CASE -->`, contains the case's expected output as a code block, and ends with
//! `<!-- end -->`.

use tests::sources::workspace;

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
