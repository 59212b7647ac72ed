//! A network that was imported from `residual_in_residual_dynamo.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/residual_in_residual_dynamo.onnx","name":"Model","sha256":"818ff59ff7fb3ea3543257004759532e843735774ab8b6e00888eae992daf2ee","version":"0.1.0","weights":"tests/written/residual_in_residual_dynamo.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `residual_in_residual_dynamo.onnx`, written by pytorch 2.15.0+cu132, opset 20.
    pub struct Model {
        4 => Dense<4>
            => Residual<Dense<4, Tanh> => Residual<Dense<4, Relu> => Dense<4>, Tanh> => Dense<4>>
            => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/residual_in_residual_dynamo.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[1.2439756, -0.7691703],
            &[1.0757855, -0.817556],
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
