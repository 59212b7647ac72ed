//! A network that was imported from `global_max_sequence_dynamo.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/global_max_sequence_dynamo.onnx","name":"Model","sha256":"f15d300c830b411e04a37ba508220955491207081c8fc2f9e142b3672c006753","version":"0.1.0","weights":"tests/written/global_max_sequence_dynamo.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `global_max_sequence_dynamo.onnx`, written by pytorch 2.15.0+cu132, opset 20.
    pub struct Model {
        [2, 9] => Conv1d<filters = 4, kernel = 3, Tanh> => GlobalMaxPool => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/global_max_sequence_dynamo.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-1.0534981, 0.10192846],
            &[-0.9961724, -0.123653814],
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
