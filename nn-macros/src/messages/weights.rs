//! Messages about calls of `include_weights!` and `include_tflite!`.

pub(crate) const INCLUDE_WEIGHTS: &str = "expected a network and a file; write `include_weights!(Mnist, \"mnist.safetensors\")`, or `env!(\"NAME\")` in place of the file";
pub(crate) const INCLUDE_WEIGHTS_SETTING: &str = "expected a setting; write `names = [\"0\" => \"fc1\"]`, `prefix = \"module.\"` or `allow_unexpected = true`";

pub(crate) const INCLUDE_TFLITE: &str = "expected a network and a file; write `include_tflite!(Keywords, \"keywords.tflite\")`, or `env!(\"NAME\")` in place of the file";
pub(crate) const INCLUDE_TFLITE_SETTING: &str = "expected a setting; write `until = 12`, the number of the first operator that the network does not have";

pub(crate) fn missing_variable(name: &str) -> String {
    format!(
        "the environment variable `{name}` is not set; a build script sets it with `println!(\"cargo::rustc-env={name}=..\")`"
    )
}
pub(crate) fn missing_file(path: &str, folder: &str) -> String {
    format!(
        "there is no file `{path}`; a path is relative to the folder of the crate's manifest, `{folder}`"
    )
}
pub(crate) fn unusual_path(path: &str) -> String {
    format!("the path of `{path}` is not UTF-8; rename its folders")
}
