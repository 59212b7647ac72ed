//! A network that was imported from `dilation_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/dilation_script.onnx","name":"Model","sha256":"56968bcdb8994dfbadbac07acb62210d957c61b9967baff11aeddbf71535aea2","version":"0.1.0","weights":"tests/written/dilation_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `dilation_script.onnx`, written by pytorch 2.15.0, opset 13.
    pub struct Model {
        [1, 9, 9] => Conv2d<filters = 2, kernel = 3, padding = 2, dilation = 2, Relu> => Flatten
            => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/dilation_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-0.5327355, 0.6337042],
            &[-1.6983392, 0.82299626],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 9]; 9]; 1] = [[[0.0; 9]; 9]; 1];
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
