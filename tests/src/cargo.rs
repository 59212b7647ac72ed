//! Runs cargo for a separate build.

use std::process::{Command, Output};

/// Cargo without the compiler flags and profile settings of the calling program.
pub fn cargo() -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PROFILE_") || text.contains("RUSTFLAGS") {
            cargo.env_remove(&name);
        }
    }
    cargo
}

/// The name and version of the compiler that cargo calls.
pub fn compiler() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output();
    let version = version.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    version.unwrap_or_default().trim().to_owned()
}

/// Runs a command.
///
/// # Panics
/// If the command cannot be run or fails, with its output.
#[track_caller]
pub fn succeed(command: &mut Command) -> Output {
    let output = match command.output() {
        Ok(output) => output,
        Err(error) => panic!("{command:?}: {error}"),
    };
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} failed:\n{errors}");
    output
}
