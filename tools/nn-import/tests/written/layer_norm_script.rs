//! A network that was imported from `layer_norm_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/layer_norm_script.onnx","name":"Model","sha256":"29a6fe1a2c550b9753641541b6292537511304c4cc017c324f719194623196d8","version":"0.1.0","weights":"tests/written/layer_norm_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `layer_norm_script.onnx`, written by pytorch 2.15.0, opset 17.
    pub struct Model {
        4 => Dense<6> => LayerNorm => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/layer_norm_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-0.24371272, 1.2296348],
            &[-0.27365008, 1.2292757],
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
