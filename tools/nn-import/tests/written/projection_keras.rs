//! A network that was imported from `projection_keras.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../keras/projection_keras.onnx","name":"Model","sha256":"7647bcd9efd7981dcb5ab65f0790eed0851807badd76d648b63a4f3863930bd7","version":"0.1.0","weights":"tests/written/projection_keras.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `projection_keras.onnx`, written by tf2onnx 1.17.0 None, opset 15.
    ///
    /// The model takes [6, 6, 2] with its channels last. The network takes [2, 6, 6]: channels first.
    pub struct Model {
        [2, 6, 6]
            => Residual<Conv2d<filters = 4, kernel = 3, stride = 2, padding = Same, Relu> => Conv2d<filters = 4, kernel = 3, padding = 1>, projection = Conv2d<filters = 4, kernel = 1, stride = 2>, Relu>
            => Flatten => dense_22_1: Dense<3, Softmax>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/projection_keras.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.0019881357, 0.62062836, 0.37738353],
            &[0.0008826211, 0.9593978, 0.039719593],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 6]; 6]; 2] = [[[0.0; 6]; 6]; 2];
            for (at, value) in input.as_flattened_mut().as_flattened_mut().iter_mut().enumerate() {
                let index = at / 36 % 2 + at / 6 % 6 * 12 + at % 6 * 2;
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
