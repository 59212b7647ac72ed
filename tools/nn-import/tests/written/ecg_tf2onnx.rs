//! A network that was imported from `ecg_tf2onnx.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../keras/ecg_tf2onnx.onnx","name":"Model","sha256":"69f8041e76310255bdf77354dab008eb0bfe739fa77274ce6f8a224eb785f6e2","version":"0.1.0","weights":"tests/written/ecg_tf2onnx.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `ecg_tf2onnx.onnx`, written by tf2onnx 1.17.0 None, opset 15.
    ///
    /// The model takes [24, 1] with its channels last. The network takes [1, 24]: channels first.
    pub struct Model {
        [1, 24] => Conv1d<filters = 3, kernel = 5, stride = 2, padding = Same, Relu> => MaxPool1d<2>
            => Conv1d<filters = 4, kernel = 3, Relu> => Flatten => Dense<4, Softmax>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/ecg_tf2onnx.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.01357657, 0.5153939, 0.4435066, 0.027522892],
            &[0.010333734, 0.67978173, 0.2919066, 0.017977953],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[f32; 24]; 1] = [[0.0; 24]; 1];
            for (at, value) in input.as_flattened_mut().iter_mut().enumerate() {
                let index = at % 24;
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
