//! Finds the file of a call.

use std::path::PathBuf;

use super::parse::Path;
use crate::errors::Errors;
use crate::messages;

/// A file that exists.
pub(super) struct Found {
    /// Its name in messages.
    pub(super) name: String,
    /// The absolute path.
    pub(super) path: String,
    /// The environment variable with its path.
    pub(super) variable: Option<String>,
}

/// Finds the file. A relative path is relative to the folder of the crate's manifest.
pub(super) fn find(path: &Path, errors: &mut Errors) -> Option<Found> {
    let spot = path.spot();
    let (given, variable) = match path {
        Path::Literal(given) => (given.value(), None),
        Path::Variable(name, _) => match std::env::var(name.value()) {
            Ok(given) => (given, Some(name.value())),
            Err(_) => {
                errors.at(spot, messages::missing_variable(&name.value()));
                return None;
            }
        },
    };
    let folder = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let folder = folder
        .or_else(|| std::env::current_dir().ok())
        .unwrap_or_default();
    let whole = folder.join(&given);
    if !whole.is_file() {
        let message = messages::missing_file(&given, &folder.to_string_lossy());
        errors.at(spot, message);
        return None;
    }
    let Some(path) = whole.to_str() else {
        errors.at(spot, messages::unusual_path(&given));
        return None;
    };
    Some(Found {
        name: given,
        path: path.to_owned(),
        variable,
    })
}
