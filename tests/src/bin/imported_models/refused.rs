//! Models that no network is, and the messages about them.

use std::path::Path;

use super::import;

/// A model, and texts that its message has.
const REFUSED: [(&str, &[&str]); 2] = [
    (
        "iris_logreg.onnx",
        &[
            "ai.onnx.ml.LinearClassifier",
            "export the model as a network",
        ],
    ),
    (
        "wakeword_okay_nabu_int8.tflite",
        &[
            "READ_VARIABLE",
            "STRIDED_SLICE",
            "the state of a streaming model",
            "`streaming!`",
        ],
    ),
];

/// Checks that the models are refused, with these texts.
pub(crate) fn check(folder: &Path) -> Result<(), String> {
    for (name, texts) in REFUSED {
        let Err(message) = import(&folder.join("registry").join(name)) else {
            return Err(format!("{name} is imported"));
        };
        if let Some(text) = texts.iter().find(|text| !message.contains(*text)) {
            return Err(format!(
                "{name}: the message does not say `{text}`: {message}"
            ));
        }
        println!("{name}: refused, as it must be");
    }
    Ok(())
}
