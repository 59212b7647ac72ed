//! The command line: what is printed, what is written, and what is refused.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A model of the tests of nn-import.
fn model(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../nn-import/tests/models");
    folder.join(format!("{name}.onnx"))
}

fn import(model: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-nn"));
    command.args(["nn", "import"]).arg(model).args(arguments);
    command.output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn the_line_is_printed() {
    let output = import(&model("dense_named_script"), &[]);
    assert!(output.status.success());
    assert_eq!(
        text(&output.stdout),
        "6 => hidden: Dense<5, Tanh> => output: Dense<3, Softmax>\n"
    );
}

#[test]
fn files_are_written_once() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("files_are_written_once");
    let _ = std::fs::remove_dir_all(&folder);
    let out = folder.to_str().unwrap();
    let arguments = [
        "--out",
        out,
        "--name",
        "TinyNet",
        "--budget",
        "flash = \"1 KiB\"",
    ];
    let written = import(&model("dense_named_script"), &arguments);
    assert!(written.status.success(), "{}", text(&written.stderr));
    let source = std::fs::read_to_string(folder.join("tiny_net.rs")).unwrap();
    assert!(source.contains("#[budget(flash = \"1 KiB\")]\n    pub struct TinyNet {"));
    let before = std::fs::read(folder.join("tiny_net.safetensors")).unwrap();

    let again = import(&model("dense_script"), &arguments);
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("exists already: `--force` overwrites it"));
    assert_eq!(
        std::fs::read(folder.join("tiny_net.safetensors")).unwrap(),
        before
    );

    let forced = import(
        &model("dense_script"),
        &[&arguments[..], &["--force"]].concat(),
    );
    assert!(forced.status.success());
    assert_ne!(
        std::fs::read(folder.join("tiny_net.safetensors")).unwrap(),
        before
    );
}

#[test]
fn an_output_is_selected() {
    let model = model("sklearn_classifier");
    let several = import(&model, &[]);
    assert_eq!(several.status.code(), Some(1));
    let message = text(&several.stderr);
    assert!(
        message.contains("it has 2 outputs, and a network has one: select it with `--output`"),
        "{message}"
    );
    assert!(
        import(&model, &["--output", "probabilities"])
            .status
            .success()
    );
}

#[test]
fn what_is_no_model_is_refused() {
    let output = import(Path::new("no_such_file.onnx"), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).starts_with("error: no_such_file.onnx: "));
    let output = import(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"),
        &[],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("it is a text, not a model of ONNX"),
        "{}",
        text(&output.stderr)
    );
    let output = import(&model("dense_script"), &["--out", ".", "--name", "model"]);
    assert!(text(&output.stderr).contains("`model` is not the name of a type"));
}
