//! A network that was imported from `zero_pad_sides_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/zero_pad_sides_script.onnx","name":"Model","sha256":"d16dfda9a0221c3c66c5645a871037ce254f7c258178cd9667064b899d7690e8","version":"0.1.0","weights":"tests/written/zero_pad_sides_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `zero_pad_sides_script.onnx`, written by pytorch 2.15.0, opset 17.
    pub struct Model {
        [1, 7, 8] => Conv2d<filters = 2, kernel = 3, Relu>
            => ZeroPad2d<top = 2, bottom = 1, right = 1>
            => Conv2d<filters = 3, kernel = 3, stride = 2, Relu> => ZeroPad2d<1> => MaxPool2d<2>
            => ZeroPad2d<left = 1> => Flatten => Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/zero_pad_sides_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[-0.037064634, -0.027042316],
            &[-0.10643275, 0.077996425],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 8]; 7]; 1] = [[[0.0; 8]; 7]; 1];
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
