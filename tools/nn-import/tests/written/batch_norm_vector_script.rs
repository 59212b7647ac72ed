//! A network that was imported from `batch_norm_vector_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/batch_norm_vector_script.onnx","name":"Model","sha256":"301c9b121d7b74cbca4f5cb39a211e15d8b0f55cbb4f39ff1a1d62793176d082","version":"0.1.0","weights":"tests/written/batch_norm_vector_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `batch_norm_vector_script.onnx`, written by pytorch 2.15.0, opset 13.
    pub struct Model {
        4 => Dense<6> => BatchNorm<Relu> => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/batch_norm_vector_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-0.5111673, -0.13733454],
            &[-0.48566628, -0.113081545],
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
