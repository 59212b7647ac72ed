//! How a source file was made: a line in it, from which `cargo nn check` makes it again.

use std::path::{Component, Path, PathBuf};

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use crate::read_options::ReadOptions;
use crate::sorted::sorted;
use crate::write::Options;

/// How the line begins. JSON follows.
const START: &str = "// cargo nn import: ";

/// How a source file was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    /// The version of this crate.
    pub(crate) version: String,
    /// The model, relative to the folder of the source file.
    pub(crate) model: String,
    /// The SHA-256 of the model, as `sha256sum` prints it.
    pub(crate) hash: String,
    /// The file of weights, relative to the crate.
    pub(crate) weights: String,
    pub(crate) read: ReadOptions,
    pub(crate) options: Options,
}

impl Record {
    /// The line, with its end. Settings that were not stated are left out.
    pub(crate) fn line(&self) -> String {
        let mut entries = Map::new();
        let mut put = |name: &str, value: Value| {
            if !value.is_null() {
                entries.insert(name.to_owned(), value);
            }
        };
        put("version", json!(self.version));
        put("model", json!(self.model));
        put("sha256", json!(self.hash));
        put("weights", json!(self.weights));
        put("name", json!(self.options.name));
        put("budget", json!(self.options.budget));
        put("output", json!(self.read.output));
        put("input", json!(self.read.input));
        put("activation", json!(self.read.activation));
        format!("{START}{}\n", sorted(Value::Object(entries)))
    }

    /// The record of a source file, if it has one.
    pub(crate) fn find(text: &str) -> Option<Self> {
        let line = text
            .lines()
            .find_map(|line| line.trim().strip_prefix(START))?;
        let value: Value = serde_json::from_str(line).ok()?;
        let text = |name: &str| value.get(name)?.as_str().map(str::to_owned);
        let input = value.get("input").and_then(Value::as_array).map(|sizes| {
            let sizes = sizes.iter().filter_map(Value::as_u64);
            sizes
                .filter_map(|size| usize::try_from(size).ok())
                .collect()
        });
        Some(Record {
            version: text("version")?,
            model: text("model")?,
            hash: text("sha256")?,
            weights: text("weights")?,
            read: ReadOptions {
                output: text("output"),
                input,
                activation: text("activation"),
            },
            options: Options {
                name: text("name")?,
                budget: text("budget"),
                force: false,
            },
        })
    }

    /// The command that makes the file again.
    pub(crate) fn command(&self, model: &Path, folder: &Path) -> String {
        let mut words = vec![format!(
            "cargo nn import {} --out {}",
            model.display(),
            folder.display()
        )];
        let mut put = |option: &str, value: Option<String>| {
            words.extend(value.map(|value| format!("--{option} {}", quoted(&value))));
        };
        put("name", Some(self.options.name.clone()));
        put("budget", self.options.budget.clone());
        put("output", self.read.output.clone());
        let sizes = |sizes: &Vec<usize>| {
            sizes
                .iter()
                .map(usize::to_string)
                .collect::<Vec<_>>()
                .join(",")
        };
        put("input", self.read.input.as_ref().map(sizes));
        put("activation", self.read.activation.clone());
        words.push("--force".to_owned());
        words.join(" ")
    }

    /// Whether a line is that of a record.
    pub(crate) fn is_line(line: &str) -> bool {
        line.trim_start().starts_with(START)
    }
}

/// A word for a shell.
fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "_-.,/".contains(letter);
    match word.chars().all(is_plain) && !word.is_empty() {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

/// The SHA-256 of bytes in hexadecimal digits.
pub(crate) fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A path relative to a folder, with `/` between its parts.
pub(crate) fn relative(path: &Path, folder: &Path) -> String {
    let (path, folder) = (absolute(path), absolute(folder));
    let [mut to, mut from] = [&path, &folder].map(|path| path.components().peekable());
    while to.peek().is_some() && to.peek() == from.peek() {
        to.next();
        from.next();
    }
    let up = from.map(|_| "..".to_owned());
    let down = to.map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// An absolute path without `.`, `..` and links, as far as it exists.
fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for folder in path.ancestors() {
        if let (Ok(found), Ok(rest)) = (folder.canonicalize(), path.strip_prefix(folder)) {
            let mut found = found;
            for part in rest.components() {
                match part {
                    Component::ParentDir => drop(found.pop()),
                    part => found.push(part),
                }
            }
            return found;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_found_again() {
        let record = Record {
            version: "0.1.0".to_owned(),
            model: "../models/a \"b\".onnx".to_owned(),
            hash: hash(b"abc"),
            weights: "src/tiny.safetensors".to_owned(),
            read: ReadOptions {
                output: None,
                input: Some(vec![1, 28, 28]),
                activation: Some("Relu".to_owned()),
            },
            options: Options {
                name: "Tiny".to_owned(),
                budget: Some("flash = \"1 KiB\"".to_owned()),
                force: false,
            },
        };
        assert!(record.hash.starts_with("ba7816bf8f01cfea") && record.hash.len() == 64);
        let text = format!("//! A network.\n\n{}use a;\n", record.line());
        assert_eq!(Record::find(&text), Some(record.clone()));
        assert_eq!(Record::find("// cargo nn import: {\"version\":1}"), None);
        assert_eq!(
            record.command(Path::new("m.onnx"), Path::new("src")),
            "cargo nn import m.onnx --out src --name Tiny --budget 'flash = \"1 KiB\"' --input 1,28,28 --activation Relu --force"
        );
    }

    #[test]
    fn paths_are_relative() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let source = folder.join("src");
        assert_eq!(
            relative(&folder.join("tests/models.rs"), &source),
            "../tests/models.rs"
        );
        assert_eq!(relative(&source.join("no/../lib.rs"), &source), "lib.rs");
    }
}
