//! A network that was imported from `operator_max_pads.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/operator_max_pads.onnx","name":"Model","sha256":"fa8285b6cd15853e0cafa8298ade47a169245fcc9cc6a2143efadf7a3e223a07","version":"0.1.0","weights":"tests/written/operator_max_pads.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `operator_max_pads.onnx`, written by an unknown program, opset 13.
    pub struct Model {
        [1, 9, 9] => Conv2d<filters = 2, kernel = 3, Relu> => ZeroPad2d<top = 1, left = 1>
            => MaxPool2d<3, stride = 2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/operator_max_pads.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[1.0857369, 1.1272626, 1.1272626, 0.60975045, 1.1272626, 1.1272626, 0.5543827, 0.65127623, 1.0718949, 0.5026563, 0.9641284, 0.9641284, 0.6689182, 0.6689182, 1.037931, 0.7980727, 0.7427207, 0.5211069],
            &[0.44364712, 0.4851729, 0.58206654, 1.0857369, 1.0857369, 0.52669877, 1.0857369, 1.1272626, 1.1272626, 0.94567776, 0.89032584, 0.7611714, 1.0194803, 1.0194803, 0.9641284, 0.5026563, 0.9641284, 1.037931],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 9]; 9]; 1] = [[[0.0; 9]; 9]; 1];
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
