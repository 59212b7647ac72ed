//! A network that was imported from `cnn_valid.tflite`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../tflite/cnn_valid.tflite","name":"Model","sha256":"fe4032b2f0550820e45e2a985dfb09d10cbe53e961d197a687f6ee8a3eb7e4c8","version":"0.1.0","weights":"tests/written/tflite_cnn_valid.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `cnn_valid.tflite`, written by a converter of TensorFlow Lite, schema 3.
    ///
    /// The model takes [10, 8, 2] with its channels last. The network takes [2, 10, 8]: channels first.
    pub struct Model {
        [2, 10, 8] => Conv2d<filters = 3, kernel = 3, Relu> => MaxPool2d<2>
            => Conv2d<filters = 4, kernel = 2, Relu> => Flatten => Dense<3>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/tflite_cnn_valid.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-0.56355834, 2.8182878, -1.6307634],
            &[-1.1034353, 1.0277663, -2.3758442],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 8]; 10]; 2] = [[[0.0; 8]; 10]; 2];
            for (at, value) in input.as_flattened_mut().as_flattened_mut().iter_mut().enumerate() {
                let index = at / 80 % 2 + at / 8 % 10 * 16 + at % 8 * 2;
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
