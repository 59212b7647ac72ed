//! A network that was imported from `residual_images_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/residual_images_script.onnx","name":"Model","sha256":"a17d1c8f0f99ecafc0e5c5e865ca982bd5ecd43b2c73c1296e9d6014c8794236","version":"0.1.0","weights":"tests/written/residual_images_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `residual_images_script.onnx`, written by pytorch 2.15.0, opset 13.
    pub struct Model {
        [2, 6, 6] => Conv2d<filters = 4, kernel = 3, padding = 1, Relu>
            => Residual<Conv2d<filters = 4, kernel = 3, padding = 1, Relu> => Conv2d<filters = 4, kernel = 3, padding = 1>, Relu>
            => Residual<Conv2d<filters = 6, kernel = 3, stride = 2, padding = 1, Relu> => Conv2d<filters = 6, kernel = 3, padding = 1>, projection = Conv2d<filters = 6, kernel = 1, stride = 2>, Relu>
            => GlobalAvgPool => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/residual_images_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-0.95973706, 2.4697058],
            &[-0.70032024, 1.9978491],
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
