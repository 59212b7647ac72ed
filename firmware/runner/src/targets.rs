//! Targets without images, for which nn-core must compile without a warning.

use std::path::Path;
use std::process::Command;

use crate::build::RUSTC;
use crate::tally::Tally;

/// The name of the check, the target, the libraries that are built for it, and the features of nn-core.
const TARGETS: [(&str, &str, &str, &[&str]); 2] = [
    (
        "16-bit addresses",
        "msp430-none-elf",
        "core",
        &["--no-default-features", "--features", "macros"],
    ),
    (
        "WebAssembly with default features",
        "wasm32-unknown-unknown",
        "std,panic_abort",
        &[],
    ),
];

/// Compiles nn-core for all targets.
pub(crate) fn check(tally: &mut Tally) {
    let firmware = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for (what, target, libraries, features) in TARGETS {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(firmware.join(".."));
        cargo.args(["check", "--quiet", "--locked", "--package", "nn-core"]);
        cargo.args(["--target", target]).args(features);
        cargo.arg(format!("-Zbuild-std={libraries}"));
        cargo
            .arg("--target-dir")
            .arg(firmware.join("target/targets"));
        cargo.env("RUSTC", RUSTC).env("RUSTC_BOOTSTRAP", "1");
        let result = match cargo.output() {
            Err(error) => Err(error.to_string()),
            // a warning is not an error, and is repeated when nothing has changed
            Ok(output) if output.status.success() && output.stderr.is_empty() => Ok(()),
            Ok(output) => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        };
        tally.check(&format!("nn-core compiles for {what}"), result);
    }
}
