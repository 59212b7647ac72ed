//! A network that was imported from `rescaling_cnn_tf2onnx.onnx`.

use nn_core::prelude::*;

network! {
    /// Imported from `rescaling_cnn_tf2onnx.onnx`, written by tf2onnx 1.17.0 None, opset 15.
    ///
    /// The model takes [8, 8, 3] with its channels last. The network takes [3, 8, 8]: channels first.
    pub struct Model {
        [3, 8, 8] => Standardize => Conv2d<filters = 3, kernel = 3, Relu> => MaxPool2d<2> => Flatten
            => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/rescaling_cnn_tf2onnx.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-0.45138302, -0.38131973],
            &[-0.46862423, -0.38804033],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 8]; 8]; 3] = [[[0.0; 8]; 8]; 3];
            for (at, value) in input.as_flattened_mut().as_flattened_mut().iter_mut().enumerate() {
                let index = at / 64 % 3 * 1 + at / 8 % 8 * 24 + at / 1 % 8 * 3;
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
