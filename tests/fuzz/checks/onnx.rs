//! What must hold for any bytes that are read as a model of ONNX. The tests of nn-import check it for damaged models.

use std::path::Path;

use nn_import::{Import, ImportError, Options, Places};

/// What is imported can be written, and what is refused has a reason.
pub(crate) fn check(bytes: &[u8]) {
    // its folder does not exist, so that no tensor is read from another file
    let path = Path::new("/nowhere/model.onnx");
    match Import::onnx_bytes(bytes, path, None) {
        Ok(import) => {
            assert!(!import.line().is_empty() && !import.stages().is_empty());
            assert_eq!(import.outputs().len(), 2);
            let places = Places {
                weights: "model.safetensors".to_owned(),
                model: "model.onnx".to_owned(),
            };
            assert!(!import.source(&Options::default(), &places).is_empty());
            assert!(!import.weights().is_empty());
        }
        Err(ImportError::Refused { refusals, .. }) => {
            assert!(refusals.iter().all(|refusal| !refusal.reason.is_empty()));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
