//! A network that was imported from `mnist_cnn_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../practice/mnist_cnn_script.onnx","name":"Model","sha256":"abaeddd5c6ea082dae8b4c24b63768e64ae33ce8edd75d1a201b42da7b9bddca","version":"0.1.0","weights":"tests/written/mnist_cnn_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `mnist_cnn_script.onnx`, written by pytorch 2.15.0, opset 17.
    ///
    /// The model ends in a log-softmax. The network returns the probabilities, not their logarithms.
    pub struct Model {
        [1, 12, 12] => Conv2d<filters = 3, kernel = 3, Relu>
            => Conv2d<filters = 4, kernel = 3, Relu> => MaxPool2d<2> => Flatten => Dense<6, Relu>
            => Dense<10, Softmax>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/mnist_cnn_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.06845196, 0.26772156, 0.055311184, 0.054900575, 0.06962175, 0.09491347, 0.047726016, 0.051237453, 0.14860179, 0.14151424],
            &[0.06767929, 0.13579655, 0.06475061, 0.0552782, 0.04880033, 0.25045913, 0.0757936, 0.048400532, 0.13089865, 0.122143105],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 12]; 12]; 1] = [[[0.0; 12]; 12]; 1];
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
