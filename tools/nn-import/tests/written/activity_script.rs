//! A network that was imported from `activity_script.onnx`.

use nn_core::prelude::*;

network! {
    /// Imported from `activity_script.onnx`, written by pytorch 2.15.0, opset 17.
    ///
    /// The model takes [16, 3] with its channels last. The network takes [3, 16]: channels first.
    pub struct Model {
        [3, 16] => Conv1d<filters = 4, kernel = 5, Relu> => MaxPool1d<2> => Flatten => Dense<3>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/activity_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[1.5069232, 2.0009027, 2.0643811],
            &[1.361805, 1.3884124, 0.94939905],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[f32; 16]; 3] = [[0.0; 16]; 3];
            for (at, value) in input.as_flattened_mut().iter_mut().enumerate() {
                let index = at / 16 % 3 * 1 + at / 1 % 16 * 3;
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
