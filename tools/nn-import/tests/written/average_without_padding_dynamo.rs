//! A network that was imported from `average_without_padding_dynamo.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/average_without_padding_dynamo.onnx","name":"Model","sha256":"98614ca31dd9a8d6d3206538e2c1f0df3d9e8b8bccaa0c22ba2608a12dada499","version":"0.1.0","weights":"tests/written/average_without_padding_dynamo.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `average_without_padding_dynamo.onnx`, written by pytorch 2.15.0+cu132, opset 20.
    pub struct Model {
        [2, 8, 8] => AvgPool2d<3, stride = 2, padding = 1> => Conv2d<filters = 2, kernel = 3>
            => Flatten => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/average_without_padding_dynamo.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.09358041, -0.10434946],
            &[-0.2114132, -0.075267695],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 8]; 8]; 2] = [[[0.0; 8]; 8]; 2];
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
