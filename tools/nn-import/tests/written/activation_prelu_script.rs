//! A network that was imported from `activation_prelu_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/activation_prelu_script.onnx","name":"Model","sha256":"088e1753b4b8c70c6f9c0cdde40002bfef4bcedb8fb4ec6401246f6e60b7ec80","version":"0.1.0","weights":"tests/written/activation_prelu_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `activation_prelu_script.onnx`, written by pytorch 2.15.0, opset 13.
    pub struct Model {
        4 => Dense<5> => PRelu => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/activation_prelu_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.16330189, -0.30755034],
            &[0.19606386, -0.19385085],
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
