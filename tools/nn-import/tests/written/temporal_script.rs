//! A network that was imported from `temporal_script.onnx`.

use nn_core::prelude::*;

network! {
    /// Imported from `temporal_script.onnx`, written by pytorch 2.15.0, opset 17.
    pub struct Model {
        [2, 16] => first: Conv1d<filters = 4, kernel = 3, padding = 1, Relu>
            => Residual<Conv1d<filters = 4, kernel = 3, padding = 2, dilation = 2, Relu>, Relu>
            => Residual<Conv1d<filters = 5, kernel = 1>, projection = Conv1d<filters = 5, kernel = 3, padding = 4, dilation = 4, Relu>, Relu>
            => GlobalAvgPool => head: Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/temporal_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-0.39752886, -0.35057652],
            &[-0.42145464, -0.33938214],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[f32; 16]; 2] = [[0.0; 16]; 2];
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
