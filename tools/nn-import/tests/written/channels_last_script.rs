//! A network that was imported from `channels_last_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/channels_last_script.onnx","name":"Model","sha256":"64d2d1a7d9a10d57ce45ba8bf680bfd48514d0387c307e359cea570b3714c553","version":"0.1.0","weights":"tests/written/channels_last_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `channels_last_script.onnx`, written by pytorch 2.15.0, opset 13.
    pub struct Model {
        [1, 6, 6] => convolution: Conv2d<filters = 2, kernel = 3, Relu> => Flatten
            => dense: Dense<3>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/channels_last_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.558788, -0.33544332, -0.15013392],
            &[-0.055950917, 0.39231202, 0.42763424],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 6]; 6]; 1] = [[[0.0; 6]; 6]; 1];
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
