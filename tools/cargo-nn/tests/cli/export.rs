//! `cargo nn export`.

use std::path::Path;
use std::process::{Command, Output};

use super::{folder, import, model, run, text};

/// A crate with an imported network in its library.
fn a_crate(name: &str) -> std::path::PathBuf {
    let folder = folder(name);
    let nn_core = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../nn-core");
    let manifest = format!(
        "[package]\nname = \"with-network\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         nn-core = {{ path = {nn_core:?}, default-features = false, features = [\"macros\"] }}\n"
    );
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    let source = folder.join("src");
    std::fs::create_dir(&source).unwrap();
    let out = source.to_str().unwrap();
    assert!(
        import(
            &model("dense_named_script"),
            &["--out", out, "--name", "Tiny"]
        )
        .status
        .success()
    );
    std::fs::write(source.join("lib.rs"), "pub mod tiny;\n").unwrap();
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    std::fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    folder
}

fn export(folder: &Path, network: &str, weights: &str) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_cargo-nn"));
    program.current_dir(folder).env("CARGO_NET_OFFLINE", "true");
    program.env_remove("CARGO_TARGET_DIR");
    let arguments = [
        "nn",
        "export",
        "--type",
        network,
        "--weights",
        weights,
        "--out",
        "model.onnx",
    ];
    program.args(arguments).output().unwrap()
}

#[test]
fn a_network_of_a_crate_is_exported() {
    let folder = a_crate("export");
    let written = export(&folder, "tiny::Tiny", "src/tiny.safetensors");
    assert!(written.status.success(), "{}", text(&written.stderr));
    assert_eq!(text(&written.stdout), "wrote model.onnx\n");
    let again = import(&folder.join("model.onnx"), &[]);
    let line = "6 => hidden: Dense<5, Tanh> => output: Dense<3, Softmax>\n";
    assert_eq!(text(&again.stdout), line);

    let other = model("dense_named_script");
    let wrong = export(&folder, "tiny::Tiny", other.to_str().unwrap());
    assert_eq!(wrong.status.code(), Some(1));
    assert!(
        text(&wrong.stderr).contains("error: "),
        "{}",
        text(&wrong.stderr)
    );
    let missing = export(&folder, "tiny::Large", "src/tiny.safetensors");
    assert_eq!(missing.status.code(), Some(1));
    assert!(
        text(&missing.stderr).contains("Large"),
        "{}",
        text(&missing.stderr)
    );
}

#[test]
fn what_is_no_library_is_refused_with_the_lines() {
    let folder = folder("export_without_library");
    let manifest =
        "[package]\nname = \"program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n";
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    std::fs::write(folder.join("w.safetensors"), "").unwrap();
    std::fs::create_dir(folder.join("src")).unwrap();
    std::fs::write(folder.join("src/main.rs"), "fn main() {}\n").unwrap();
    let refused = export(&folder, "Tiny", "w.safetensors");
    assert_eq!(refused.status.code(), Some(2));
    let message = text(&refused.stderr);
    assert!(message.contains("the crate has no library"), "{message}");
    assert!(
        message.contains("net.save_onnx(\"model.onnx\")?;"),
        "{message}"
    );

    let missing = export(&folder, "Tiny", "other.safetensors");
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("other.safetensors: there is no such file"));
    let wrong = export(&folder, "Tiny; fn f() {}", "w.safetensors");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("a path consists of names"));
}

#[test]
fn the_help_explains_it() {
    let help = run("export", Path::new("--help"), &[]);
    assert!(help.status.success());
    assert!(text(&help.stdout).contains("cargo nn export --type Digits"));
}
