//! `cargo nn check`.

use std::path::{Path, PathBuf};

use super::{folder, import, model, run, text, tflite};

/// A folder with a model and its import.
struct Imported {
    folder: PathBuf,
    source: PathBuf,
    weights: PathBuf,
}

impl Imported {
    fn new(name: &str) -> Self {
        let folder = folder(name);
        std::fs::copy(model("dense_named_script"), folder.join("model.onnx")).unwrap();
        let out = folder.join("src");
        let budget = [
            "--out",
            out.to_str().unwrap(),
            "--budget",
            "flash = \"1 KiB\"",
        ];
        assert!(import(&folder.join("model.onnx"), &budget).status.success());
        let [source, weights] = ["model.rs", "model.safetensors"].map(|name| out.join(name));
        Imported {
            folder,
            source,
            weights,
        }
    }

    /// The exit status, and what is printed: to standard error if there is anything.
    fn check(&self) -> (Option<i32>, String) {
        let output = run("check", &self.folder, &[]);
        let printed = if output.stderr.is_empty() {
            &output.stdout
        } else {
            &output.stderr
        };
        (output.status.code(), text(printed).to_owned())
    }
}

#[test]
fn what_was_imported_matches() {
    let imported = Imported::new("what_was_imported_matches");
    let expected = format!("{} matches its model\n", imported.source.display());
    assert_eq!(imported.check(), (Some(0), expected));
    let written = std::fs::read_to_string(&imported.source).unwrap();
    assert!(written.contains("\"model\":\"../model.onnx\""), "{written}");
}

#[test]
fn a_change_of_the_source_is_found() {
    let imported = Imported::new("a_change_of_the_source");
    let written = std::fs::read_to_string(&imported.source).unwrap();
    let changed = written.replace("Dense<5, Tanh>", "Dense<5, Relu>");
    std::fs::write(&imported.source, changed).unwrap();
    let (status, message) = imported.check();
    assert_eq!(status, Some(1));
    let difference = "      in the file: 6 => hidden: Dense<5, Relu> => output: Dense<3, Softmax>\n      of the model: 6 => hidden: Dense<5, Tanh> => output: Dense<3, Softmax>\n";
    assert!(
        message.starts_with("error: ") && message.contains(difference),
        "{message}"
    );
    let command = "--name Model --budget 'flash = \"1 KiB\"' --force` imports the model again";
    assert!(message.contains(command), "{message}");
}

#[test]
fn a_change_of_the_weights_is_found() {
    let imported = Imported::new("a_change_of_the_weights");
    let mut weights = std::fs::read(&imported.weights).unwrap();
    *weights.last_mut().unwrap() ^= 1;
    std::fs::write(&imported.weights, weights).unwrap();
    let (status, message) = imported.check();
    assert_eq!(status, Some(1));
    assert!(message.contains("  - 1 of "), "{message}");
    std::fs::write(&imported.weights, "no weights").unwrap();
    let (_, message) = imported.check();
    assert!(
        message.contains("the weights are not a file of safetensors"),
        "{message}"
    );
}

#[test]
fn a_change_of_the_model_is_found() {
    let imported = Imported::new("a_change_of_the_model");
    let file = imported.folder.join("model.onnx");
    std::fs::copy(model("dense_script"), &file).unwrap();
    let (status, message) = imported.check();
    assert_eq!(status, Some(1));
    assert!(
        message.contains("the model has changed: its SHA-256 is "),
        "{message}"
    );
    std::fs::remove_file(&file).unwrap();
    assert_eq!(imported.check().0, Some(1));
}

/// The copy of a model of 8-bit integers is compared, too.
#[test]
fn a_change_of_a_copy_is_found() {
    let folder = folder("a_change_of_a_copy");
    let out = folder.join("src");
    let written = import(&tflite("mlp_int8"), &["--out", out.to_str().unwrap()]);
    assert!(written.status.success(), "{}", text(&written.stderr));
    let matched = run("check", &folder, &[]);
    assert!(matched.status.success(), "{}", text(&matched.stderr));
    let copy = out.join("model.tflite");
    let mut bytes = std::fs::read(&copy).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&copy, &bytes).unwrap();
    let output = run("check", &folder, &[]);
    assert_eq!(output.status.code(), Some(1));
    let size = bytes.len();
    let difference = format!(
        "the copy of the model has {size} bytes, and the model {size}: byte {} is the first that differs",
        size - 1
    );
    let message = text(&output.stderr);
    assert!(message.contains(&difference), "{message}");
}

/// The network of a firmware that this repository has.
#[test]
fn the_digits_of_the_firmware_match_their_model() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../firmware/digits-ai/src");
    let output = run("check", &source, &[]);
    assert!(output.status.success(), "{}", text(&output.stderr));
}

#[test]
fn a_folder_without_imports_is_refused() {
    let folder = folder("a_folder_without_imports");
    std::fs::write(folder.join("lib.rs"), "pub mod model;").unwrap();
    let output = run("check", &folder, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr)
            .contains("no source file in this folder was written by `cargo nn import`")
    );
    let output = run("check", &folder.join("lib.rs"), &[]);
    assert!(text(&output.stderr).contains("it has no line that states how it was imported"));
}
