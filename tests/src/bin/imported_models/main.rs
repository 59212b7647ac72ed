//! Imports the pretrained models that people have, and compares what they compute.
//!
//! ```sh
//! cargo run -p tests --features models --bin imported-models -- ../shared/models
//! ```
//!
//! All models of TensorFlow Lite are imported, or refused with the reason. The lines of nine models of integers are networks into which
//! `include_tflite!`'s reader reads them. Models of digits have the accuracy that is published for them, on the first digits of MNIST's
//! test set, which is in `data/mnist` next to the folder. The program fails if something differs.

mod digits;
mod networks;
mod refused;

use std::path::PathBuf;
use std::process::ExitCode;

use nn_import::Import;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1).map(PathBuf::from) else {
        eprintln!("usage: imported-models FOLDER");
        return ExitCode::FAILURE;
    };
    let parts = [
        networks::check(&folder),
        refused::check(&folder),
        digits::check(&folder),
    ];
    let mut has_failed = false;
    for error in parts.into_iter().filter_map(Result::err) {
        eprintln!("{error}");
        has_failed = true;
    }
    if has_failed {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Imports a model by the ending of its name.
fn import(path: &std::path::Path) -> Result<Import, String> {
    let import = match path.extension() {
        Some(end) if end == "tflite" => Import::tflite(path, None),
        _ => Import::onnx(path, None),
    };
    import.map_err(|error| error.to_string())
}
