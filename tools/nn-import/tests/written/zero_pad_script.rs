//! A network that was imported from `zero_pad_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/zero_pad_script.onnx","name":"Model","sha256":"5d8b54be6c6d7af89e5a273336965b64ee0a4554af0972a2d11ece33fa6eba49","version":"0.1.0","weights":"tests/written/zero_pad_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `zero_pad_script.onnx`, written by pytorch 2.15.0, opset 13.
    pub struct Model {
        [1, 8, 8] => Conv2d<filters = 2, kernel = 3, padding = 1, Relu> => Flatten => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/zero_pad_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-0.7533016, -0.6661186],
            &[0.7409687, 0.2098538],
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
