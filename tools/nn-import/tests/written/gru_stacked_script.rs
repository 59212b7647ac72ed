//! A network that was imported from `gru_stacked_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../sequences/gru_stacked_script.onnx","name":"Model","sha256":"73b1211ce6ff32611e4d1881444f46a76216b45bbf58c0ef1eebcc719e6bf0a8","version":"0.1.0","weights":"tests/written/gru_stacked_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `gru_stacked_script.onnx`, written by pytorch 2.15.0, opset 17.
    ///
    /// The model takes [7, 4]: 7 steps of 4 features. The network takes [4, 7]: the steps of each feature.
    pub struct Model {
        [4, 7] => rnn: Gru<5, sequences = true> => rnn_1: Gru<5> => fc: Dense<3>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/gru_stacked_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-0.49722457, -0.36258927, -0.7472677],
            &[-0.5056165, -0.38558006, -0.7823769],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[f32; 7]; 4] = [[0.0; 7]; 4];
            for (at, value) in input.as_flattened_mut().iter_mut().enumerate() {
                let index = at / 7 % 4 + at % 7 * 4;
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
