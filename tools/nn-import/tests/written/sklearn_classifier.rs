//! A network that was imported from `sklearn_classifier.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/sklearn_classifier.onnx","name":"Model","output":"probabilities","sha256":"717aef695c26ec8f179bc949fb4115416b01a611700218c1227512bfbf93c103","version":"0.1.0","weights":"tests/written/sklearn_classifier.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `sklearn_classifier.onnx`, written by skl2onnx 1.20.0, opset 17.
    pub struct Model {
        4 => Dense<5, Relu> => Dense<4, Relu> => Dense<3, Softmax>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/sklearn_classifier.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.15644497, 0.25961703, 0.583938],
            &[0.19688328, 0.33477587, 0.46834087],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [f32; 4] = [0.0; 4];
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
