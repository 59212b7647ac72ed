//! A network that was imported from `quantized_cnn_per_channel.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../forms/quantized_cnn_per_channel.onnx","name":"Model","sha256":"8c42ecb53179957d0a3c503a0eb694f25da6b4aa4e628fe5f34d1d945fb6c979","version":"0.1.0","weights":"tests/written/quantized_cnn_per_channel.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `quantized_cnn_per_channel.onnx`, written by onnx.quantize 0.1.0, opset 17.
    ///
    /// The model is quantized. The network is of `f32` with the rounded weights: `quantized!` makes an int8 network of it, and a model of TensorFlow Lite is compared by `include_tflite!`.
    pub struct Model {
        [1, 8, 8] => Conv2d<filters = 3, kernel = 3, Relu> => MaxPool2d<2>
            => Conv2d<filters = 4, kernel = 3, padding = 1, Relu> => Flatten => Dense<3>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/quantized_cnn_per_channel.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-1.7119001, -2.353406, 0.6008134],
            &[-1.7774768, -2.3137689, 1.0659679],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 8]; 8]; 1] = [[[0.0; 8]; 8]; 1];
            for (at, value) in input.as_flattened_mut().as_flattened_mut().iter_mut().enumerate() {
                let index = at;
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
