//! The paths of the examples' pictures, in cargo's target directory.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Returns the path of a picture and creates its directory if necessary.
///
/// # Errors
/// The directory cannot be created.
pub fn path(name: &str) -> io::Result<PathBuf> {
    let directory = match env::var_os("CARGO_TARGET_DIR") {
        Some(target) => PathBuf::from(target),
        None => workspace().join("target"),
    };
    fs::create_dir_all(&directory)?;
    Ok(directory.join(name))
}

/// Returns the root of the workspace: the current directory if it is the root, otherwise the root at build time.
fn workspace() -> PathBuf {
    let built = Path::new(env!("CARGO_MANIFEST_DIR"));
    if Path::new("examples/Cargo.toml").exists() {
        PathBuf::new()
    } else {
        built.parent().unwrap_or(built).to_path_buf()
    }
}
