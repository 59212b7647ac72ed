//! Runs the node tests of ONNX and prints a table: `cargo run -p nn-import --example conformance -- FOLDER`.
//!
//! `tests/conformance/node_tests.py` writes the folder. The exit status is 1 if an output is wrong.

mod suite;

use std::path::Path;
use std::process::ExitCode;

use self::suite::Outcome;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder] = &arguments[..] else {
        eprintln!("usage: conformance FOLDER");
        return ExitCode::FAILURE;
    };
    let tests = match suite::run(Path::new(folder)) {
        Ok(tests) if tests.is_empty() => {
            eprintln!("{folder} has no tests: `node_tests.py` writes them");
            return ExitCode::FAILURE;
        }
        Ok(tests) => tests,
        Err(error) => {
            eprintln!("{folder}: {error}");
            return ExitCode::FAILURE;
        }
    };
    print!("{}", suite::table(&tests));
    println!("\nRefused:\n\n{}", suite::reasons(&tests).trim_end());
    let mut status = ExitCode::SUCCESS;
    for test in &tests {
        if let Outcome::Wrong(difference) = &test.outcome {
            eprintln!("wrong: {}: {difference}", test.name);
            status = ExitCode::FAILURE;
        }
    }
    status
}
