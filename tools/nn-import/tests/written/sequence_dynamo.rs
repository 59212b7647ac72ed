//! A network that was imported from `sequence_dynamo.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/sequence_dynamo.onnx","name":"Model","sha256":"e09326f509ab22d36af8cf7874bad51321dcdeaeca8e16c43356734e767a0cc5","version":"0.1.0","weights":"tests/written/sequence_dynamo.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `sequence_dynamo.onnx`, written by pytorch 2.15.0+cu132, opset 20.
    pub struct Model {
        [3, 20] => Conv1d<filters = 4, kernel = 5, stride = 2, padding = 2, Relu> => MaxPool1d<2>
            => Conv1d<filters = 4, kernel = 3, Relu> => GlobalAvgPool => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/sequence_dynamo.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.3810089, 0.18950652],
            &[0.093553275, 0.05510441],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[f32; 20]; 3] = [[0.0; 20]; 3];
            for (at, value) in input.as_flattened_mut().iter_mut().enumerate() {
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
