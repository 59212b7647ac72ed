//! A network that was imported from `lstm_all.tflite`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../tflite/lstm_all.tflite","name":"Model","sha256":"09769c6d55a94f5c589971c25a08cebf64ba378b6f5ebbcea1171554ddc30c3f","version":"0.1.0","weights":"tests/written/tflite_lstm_all.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `lstm_all.tflite`, written by a converter of TensorFlow Lite, schema 3.
    ///
    /// The model takes [12, 3]: 12 steps of 3 features. The network takes [3, 12]: the steps of each feature.
    pub struct Model {
        [3, 12] => Lstm<4, sequences = true> => Flatten => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/tflite_lstm_all.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.048325323, -0.19402735],
            &[-0.23715667, 0.13448267],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[f32; 12]; 3] = [[0.0; 12]; 3];
            for (at, value) in input.as_flattened_mut().iter_mut().enumerate() {
                let index = at / 12 % 3 + at % 12 * 3;
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
