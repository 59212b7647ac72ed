//! A network that was imported from `activation_after_concat.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../forms/activation_after_concat.onnx","name":"Model","sha256":"b1adf0be58d0c00fec46e814ea0c62edaf92e80556de7bb0afb5d05eb23d2788","version":"0.1.0","weights":"tests/written/activation_after_concat.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `activation_after_concat.onnx`, written by pytorch 2.15.0, opset 17.
    ///
    /// A `BatchNorm` that changes nothing carries an activation that follows no layer with weights.
    pub struct Model {
        4 => concat: Concat<[Dense<3>], [Dense<2, Tanh>]> => BatchNorm<Relu> => head: Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/activation_after_concat.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.46362296, 0.56656736],
            &[0.41942826, 0.5345685],
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
