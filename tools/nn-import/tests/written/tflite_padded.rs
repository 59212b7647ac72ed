//! A network that was imported from `padded.tflite`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../tflite/padded.tflite","name":"Model","sha256":"8da973e26868bbf0adb5c975e94a185214717ba8e053badaddc65beb456d9a0c","version":"0.1.0","weights":"tests/written/tflite_padded.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `padded.tflite`, written by a converter of TensorFlow Lite, schema 3.
    ///
    /// The model takes [8, 8, 2] with its channels last. The network takes [2, 8, 8]: channels first.
    pub struct Model {
        [2, 8, 8] => Conv2d<filters = 3, kernel = 3, stride = 2, padding = Same, Relu> => Flatten
            => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/tflite_padded.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[1.3346009, 0.563944],
            &[3.6736672, -0.18171264],
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
