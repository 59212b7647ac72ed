//! A network that was imported from `dense_named_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/dense_named_script.onnx","name":"Model","sha256":"50d52efa7b6485a2c6be063c8740eb8f445808b8da941289fab6e8bc431d0100","version":"0.1.0","weights":"tests/written/dense_named_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `dense_named_script.onnx`, written by pytorch 2.15.0, opset 13.
    pub struct Model {
        6 => hidden: Dense<5, Tanh> => output: Dense<3, Softmax>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/dense_named_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.29611698, 0.4120438, 0.2918392],
            &[0.30373865, 0.41704556, 0.2792158],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [f32; 6] = [0.0; 6];
            for (at, value) in input.iter_mut().enumerate() {
                let index = at;
                *value = ((index * 37 + case * 11) % 101) as f32 / 50.0 - 1.0;
            }
            let output = MODEL.predict(&input);
            let output = <<Model as Layer>::Output as Tensor>::as_slice(&output);
            assert_eq!(output.len(), expected.len());
            for (output, expected) in output.iter().zip(expected) {
                assert!((output - expected).abs() <= 1e-4 * (1.0 + expected.abs()), "{output}, not {expected}");
            }
        }
    }
}
