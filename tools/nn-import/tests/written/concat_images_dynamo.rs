//! A network that was imported from `concat_images_dynamo.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/concat_images_dynamo.onnx","name":"Model","sha256":"2970f3b4e1813d165182a04f647ce86589717fb293b7de88dd55888490f7de6f","version":"0.1.0","weights":"tests/written/concat_images_dynamo.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `concat_images_dynamo.onnx`, written by pytorch 2.15.0+cu132, opset 20.
    pub struct Model {
        [2, 6, 6]
            => Concat<[], [MaxPool2d<3, stride = 1, padding = 1>], [Conv2d<filters = 3, kernel = 1, Relu>]>
            => Conv2d<filters = 2, kernel = 3> => Flatten => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/concat_images_dynamo.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.011058054, -0.26159513],
            &[-1.0233076, -0.8985512],
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
