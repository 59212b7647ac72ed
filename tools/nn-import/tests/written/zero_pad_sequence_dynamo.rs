//! A network that was imported from `zero_pad_sequence_dynamo.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/zero_pad_sequence_dynamo.onnx","name":"Model","sha256":"8079f27c5d7e5d76de597e20a51c62a70dc72a0bb601c17b3439641be39f3819","version":"0.1.0","weights":"tests/written/zero_pad_sequence_dynamo.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `zero_pad_sequence_dynamo.onnx`, written by pytorch 2.15.0+cu132, opset 20.
    pub struct Model {
        [2, 9] => Conv1d<filters = 3, kernel = 3, padding = Causal, Tanh>
            => ZeroPad1d<before = 1, after = 2> => Flatten => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/zero_pad_sequence_dynamo.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.37547776, -0.6284284],
            &[-0.16510145, -0.82271117],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[f32; 9]; 2] = [[0.0; 9]; 2];
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
