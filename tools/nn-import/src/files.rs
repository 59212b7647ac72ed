//! Reads files, and writes files: all of them, or none.

use std::io::{Error, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::ImportError;

/// The bytes of a file.
///
/// # Errors
/// The file cannot be read. A folder is a model of TensorFlow, if it has one.
pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>, ImportError> {
    if path.is_dir() {
        let reason = if path.join("saved_model.pb").exists() {
            "it is a SavedModel of TensorFlow: write it as ONNX with `python -m tf2onnx.convert --saved-model FOLDER --output model.onnx`"
        } else {
            "it is a folder, and a model is a file"
        };
        return Err(ImportError::Format {
            path: path.to_owned(),
            reason: reason.to_owned(),
        });
    }
    std::fs::read(path).map_err(|error| ImportError::File {
        path: path.to_owned(),
        error,
    })
}

/// A file that has its final name, and what it replaced.
struct Replaced<'a> {
    path: &'a Path,
    old: Option<Vec<u8>>,
}

/// Writes files. If one cannot be written, all of them have the content that they had before.
///
/// # Errors
/// A file cannot be written. It is the one that the error names.
pub(crate) fn write_all(files: &[(PathBuf, Vec<u8>)]) -> Result<(), ImportError> {
    let failed = |path: &Path, error: Error| ImportError::File {
        path: path.to_owned(),
        error,
    };
    let mut new = Vec::new();
    for (path, bytes) in files {
        new.push((
            path,
            complete(path, bytes).map_err(|error| failed(path, error))?,
        ));
    }
    let mut replaced = Vec::new();
    for (path, file) in new {
        match replace(path, file) {
            Ok(old) => replaced.push(Replaced { path, old }),
            Err(error) => {
                replaced.iter().rev().for_each(restore);
                return Err(failed(path, error));
            }
        }
    }
    Ok(())
}

/// A complete file in the folder of a path, under another name.
fn complete(path: &Path, bytes: &[u8]) -> Result<NamedTempFile, Error> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    // that of other new files, and not only for the owner
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Gives a file its final name. Returns the content of the file that had it.
fn replace(path: &Path, file: NamedTempFile) -> Result<Option<Vec<u8>>, Error> {
    let old = match std::fs::read(path) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    file.persist(path).map_err(|error| error.error)?;
    Ok(old)
}

/// Undoes a replacement. It is best effort: the error that led here is the one to report.
fn restore(replaced: &Replaced<'_>) {
    let _ = match &replaced.old {
        Some(old) => complete(replaced.path, old).and_then(|file| {
            file.persist(replaced.path)
                .map(drop)
                .map_err(|error| error.error)
        }),
        None => std::fs::remove_file(replaced.path),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_file_fails_and_the_first_is_as_before() {
        let folder = tempfile::tempdir().unwrap();
        let [first, second] = ["first", "second"].map(|name| folder.path().join(name));
        std::fs::create_dir(&second).unwrap();
        let files = |text: &[u8]| [first.clone(), second.clone()].map(|path| (path, text.to_vec()));

        assert!(
            matches!(write_all(&files(b"new")), Err(ImportError::File { path, .. }) if path == second)
        );
        assert!(!first.exists());

        std::fs::write(&first, "old").unwrap();
        assert!(write_all(&files(b"new")).is_err());
        assert_eq!(std::fs::read(&first).unwrap(), b"old");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);

        std::fs::remove_dir(&second).unwrap();
        write_all(&files(b"new")).unwrap();
        assert_eq!(std::fs::read(&first).unwrap(), b"new");
    }
}
