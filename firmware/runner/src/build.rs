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
    /// Its name in `Cargo.toml`, and its directory.
    fn name(self) -> &'static str {
        match self {
            Profile::Fast => "release",
            Profile::Small => "small",
        }
    }

    /// As tables say it.
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

const RUSTC: &str = "/usr/bin/rustc";

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

    /// Builds images for a board; the directory in which they are, or what the compiler said.
    pub(crate) fn build(
        &self,
        board: &Board,
        profile: Profile,
        images: &[&str],
        features: &str,
    ) -> Result<PathBuf, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        // of its own for each layout and choice of features, so that none drives out another
        let kind = [board.layout, features].join("-");
        let target = root.join("target/images").join(kind.trim_end_matches('-'));
        let mut cargo = Command::new("cargo");
        cargo.current_dir(root.join("images"));
        cargo.args(["build", "--quiet", "--locked", "--package", "images"]);
        cargo.args(["--profile", profile.name(), "--target", board.target]);
        cargo
            .args(["--features", features])
            .arg("--target-dir")
            .arg(&target);
        for image in images {
            cargo.args(["--bin", image]);
        }
        cargo.env("RUSTC", RUSTC).env_remove("RUSTFLAGS");
        match board.is_wasm() {
            true => cargo.env_remove("LAYOUT"),
            false => cargo.env("LAYOUT", board.layout),
        };
        let Output { status, stderr, .. } = cargo.output().map_err(|error| error.to_string())?;
        match status.success() {
            true => Ok(target.join(board.target).join(profile.name())),
            false => Err(String::from_utf8_lossy(&stderr).into_owned()),
        }
    }
}
