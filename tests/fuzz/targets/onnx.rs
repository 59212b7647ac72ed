//! Reads arbitrary bytes as a model of ONNX. What is imported can be written, and what is refused has a reason.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use nn_import::{Import, ImportError, Options};

fuzz_target!(|bytes: &[u8]| {
    // its folder does not exist, so that no tensor is read from another file
    let path = Path::new("/nowhere/model.onnx");
    match Import::onnx_bytes(bytes, path, None) {
        Ok(import) => {
            assert!(!import.line().is_empty() && !import.stages().is_empty());
            assert_eq!(import.outputs().len(), 2);
            assert!(!import.source(&Options::default(), "model.safetensors").is_empty());
            assert!(!import.weights().is_empty());
        }
        Err(ImportError::Refused { refusals, .. }) => {
            assert!(refusals.iter().all(|refusal| !refusal.reason.is_empty()));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
