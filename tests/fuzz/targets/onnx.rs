//! Reads arbitrary bytes as a model of ONNX.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../checks/onnx.rs"]
mod onnx;

fuzz_target!(|bytes: &[u8]| onnx::check(bytes));
