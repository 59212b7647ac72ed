//! A network that was imported from `lstm_convolution_after_dynamo.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../sequences/lstm_convolution_after_dynamo.onnx","name":"Model","sha256":"f0a0012e268ad255d6b16306f731f7ea1daa6d627e0e7951c43f98db0f170ae7","version":"0.1.0","weights":"tests/written/lstm_convolution_after_dynamo.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `lstm_convolution_after_dynamo.onnx`, written by pytorch 2.15.0+cu132, opset 20.
    ///
    /// The model takes [9, 3]: 9 steps of 3 features. The network takes [3, 9]: the steps of each feature.
    pub struct Model {
        [3, 9] => Lstm<4, sequences = true> => Conv1d<filters = 2, kernel = 2, Relu> => MaxPool1d<2>
            => Flatten => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/lstm_convolution_after_dynamo.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-0.10087426, -0.27053082],
            &[-0.13381639, -0.3276634],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[f32; 9]; 3] = [[0.0; 9]; 3];
            for (at, value) in input.as_flattened_mut().iter_mut().enumerate() {
                let index = at / 9 % 3 + at % 9 * 3;
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
