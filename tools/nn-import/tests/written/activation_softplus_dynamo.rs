//! A network that was imported from `activation_softplus_dynamo.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/activation_softplus_dynamo.onnx","name":"Model","sha256":"f0120a7c4ba0626df7da24853a746f32900a55e7b753c47405fcda5fb354904c","version":"0.1.0","weights":"tests/written/activation_softplus_dynamo.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `activation_softplus_dynamo.onnx`, written by pytorch 2.15.0+cu132, opset 20.
    pub struct Model {
        4 => Dense<5, Softplus> => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/activation_softplus_dynamo.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-0.445017, -0.7324664],
            &[-0.5238708, -0.79186016],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [f32; 4] = [0.0; 4];
            for (at, value) in input.iter_mut().enumerate() {
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
