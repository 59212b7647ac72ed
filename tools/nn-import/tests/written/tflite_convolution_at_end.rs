//! A network that was imported from `convolution_at_end.tflite`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../tflite/convolution_at_end.tflite","name":"Model","sha256":"032a68c42720d3782b804d6ca0348e77f4989936a98a83bf196fd45eedb7c3cb","version":"0.1.0","weights":"tests/written/tflite_convolution_at_end.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `convolution_at_end.tflite`, written by a converter of TensorFlow Lite, schema 3.
    ///
    /// The model takes [8, 8, 2] with its channels last. The network takes [2, 8, 8]: channels first.
    pub struct Model {
        [2, 8, 8] => Conv2d<filters = 4, kernel = 3, Relu> => GlobalAvgPool => Dense<3, Softmax>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/tflite_convolution_at_end.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.34567562, 0.28244942, 0.37187496],
            &[0.344118, 0.28202355, 0.37385845],
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
