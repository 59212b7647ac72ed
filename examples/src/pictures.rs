//! Where the examples put their pictures: into cargo's target directory.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The path of a picture of this name; its directory is made if need be.
///
/// # Errors
/// The directory cannot be made.
pub fn path(name: &str) -> io::Result<PathBuf> {
    let directory = match env::var_os("CARGO_TARGET_DIR") {
        Some(target) => PathBuf::from(target),
        None => workspace().join("target"),
    };
    fs::create_dir_all(&directory)?;
    Ok(directory.join(name))
}

/// The root of the workspace: where we are, if this is it; otherwise where it was when the examples were built.
fn workspace() -> PathBuf {
    let built = Path::new(env!("CARGO_MANIFEST_DIR"));
    if Path::new("examples/Cargo.toml").exists() {
        PathBuf::new()
    } else {
        built.parent().unwrap_or(built).to_path_buf()
    }
}
