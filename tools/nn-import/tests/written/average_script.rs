//! A network that was imported from `average_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/average_script.onnx","name":"Model","sha256":"454520402f3f8dce6a5b2b4e482d7a1333b08db885190ea23cb226f72bafce62","version":"0.1.0","weights":"tests/written/average_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `average_script.onnx`, written by pytorch 2.15.0, opset 13.
    pub struct Model {
        [2, 8, 8] => AvgPool2d<3, stride = 2, padding = 1, count_include_pad = true>
            => Conv2d<filters = 2, kernel = 3> => Flatten => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/average_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-0.38498068, 0.4715456],
            &[-0.32178643, 0.4374233],
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
