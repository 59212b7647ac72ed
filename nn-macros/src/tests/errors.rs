//! Every message of the macro, with what it underlines.

use super::{errors, expand};

#[test]
fn show() {
    for line in std::fs::read_to_string("/tmp/scratch-macros/cases.txt")
        .unwrap()
        .lines()
    {
        println!("{line}");
        for (message, caret) in errors(expand(line)) {
            println!("      | {caret}\n      = {message}");
        }
    }
}
