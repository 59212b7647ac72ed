//! Compiles images with the compiler that has `core` for the boards.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::board::Board;

/// What images are built for.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Profile {
    /// Opt-level 3.
    Fast,
    /// Opt-level s.
    Small,
}

impl Profile {
    /// The opt-level.
    pub(crate) fn level(self) -> &'static str {
        match self {
            Profile::Fast => "3",
            Profile::Small => "s",
        }
    }
}

/// Debian's compiler, whose sources of `core` are packaged beside it.
pub(crate) struct Compiler {
    version: String,
}

/// Where it is.
pub(crate) const RUSTC: &str = "/usr/bin/rustc";

impl Compiler {
    /// The one that is installed.
    pub(crate) fn new() -> Self {
        let output = Command::new(RUSTC).arg("-V").output();
        let output = output.unwrap_or_else(|error| panic!("{RUSTC}: {error}; call `firmware/run`"));
        let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        Compiler { version }
    }

    /// `rustc 1.96.0 (..)`
    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    /// Builds images for a board; the directory in which they are until the next build, or what the compiler said.
    pub(crate) fn build(
        &self,
        board: &Board,
        profile: Profile,
        names: &[&str],
        features: &str,
    ) -> Result<PathBuf, String> {
        let images = Path::new(env!("CARGO_MANIFEST_DIR")).join("../images");
        let target = images.join("../target/images");
        let mut cargo = Command::new("cargo");
        cargo.current_dir(&images);
        cargo.args([
            "build",
            "--quiet",
            "--locked",
            "--package",
            "images",
            "--release",
        ]);
        cargo.args(["--target", board.target, "--features", features]);
        cargo.arg("--target-dir").arg(&target);
        for image in names {
            cargo.args(["--bin", image]);
        }
        cargo.env("RUSTC", RUSTC).env("RUSTFLAGS", flags(board));
        // not another profile, for which what the compiler itself loads would be built again
        cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", profile.level());
        let Output { status, stderr, .. } = cargo.output().map_err(|error| error.to_string())?;
        match status.success() {
            true => Ok(target.join(board.target).join("release")),
            false => Err(String::from_utf8_lossy(&stderr).into_owned()),
        }
    }
}

/// What links an image for a board: the script of its start-up code, and where that finds the board's memory.
fn flags(board: &Board) -> String {
    // the linker starts where the workspace is
    let layout = format!("-Clink-arg=-Limages/layouts/{}", board.layout);
    if board.is_wasm() {
        String::new()
    } else if board.target.starts_with("riscv") {
        format!("{layout} -Clink-arg=-Tmemory.x -Clink-arg=-Tlink.x")
    } else {
        format!("{layout} -Clink-arg=-Tlink.x")
    }
}
