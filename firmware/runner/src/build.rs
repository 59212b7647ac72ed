//! Compiles images with a compiler that has `core` for the boards.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::board::Board;
use crate::models;
use crate::profile::Profile;

/// Debian's compiler, which is packaged with the sources of `core`.
pub(crate) struct Compiler {
    version: String,
}

/// Its path.
pub(crate) const RUSTC: &str = "/usr/bin/rustc";

impl Compiler {
    /// Finds the installed compiler.
    pub(crate) fn new() -> Self {
        let output = Command::new(RUSTC).arg("-V").output();
        let output = output.unwrap_or_else(|error| panic!("{RUSTC}: {error}; call `firmware/run`"));
        let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        Compiler { version }
    }

    /// Its version: `rustc 1.96.0 (..)`.
    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    /// Builds images for a board. Returns their directory, which is valid until the next build, or the compiler's errors.
    pub(crate) fn build(
        &self,
        board: &Board,
        profile: Profile,
        names: &[&str],
        features: &str,
    ) -> Result<PathBuf, String> {
        let mut arguments = vec!["--package", "images", "--features", features];
        for image in names {
            arguments.extend(["--bin", image]);
        }
        compile(board, profile, &arguments)
    }

    /// Builds the program of a package for a board. Returns its directory, as [`build`](Self::build) does.
    pub(crate) fn program(&self, board: &Board, package: &str) -> Result<PathBuf, String> {
        compile(
            board,
            Profile::Fast,
            &["--package", package, "--bin", package],
        )
    }
}

/// Calls cargo.
fn compile(board: &Board, profile: Profile, arguments: &[&str]) -> Result<PathBuf, String> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let target = workspace.join("target/images");
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&workspace);
    cargo.args(["build", "--quiet", "--locked", "--release"]);
    cargo.args(arguments);
    cargo.args(["--target", board.target]);
    cargo.arg("--target-dir").arg(&target);
    cargo.env("RUSTC", RUSTC).env("RUSTFLAGS", flags(board));
    if let Some(folder) = models::folder() {
        cargo.env("MODELS", folder);
    }
    // another profile would build proc macros again
    cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", profile.level());
    let Output { status, stderr, .. } = cargo.output().map_err(|error| error.to_string())?;
    match status.success() {
        true => Ok(target.join(board.target).join("release")),
        false => Err(String::from_utf8_lossy(&stderr).into_owned()),
    }
}

/// The linker's arguments for a board: the script of its start-up code, and the folder of its memory layout.
fn flags(board: &Board) -> String {
    // the linker runs in the workspace
    let layout = format!("-Clink-arg=-Limages/layouts/{}", board.layout);
    if board.is_wasm() {
        String::new()
    } else if board.target.starts_with("riscv") {
        format!("{layout} -Clink-arg=-Tmemory.x -Clink-arg=-Tlink.x")
    } else {
        format!("{layout} -Clink-arg=-Tlink.x{}", board.flags)
    }
}
