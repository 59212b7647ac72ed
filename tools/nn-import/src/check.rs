//! Compares written files with their model: imports it again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use safetensors::SafeTensors;

use crate::error::ImportError;
use crate::files::read_file;
use crate::import::Import;
use crate::record::{Record, hash};
use crate::write::{Places, manifest_folder};

/// The most tensors that are listed.
const MOST: usize = 10;

/// Compares a source file that an import wrote, and its weights, with the model: imports the model again with the same options. What
/// rustfmt changes is ignored. So a build script or CI finds a model that was changed without an import, and a file that was edited.
///
/// ```no_run
/// // build.rs
/// println!("cargo::rerun-if-changed=src/tiny.rs");
/// println!("cargo::rerun-if-changed=models/tiny.onnx");
/// if let Err(error) = nn_import::check(std::path::Path::new("src/tiny.rs")) {
///     println!("cargo::error={error}");
/// }
/// ```
///
/// # Errors
/// The files differ from the model, the source file does not state how it was made, or the model cannot be imported.
pub fn check(source: &Path) -> Result<(), ImportError> {
    let text = String::from_utf8_lossy(&read_file(source)?).into_owned();
    let Some(record) = Record::find(&text) else {
        let reason = "it has no line that states how it was imported: `cargo nn import` writes one";
        return Err(ImportError::Format {
            path: source.to_owned(),
            reason: reason.to_owned(),
        });
    };
    let parent = source.parent().filter(|folder| *folder != Path::new(""));
    let folder = parent.unwrap_or(Path::new("."));
    let model = folder.join(&record.model);
    let differences = differences(source, &text, &record, &model)?;
    if differences.is_empty() {
        return Ok(());
    }
    Err(ImportError::Differs {
        path: source.to_owned(),
        differences,
        command: record.command(&model, folder),
    })
}

/// What differs between the files and the model.
fn differences(
    source: &Path,
    text: &str,
    record: &Record,
    model: &Path,
) -> Result<Vec<String>, ImportError> {
    let mut found = Vec::new();
    let (new, old) = (hash(&read_file(model)?), &record.hash);
    if new != *old {
        found.push(format!(
            "the model has changed: its SHA-256 is {new}, and was {old}"
        ));
    }
    let import = Import::read(model, &record.read)?;
    let places = Places {
        weights: record.weights.clone(),
        model: record.model.clone(),
    };
    found.extend(of_text(text, &import.source(&record.options, &places)));
    let weights = read_file(&manifest_folder(source).join(&record.weights))?;
    found.extend(match import.step() {
        Some(_) => of_copy(&weights, &import.weights()),
        None => of_weights(&weights, &import.weights()),
    });
    let (old, new) = (&record.version, env!("CARGO_PKG_VERSION"));
    if !found.is_empty() && old != new {
        found.push(format!("version {old} wrote it, and this is version {new}"));
    }
    Ok(found)
}

/// All source files that an import wrote, in a folder and the folders in it but `target` and hidden ones; or the file itself.
///
/// # Errors
/// A file cannot be read, or there is no such file.
pub fn imported(path: &Path) -> Result<Vec<PathBuf>, ImportError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    collect(path, &mut found)?;
    if found.is_empty() {
        let reason = "no source file in this folder was written by `cargo nn import`";
        return Err(ImportError::Format {
            path: path.to_owned(),
            reason: reason.to_owned(),
        });
    }
    Ok(found)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), ImportError> {
    let failed = |error| ImportError::File {
        path: folder.to_owned(),
        error,
    };
    let entries = std::fs::read_dir(folder).map_err(failed)?;
    let paths: Result<Vec<PathBuf>, _> = entries.map(|entry| Ok(entry?.path())).collect();
    let mut paths = paths.map_err(failed)?;
    paths.sort();
    for path in paths {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let is_left_out = name.starts_with('.') || name == "target" || path.is_symlink();
        if path.is_dir() && !is_left_out {
            collect(&path, found)?;
        } else if path.is_file() && path.extension().is_some_and(|end| end == "rs") {
            let text = String::from_utf8_lossy(&read_file(&path)?).into_owned();
            found.extend(Record::find(&text).map(|_| path));
        }
    }
    Ok(())
}

