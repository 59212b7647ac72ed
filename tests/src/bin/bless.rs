//! Writes the expected compile errors, golden expansions and instruction counts: `cargo bless`.

use std::process::{Command, exit};

fn main() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let runs: [(&[&str], &str, &str); 3] = [
        (&["test", "-p", "nn-macros"], "BLESS", "1"),
        (
            &["test", "-p", "tests", "--test", "ui"],
            "TRYBUILD",
            "overwrite",
        ),
        (
            &["test", "-p", "tests", "--test", "programs", "counts"],
            "BLESS",
            "1",
        ),
    ];
    for (arguments, variable, value) in runs {
        let status = Command::new(&cargo)
            .args(arguments)
            .env(variable, value)
            .status();
        if !status.is_ok_and(|status| status.success()) {
            exit(1);
        }
    }
}
