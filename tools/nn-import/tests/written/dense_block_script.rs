//! A network that was imported from `dense_block_script.onnx`.

use nn_core::prelude::*;

network! {
    /// Imported from `dense_block_script.onnx`, written by pytorch 2.15.0, opset 17.
    pub struct Model {
        [2, 6, 6] => concat: Concat<[], [Conv2d<filters = 2, kernel = 3, padding = 1, Relu>]>
            => concat_1: Concat<[], [Conv2d<filters = 2, kernel = 3, padding = 1, Relu>]>
            => GlobalAvgPool => c: Dense<3>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/dense_block_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-0.23617367, 0.13486458, 0.13583395],
            &[-0.24849418, 0.12651692, 0.15923955],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 6]; 6]; 2] = [[[0.0; 6]; 6]; 2];
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
