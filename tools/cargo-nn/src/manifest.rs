//! What `cargo metadata` states about a crate: its library, its nn-core, and where it is built.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::export::cargo;

/// A crate whose network is exported.
pub(crate) struct Manifest {
    /// The name of the package.
    pub(crate) name: String,
    /// The name of the library in programs.
    pub(crate) library: String,
    /// The folder in which cargo builds.
    pub(crate) target: PathBuf,
    /// The versions of its dependencies.
    pub(crate) lock: PathBuf,
    folder: PathBuf,
    /// How a manifest states its nn-core.
    nn_core: String,
}

/// What is said of a crate without a library.
const NO_LIBRARY: &str =
    "the crate has no library: move its network from `src/main.rs` to `src/lib.rs`";

impl Manifest {
    /// Asks cargo about a crate.
    ///
    /// # Errors
    /// There is no such crate, it has no library, or it does not depend on nn-core.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let output = Command::new(cargo())
            .args(["metadata", "--format-version", "1", "--manifest-path"])
            .arg(path)
            .output()
            .map_err(|error| format!("cargo was not started: {error}"))?;
        if !output.status.success() {
            let message = String::from_utf8_lossy(&output.stderr);
            let message = message.trim().trim_start_matches("error: ").to_owned();
            return Err(format!("{}: {message}", path.display()));
        }
        let all: Value = serde_json::from_slice(&output.stdout)
            .map_err(|error| format!("`cargo metadata` is not understood: {error}"))?;
        Self::of(&all, path)
    }

    fn of(all: &Value, path: &Path) -> Result<Self, String> {
        let missing = |what: &str| format!("{}: {what}", path.display());
        let text = |value: &Value, name: &str| value.get(name)?.as_str().map(str::to_owned);
        let packages = all.get("packages").and_then(Value::as_array);
        let packages = packages.map(Vec::as_slice).unwrap_or_default();
        let place = path.canonicalize().unwrap_or_default();
        let is_own = |package: &&Value| {
            let manifest = text(package, "manifest_path").map(PathBuf::from);
            manifest.and_then(|path| path.canonicalize().ok()) == Some(place.clone())
        };
        let package = packages.iter().find(is_own).ok_or_else(|| {
            missing("it is a workspace without a package: name the manifest of the crate with the network by `--manifest-path`")
        })?;
        let targets = package.get("targets").and_then(Value::as_array);
        let is_library = |target: &&Value| {
            let kinds = target.get("kind").and_then(Value::as_array);
            kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind == "lib" || kind == "rlib"))
        };
        let library = targets.into_iter().flatten().find(is_library);
        let library = library.and_then(|library| text(library, "name"));
        let library = library.ok_or_else(|| missing(NO_LIBRARY))?;
        let is_core = |package: &&Value| text(package, "name").as_deref() == Some("nn-core");
        let nn_core = packages.iter().find(is_core);
        let nn_core = nn_core
            .and_then(source)
            .ok_or_else(|| missing("the crate does not depend on nn-core"))?;
        let folder_of = |name: &str| text(all, name).map(PathBuf::from).unwrap_or_default();
        Ok(Manifest {
            name: text(package, "name").unwrap_or_default(),
            library: library.replace('-', "_"),
            target: folder_of("target_directory"),
            lock: folder_of("workspace_root").join("Cargo.lock"),
            folder: place.parent().unwrap_or(Path::new("")).to_owned(),
            nn_core,
        })
    }

    /// The manifest of a program that depends on the crate. Its own workspace is empty, so no other one contains it.
    pub(crate) fn of_program(&self) -> String {
        let Manifest {
            name,
            folder,
            nn_core,
            ..
        } = self;
        format!(
            "[package]\nname = \"nn-export-program\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[workspace]\n\n[dependencies]\n\
             {name} = {{ path = {folder:?} }}\n\
             nn-core = {{ {nn_core}, default-features = false, features = [\"onnx\"] }}\n"
        )
    }
}

/// The place or the version of a package, as a dependency states it.
fn source(package: &Value) -> Option<String> {
    let text = |name: &str| package.get(name)?.as_str();
    let Some(source) = text("source") else {
        let folder = Path::new(text("manifest_path")?).parent()?;
        return Some(format!("path = {folder:?}"));
    };
    match source.strip_prefix("git+") {
        Some(place) => {
            let (place, revision) = place.split_once('#')?;
            let (repository, _) = place.split_once('?').unwrap_or((place, ""));
            Some(format!("git = {repository:?}, rev = {revision:?}"))
        }
        None => Some(format!("version = \"={}\"", text("version")?)),
    }
}
