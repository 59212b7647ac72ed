//! A network that was imported from `prelu_sequence_dynamo.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/prelu_sequence_dynamo.onnx","name":"Model","sha256":"dc7c1320a84e0fea86e2957e3a08d38746f62a8c1daf6083229f561d81caba34","version":"0.1.0","weights":"tests/written/prelu_sequence_dynamo.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `prelu_sequence_dynamo.onnx`, written by pytorch 2.15.0+cu132, opset 20.
    pub struct Model {
        [3, 12] => Conv1d<filters = 4, kernel = 3> => PRelu<per_channel = true>
            => Conv1d<filters = 2, kernel = 3> => PRelu => Flatten => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/prelu_sequence_dynamo.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.6273705, 0.9820544],
            &[0.32984048, 0.033780262],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[f32; 12]; 3] = [[0.0; 12]; 3];
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
