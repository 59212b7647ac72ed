//! A network that was imported from `upsample_pairs_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/upsample_pairs_script.onnx","name":"Model","sha256":"b4f2072f362ba3dcbb28cc0993e308965bd402e8a5fabc493e3ee5c84afefa5e","version":"0.1.0","weights":"tests/written/upsample_pairs_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `upsample_pairs_script.onnx`, written by pytorch 2.15.0, opset 13.
    pub struct Model {
        [2, 3, 4] => Conv2d<filters = 2, kernel = 2, Relu> => Upsample2d<[3, 2]>
            => Conv2d<filters = 2, kernel = 3> => Flatten => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/upsample_pairs_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-1.3573062, -0.36425826],
            &[-1.085209, -0.9798936],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 4]; 3]; 2] = [[[0.0; 4]; 3]; 2];
            for (at, value) in input.as_flattened_mut().as_flattened_mut().iter_mut().enumerate() {
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
