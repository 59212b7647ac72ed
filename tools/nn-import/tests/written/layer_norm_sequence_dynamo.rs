//! A network that was imported from `layer_norm_sequence_dynamo.onnx`.

use nn_core::prelude::*;

network! {
    /// Imported from `layer_norm_sequence_dynamo.onnx`, written by pytorch 2.15.0+cu132, opset 20.
    pub struct Model {
        [2, 8] => Conv1d<filters = 3, kernel = 3, padding = 1> => LayerNorm<Relu> => Flatten
            => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/layer_norm_sequence_dynamo.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[1.1915027, -0.30287153],
            &[1.1399319, -0.7943369],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[f32; 8]; 2] = [[0.0; 8]; 2];
            for (at, value) in input.as_flattened_mut().iter_mut().enumerate() {
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
