//! A network that was imported from `residual.tflite`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../tflite/residual.tflite","name":"Model","sha256":"4b982c21de72f548497901118af4c7aad486908533238965fa53e654e18a516d","version":"0.1.0","weights":"tests/written/tflite_residual.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `residual.tflite`, written by a converter of TensorFlow Lite, schema 3.
    ///
    /// The model takes [8, 6, 2] with its channels last. The network takes [2, 8, 6]: channels first.
    pub struct Model {
        [2, 8, 6] => Conv2d<filters = 4, kernel = 3, padding = 1, Relu>
            => Residual<Conv2d<filters = 4, kernel = 3, padding = 1, Relu> => Conv2d<filters = 4, kernel = 3, padding = 1>, Relu>
            => Residual<Conv2d<filters = 6, kernel = 3, stride = 2, padding = Same, Relu> => Conv2d<filters = 6, kernel = 3, padding = 1>, projection = Conv2d<filters = 6, kernel = 1, stride = 2>, Relu>
            => GlobalAvgPool => Dense<3, Softmax>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/tflite_residual.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.2151813, 0.407606, 0.3772127],
            &[0.20978676, 0.43843624, 0.35177702],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 6]; 8]; 2] = [[[0.0; 6]; 8]; 2];
            for (at, value) in input.as_flattened_mut().as_flattened_mut().iter_mut().enumerate() {
                let index = at / 48 % 2 + at / 6 % 8 * 12 + at % 6 * 2;
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
