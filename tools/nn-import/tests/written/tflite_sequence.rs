//! A network that was imported from `sequence.tflite`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../tflite/sequence.tflite","name":"Model","sha256":"a4c56df3417f1521575b5692e53f9ca45962e81ba42b96d0cff7d6518d58a3ee","version":"0.1.0","weights":"tests/written/tflite_sequence.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `sequence.tflite`, written by a converter of TensorFlow Lite, schema 3.
    ///
    /// The model takes [20, 3] with its channels last. The network takes [3, 20]: channels first.
    pub struct Model {
        [3, 20] => Conv1d<filters = 4, kernel = 5, stride = 2, padding = Same, Relu> => MaxPool1d<2>
            => Conv1d<filters = 5, kernel = 3, Relu> => GlobalAvgPool => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/tflite_sequence.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.008458227, 0.80266243],
            &[-0.10656051, 0.4275626],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[f32; 20]; 3] = [[0.0; 20]; 3];
            for (at, value) in input.as_flattened_mut().iter_mut().enumerate() {
                let index = at / 20 % 3 + at % 20 * 3;
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
