//! A network that was imported from `mobilenet.tflite`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../tflite/mobilenet.tflite","name":"Model","sha256":"628399e6d39b629ff64b3d0224bddbd3dfdf32c92dae4d390c8f1859f1cfa619","version":"0.1.0","weights":"tests/written/tflite_mobilenet.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `mobilenet.tflite`, written by a converter of TensorFlow Lite, schema 3.
    ///
    /// The model takes [12, 12, 3] with its channels last. The network takes [3, 12, 12]: channels first.
    pub struct Model {
        [3, 12, 12] => Conv2d<filters = 6, kernel = 3, stride = 2, padding = Same, Relu>
            => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 8, kernel = 1, Relu>
            => DepthwiseConv2d<3, stride = 2, padding = Same, Relu>
            => Conv2d<filters = 5, kernel = 1, Relu> => GlobalAvgPool => Dense<4, Softmax>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/tflite_mobilenet.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.22279687, 0.1421358, 0.3839399, 0.25112745],
            &[0.22280498, 0.1421344, 0.38393745, 0.2511232],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 12]; 12]; 3] = [[[0.0; 12]; 12]; 3];
            for (at, value) in input.as_flattened_mut().as_flattened_mut().iter_mut().enumerate() {
                let index = at / 144 % 3 + at / 12 % 12 * 36 + at % 12 * 3;
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
