//! The library in `no_save/` saves weights without the feature `save`. The compiler's error names the feature.

use std::path::Path;

use tests::cargo::cargo;

#[test]
fn saving_without_its_feature_is_said_in_one_sentence() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("no_save");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no_save");
    let output = cargo()
        .args(["check", "--locked", "--quiet", "--message-format", "short"])
        .arg("--target-dir")
        .arg(&target)
        .current_dir(package)
        .output()
        .expect("cargo can be run");
    let said = String::from_utf8_lossy(&output.stderr);
    let errors: Vec<&str> = said
        .lines()
        .filter(|line| line.contains("error["))
        .collect();
    let sentence = "error[E0277]: writing weights to files needs nn-core's feature `save`: needs the feature `save`";
    assert_eq!(
        errors,
        [
            format!("src/lib.rs:9:9: {sentence}"),
            format!("src/lib.rs:10:16: {sentence}"),
        ],
        "{said}"
    );
}
