//! Every mistake that the compiler must find, with its message, and code that must compile.
//!
//! The messages are those of one version of rustc. With another version, the cases are skipped and the reason is printed, because the
//! outputs differ in rustc's own part. `cargo bless` writes the expected outputs.

use std::path::Path;
use std::process::Command;

/// The version of the outputs in `tests/ui`: the workspace's `rust-version`.
const PINNED: &str = env!("CARGO_PKG_RUST_VERSION");

fn main() {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output();
    let version = version.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let version = version.unwrap_or_default();
    let number = version
        .split_whitespace()
        .nth(1)
        .unwrap_or("of an unknown version");
    if number
        .strip_prefix(PINNED)
        .is_none_or(|rest| !rest.starts_with('.'))
    {
        println!(
            "compile errors are not compared: rustc is {number}, the expected outputs are of {PINNED}"
        );
        return;
    }
    // The paths of weights are relative to the crate's manifest, which trybuild has written there.
    let crate_of_cases = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../tests/trybuild/tests");
    tests::bad_weights::write(&crate_of_cases.join("weights")).expect("a folder");
    copy_models(&crate_of_cases.join("models")).expect("a folder");
    // `cargo check` finds these, all in one run, which keeps every processor busy
    trybuild::TestCases::new().compile_fail("ui/*/*.rs");
    // only a build finds mistakes in what a generic function is compiled for
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui_build/*.rs");
    cases.pass("ui_pass/*.rs");
}

/// Copies the models of `reference/tflite`.
fn copy_models(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for entry in std::fs::read_dir("reference/tflite")? {
        let path = entry?.path();
        if let (Some(name), Some("tflite")) = (
            path.file_name(),
            path.extension().and_then(|end| end.to_str()),
        ) {
            std::fs::copy(&path, folder.join(name))?;
        }
    }
    Ok(())
}
