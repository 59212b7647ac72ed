//! The models whose files are beside this repository, and their outputs as TensorFlow Lite Micro computes them.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;
use work::models::{MODELS, Model};
use work::{Board, Digest};

use crate::golden::Goldens;
use crate::said::Said;

/// The folder with the models: what the variable `MODELS` names, if it is there.
pub(crate) fn folder() -> Option<&'static Path> {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    let find = || {
        let folder = PathBuf::from(std::env::var_os("MODELS")?);
        folder.join("expected/expected.json").canonicalize().ok()?;
        folder.canonicalize().ok()
    };
    FOLDER.get_or_init(find).as_deref()
}

/// Adds what the images of the models must say. Without the models, it is what is stored.
///
/// # Errors
/// The file with the outputs is not as expected.
pub(crate) fn add(goldens: &mut Goldens, stored: &Goldens) -> Result<(), String> {
    let Some(folder) = folder() else {
        goldens.keep_models(stored);
        return Ok(());
    };
    let text = std::fs::read(folder.join("expected/expected.json"));
    let text = text.map_err(|error| error.to_string())?;
    let expected: Value = serde_json::from_slice(&text).map_err(|error| error.to_string())?;
    for model in &MODELS {
        let mut said = Said::default();
        said.bytes("flash", 0);
        said.bytes("ram", 0);
        said.measure(model.cases[0], || ());
        for (case, name) in model.cases.iter().enumerate() {
            let output = output(model, &expected[model.file]["cases"][case]);
            let output = output.ok_or_else(|| format!("{}: no output {case}", model.file))?;
            let mut digest = Digest::default();
            digest.bytes(&output);
            said.result(name, digest.0);
        }
        goldens.add(model.image, &said);
    }
    Ok(())
}

/// The output of a case, or of the last operator that the network has.
fn output(model: &Model, case: &Value) -> Option<Vec<i8>> {
    let digits = match model.until {
        Some(until) => &case["op_outputs"][until - 1]["first16_hex"],
        None => &case["output_hex"],
    };
    let digits = digits.as_str()?;
    let byte = |place| u8::from_str_radix(digits.get(place..place + 2)?, 16).ok();
    let bytes = (0..digits.len()).step_by(2).map(byte);
    bytes.map(|byte| Some(byte?.cast_signed())).collect()
}

/// Whether a figure is that of a model: `3 model kws: stack` or `3 model_kws: code`.
pub(crate) fn is_figure(name: &str) -> bool {
    name.split_once(' ')
        .is_some_and(|(_, what)| what.starts_with("model"))
}

/// Whether an image is that of a model.
pub(crate) fn is_model(image: &str) -> bool {
    MODELS.iter().any(|model| model.image == image)
}
