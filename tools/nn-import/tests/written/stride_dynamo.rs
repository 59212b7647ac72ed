//! A network that was imported from `stride_dynamo.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/stride_dynamo.onnx","name":"Model","sha256":"5a6e32f71f5342361fa3fb33aa7e648febf07c8a4a1471c3fa4cac9ab0e670aa","version":"0.1.0","weights":"tests/written/stride_dynamo.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `stride_dynamo.onnx`, written by pytorch 2.15.0+cu132, opset 20.
    pub struct Model {
        [2, 9, 7] => Conv2d<filters = 3, kernel = [3, 2], stride = [2, 1], padding = [1, 0]>
            => Flatten => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/stride_dynamo.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-0.7305089, -1.6334728],
            &[0.008402092, -2.0312738],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 7]; 9]; 2] = [[[0.0; 7]; 9]; 2];
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