/// The first difference of two source files. White space, commas at the end of lists and the records are not compared.
fn of_text(old: &str, new: &str) -> Option<String> {
    let (ours, theirs) = (letters(old), letters(new));
    let same = ours
        .iter()
        .zip(&theirs)
        .take_while(|(one, other)| one.1 == other.1)
        .count();
    if same == ours.len() && same == theirs.len() {
        return None;
    }
    let line = |text: &str, letters: &[(usize, char)]| {
        let number = letters.get(same).map(|(number, _)| *number);
        let line = number.and_then(|number| text.lines().nth(number));
        (number, line.unwrap_or("(the end)").trim().to_owned())
    };
    let ((number, old), (_, new)) = (line(old, &ours), line(new, &theirs));
    let place = number.map_or_else(
        || "at its end".to_owned(),
        |number| format!("line {}", number + 1),
    );
    Some(format!(
        "{place}:\n      in the file: {old}\n      of the model: {new}"
    ))
}

/// The letters that count, with their lines.
fn letters(text: &str) -> Vec<(usize, char)> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !Record::is_line(line));
    let all = lines.flat_map(|(number, line)| line.chars().map(move |letter| (number, letter)));
    let mut found: Vec<(usize, char)> = Vec::new();
    for (number, letter) in all.filter(|(_, letter)| !letter.is_whitespace()) {
        if matches!(letter, ')' | ']' | '}') && found.last().is_some_and(|last| last.1 == ',') {
            found.pop();
        }
        found.push((number, letter));
    }
    found
}

/// The shape and the bytes of a tensor.
type Stored = (Vec<usize>, Vec<u8>);

/// The tensors of a file, by name.
fn tensors(bytes: &[u8]) -> Option<BTreeMap<String, Stored>> {
    let file = SafeTensors::deserialize(bytes).ok()?;
    let tensors = file.iter().map(|(name, view)| {
        let entry = (view.shape().to_vec(), view.data().to_vec());
        (name.to_owned(), entry)
    });
    Some(tensors.collect())
}

/// The difference of the copy of a model of 8-bit integers, whose numbers the compiler reads, and the model.
fn of_copy(copy: &[u8], model: &[u8]) -> Vec<String> {
    let pairs = copy.iter().zip(model);
    let same = pairs.take_while(|(one, other)| one == other).count();
    if copy.len() == model.len() && same == model.len() {
        return Vec::new();
    }
    let [copied, all] = [copy, model].map(<[u8]>::len);
    vec![format!(
        "the copy of the model has {copied} bytes, and the model {all}: byte {same} is the first that differs"
    )]
}

/// The differences of two files of weights, tensor by tensor.
fn of_weights(old: &[u8], new: &[u8]) -> Vec<String> {
    if old == new {
        return Vec::new();
    }
    let (Some(ours), Some(theirs)) = (tensors(old), tensors(new)) else {
        return vec!["the weights are not a file of safetensors".to_owned()];
    };
    let mut found = Vec::new();
    for (name, (shape, bytes)) in &theirs {
        match ours.get(name) {
            None => found.push(format!("the weights have no `{name}`")),
            Some((other, _)) if other != shape => {
                found.push(format!("`{name}` is {other:?}, and {shape:?} in the model"));
            }
            Some((_, other)) => {
                let pairs = bytes.chunks(4).zip(other.chunks(4));
                let count = pairs.filter(|(one, other)| one != other).count();
                let all = bytes.len() / 4;
                found.extend(
                    (count > 0).then(|| format!("{count} of {all} numbers of `{name}` differ")),
                );
            }
        }
    }
    let unknown = ours.keys().filter(|name| !theirs.contains_key(*name));
    found.extend(unknown.map(|name| format!("the model has no `{name}`")));
    if found.is_empty() {
        found.push("the weights are stored in another form".to_owned());
    }
    let more = found.len().saturating_sub(MOST);
    found.truncate(MOST);
    found.extend((more > 0).then(|| format!("and {more} more tensors")));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rustfmt_changes_is_no_difference() {
        let old = "// cargo nn import: {}\nlet a = [\n    1.0,\n    2.0,\n];\n";
        assert_eq!(of_text(old, "let a = [1.0, 2.0];"), None);
        let found = of_text(old, "let a = [1.0, 2.5];").unwrap();
        assert_eq!(
            found,
            "line 4:\n      in the file: 2.0,\n      of the model: let a = [1.0, 2.5];"
        );
        let found = of_text(old, "let a = [1.0, 2.0]; b").unwrap();
        assert!(found.starts_with("at its end:"), "{found}");
    }
}
