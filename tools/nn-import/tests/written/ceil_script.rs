//! A network that was imported from `ceil_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/ceil_script.onnx","name":"Model","sha256":"433f97985678e77beb39ca236e5ebf17a6136b468d4f7d835309ef190e4bdc05","version":"0.1.0","weights":"tests/written/ceil_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `ceil_script.onnx`, written by pytorch 2.15.0, opset 13.
    pub struct Model {
        [2, 7, 7] => MaxPool2d<2, ceil_mode = true> => Conv2d<filters = 2, kernel = 3> => Flatten
            => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/ceil_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-0.886837, -0.7201107],
            &[0.1433308, -0.3960698],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 7]; 7]; 2] = [[[0.0; 7]; 7]; 2];
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
