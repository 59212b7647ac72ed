//! A network that was imported from `batch_norm_first_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/batch_norm_first_script.onnx","name":"Model","sha256":"bf9f174934d746bc3da89eb1185b7742a3977538c3181ebd8adcce62dbe5316b","version":"0.1.0","weights":"tests/written/batch_norm_first_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `batch_norm_first_script.onnx`, written by pytorch 2.15.0, opset 13.
    pub struct Model {
        [2, 6, 6] => BatchNorm => Conv2d<filters = 2, kernel = 3, Relu> => Flatten => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/batch_norm_first_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-0.5058495, 1.5598918],
            &[0.9458619, 0.8703531],
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
