//! A network that was imported from `standardized_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/standardized_script.onnx","name":"Model","sha256":"1ab9f8b3844a22fb58aee0469c9e0b378d846fe811f98379094a0d4b82c3d9a0","version":"0.1.0","weights":"tests/written/standardized_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `standardized_script.onnx`, written by pytorch 2.15.0, opset 13.
    pub struct Model {
        4 => standardization: Standardize => dense: Dense<3>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/standardized_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.40364715, 1.1523495, -0.42785048],
            &[0.28424257, 1.1460786, -0.5486014],
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
