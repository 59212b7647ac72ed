//! Cargo, called by a proof for a build of its own.

use std::process::{Command, Output};

/// Cargo without what the calling program was built with: flags of the compiler and settings of profiles.
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

/// The compiler that cargo calls, as it calls itself.
pub fn compiler() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output();
    let version = version.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    version.unwrap_or_default().trim().to_owned()
}

/// Runs a command to its end.
///
/// # Panics
/// With all that it says if it cannot be run or fails.
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
