//! `cargo nn import`.

use std::path::Path;

use super::{files, folder, import, model, run, text, weights};

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
    let folder = folder("files_are_written_once");
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
    let notes = text(&written.stderr);
    assert!(written.status.success(), "{notes}");
    let uses = ["`mod tiny_net;`", "`tiny_net::TINY_NET.predict(&input)`"];
    assert!(uses.iter().all(|line| notes.contains(line)), "{notes}");
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

/// Files that are no models, and what the message says.
const WRONG: [(&str, &[u8], &str); 12] = [
    ("empty.onnx", b"", "it has no bytes"),
    ("text.onnx", b"hello", "it is text"),
    ("page.onnx", b"<!doctype html>", "it is a web page"),
    (
        "pointer.onnx",
        b"version https://git-lfs.github.com/spec/v1\n",
        "`git lfs pull` fetches",
    ),
    (
        "model.pt",
        b"PK\x03\x04 model/data.pkl",
        "export the model with `torch.onnx.export(",
    ),
    (
        "old.pth",
        b"\x80\x02\x8a\x0a",
        "`safetensors.torch.save_file(",
    ),
    (
        "model.keras",
        b"PK\x03\x04 model.weights.h5",
        ".export(\"model.onnx\", format=\"onnx\")",
    ),
    (
        "model.h5",
        b"\x89HDF\r\n\x1a\n",
        ".export(\"model.onnx\", format=\"onnx\")",
    ),
    (
        "image.bin",
        b"nnW\x01\0\0",
        "`cargo nn inspect` shows its numbers",
    ),
    ("broken.onnx", b"\0\x01\x02", "it is not an ONNX model"),
    (
        "broken.safetensors",
        b"\0\x01\x02",
        "it is not a file of safetensors",
    ),
    ("other", b"\0\x01\x02", "its format is not known"),
];

#[test]
fn what_is_no_model_is_refused() {
    let output = import(Path::new("no_such_file.onnx"), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).starts_with("error: no_such_file.onnx: "));
    let folder = folder("what_is_no_model_is_refused");
    for (name, bytes, part) in WRONG {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        let output = import(&path, &["--out", folder.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        let message = text(&output.stderr);
        assert!(
            message.starts_with("error: ") && message.contains(part),
            "{message}"
        );
        assert!(output.stdout.is_empty(), "{name}");
    }
    assert!(
        files(&folder)
            .iter()
            .all(|name| !name.starts_with("model.rs"))
    );
    let output = import(&folder, &[]);
    assert!(text(&output.stderr).contains("it is a folder"));
}

#[test]
fn wrong_arguments_have_status_2() {
    for arguments in [
        &["--unknown"][..],
        &["--input", "1,0"],
        &["--color", "blue"],
    ] {
        let output = import(&model("dense_script"), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).starts_with("error: "));
    }
    let output = import(&model("dense_script"), &["--out", ".", "--name", "model"]);
    assert!(text(&output.stderr).contains("`model` is not the name of a type"));
    let output = import(&model("dense_script"), &["--input", "6"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("`--input` is for files of weights"));
}

#[test]
fn a_network_is_guessed_from_weights() {
    let folder = folder("a_network_is_guessed_from_weights");
    let out = folder.to_str().unwrap();
    let output = import(&weights("dense"), &["--activation", "Relu", "--out", out]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let first = text(&output.stdout).lines().next();
    assert_eq!(
        first,
        Some("5 => Dense<6, Relu> => Dense<6, Relu> => Dense<2>")
    );
    assert!(
        text(&output.stderr)
            .starts_with("note: question 1, activations: is it `Relu` after `0`, `2`?")
    );
    let source = std::fs::read_to_string(folder.join("model.rs")).unwrap();
    assert!(source.contains("fn predicts_as_computed()"));
    assert_eq!(run("check", &folder, &[]).status.code(), Some(0));
}

/// Neither file is written if one of them cannot be, and the model itself is not overwritten.
#[test]
fn all_files_are_written_or_none() {
    let folder = folder("all_files_are_written_or_none");
    let out = folder.to_str().unwrap();
    std::fs::create_dir(folder.join("model.rs")).unwrap();
    let output = import(&model("dense_script"), &["--out", out, "--force"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("model.rs: "));
    assert_eq!(files(&folder), ["model.rs"]);

    std::fs::remove_dir(folder.join("model.rs")).unwrap();
    std::fs::copy(weights("dense"), folder.join("model.safetensors")).unwrap();
    let output = import(
        &folder.join("model.safetensors"),
        &["--out", out, "--force"],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("model.safetensors is the model itself"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(files(&folder), ["model.safetensors"]);
}
