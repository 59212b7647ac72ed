//! A network that was imported from `batch_norm_kept.tflite`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../tflite/batch_norm_kept.tflite","name":"Model","sha256":"855c38200893c1c9e9f176f319bc3ebf64dcf89e8cb0afe275cbc6d7e80e2790","version":"0.1.0","weights":"tests/written/tflite_batch_norm_kept.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `batch_norm_kept.tflite`, written by a converter of TensorFlow Lite, schema 3.
    ///
    /// The model takes [8, 8, 2] with its channels last. The network takes [2, 8, 8]: channels first.
    pub struct Model {
        [2, 8, 8] => Standardize => Conv2d<filters = 3, kernel = 3, Relu> => MaxPool2d<2>
            => BatchNorm => BatchNorm => Flatten => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/tflite_batch_norm_kept.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.25222066, -0.85538584],
            &[0.2656061, -0.8557829],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 8]; 8]; 2] = [[[0.0; 8]; 8]; 2];
            for (at, value) in input.as_flattened_mut().as_flattened_mut().iter_mut().enumerate() {
                let index = at / 64 % 2 + at / 8 % 8 * 16 + at % 8 * 2;
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
