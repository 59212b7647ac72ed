//! The command line: what is printed, what is written, and what is refused.
//!
//! `BLESS=1 cargo test -p cargo-nn` stores the outputs of `inspect`.

mod check;
mod export;
mod import;
mod inspect;
mod verify;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A model of the tests of nn-import.
fn model(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../nn-import/tests/models");
    folder.join(format!("{name}.onnx"))
}

/// A model of TensorFlow Lite of the tests of nn-import.
fn tflite(name: &str) -> PathBuf {
    model(name).with_file_name(format!("../tflite/{name}.tflite"))
}

/// Weights of the tests of nn-import.
fn weights(name: &str) -> PathBuf {
    model(name).with_file_name(format!("../weights/{name}.safetensors"))
}

fn run(command: &str, file: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_cargo-nn"));
    program.args(["nn", command]).arg(file).args(arguments);
    program.env_remove("NO_COLOR").output().unwrap()
}

fn import(model: &Path, arguments: &[&str]) -> Output {
    run("import", model, arguments)
}

/// An empty folder.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The names of the files of a folder.
fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}
