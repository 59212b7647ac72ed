//! A network that was imported from `normalized_images_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../practice/normalized_images_script.onnx","name":"Model","sha256":"0edd1fdd3cc9a64758466e008347653b1c7c6971488ca2ba0535502704478089","version":"0.1.0","weights":"tests/written/normalized_images_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `normalized_images_script.onnx`, written by pytorch 2.15.0, opset 17.
    pub struct Model {
        [3, 6, 6] => Standardize => Conv2d<filters = 2, kernel = 3, Relu> => Flatten => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/normalized_images_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[3.0294187, -12.713263],
            &[8.034201, -14.291174],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 6]; 6]; 3] = [[[0.0; 6]; 6]; 3];
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
