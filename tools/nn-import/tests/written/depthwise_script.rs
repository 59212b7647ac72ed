//! A network that was imported from `depthwise_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/depthwise_script.onnx","name":"Model","sha256":"d184b8f7e018686eb0c2379441dd185a641c07725f8bc854c2431be035f9dbd5","version":"0.1.0","weights":"tests/written/depthwise_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `depthwise_script.onnx`, written by pytorch 2.15.0, opset 17.
    pub struct Model {
        [3, 8, 8] => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 4, kernel = 1, Relu>
            => GlobalAvgPool => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/depthwise_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-0.28990266, -0.024927879],
            &[-0.28735957, -0.024744548],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 8]; 8]; 3] = [[[0.0; 8]; 8]; 3];
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
