//! A network that was imported from `lstm_stacked.tflite`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../tflite/lstm_stacked.tflite","name":"Model","sha256":"b97f75204d51c035d16d24e2bffe4391be812a05cbd9d58e2b635de901d940d6","version":"0.1.0","weights":"tests/written/tflite_lstm_stacked.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `lstm_stacked.tflite`, written by a converter of TensorFlow Lite, schema 3.
    ///
    /// The model takes [12, 3]: 12 steps of 3 features. The network takes [3, 12]: the steps of each feature.
    pub struct Model {
        [3, 12] => Lstm<4, sequences = true> => Lstm<6> => Dense<3>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/tflite_lstm_stacked.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.485602, 0.01939141, -0.18202408],
            &[0.45986223, 0.007041214, -0.19458656],
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
