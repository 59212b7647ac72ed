//! A network that was imported from `concat.tflite`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../tflite/concat.tflite","name":"Model","sha256":"91c9bffbfc2f65196bf3e5e80c9a29a893ba7f768c369dff38b67170f5f3dd9d","version":"0.1.0","weights":"tests/written/tflite_concat.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `concat.tflite`, written by a converter of TensorFlow Lite, schema 3.
    ///
    /// The model takes [6, 5, 2] with its channels last. The network takes [2, 6, 5]: channels first.
    pub struct Model {
        [2, 6, 5]
            => Concat<[Conv2d<filters = 3, kernel = 1, Relu>], [MaxPool2d<3, stride = 1, padding = 1>], []>
            => Conv2d<filters = 2, kernel = 3> => Flatten => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/tflite_concat.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-0.44221708, 2.5985456],
            &[-2.6309493, 2.4823],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 5]; 6]; 2] = [[[0.0; 5]; 6]; 2];
            for (at, value) in input.as_flattened_mut().as_flattened_mut().iter_mut().enumerate() {
                let index = at / 30 % 2 + at / 5 % 6 * 10 + at % 5 * 2;
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
