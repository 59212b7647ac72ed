//! A network that was imported from `mobile_block_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/mobile_block_script.onnx","name":"Model","sha256":"832ee2a81d0982ac2da6a4719b503b394fc6355bdd9f95ec0e74881a07c432eb","version":"0.1.0","weights":"tests/written/mobile_block_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `mobile_block_script.onnx`, written by pytorch 2.15.0, opset 17.
    pub struct Model {
        [3, 8, 8] => Conv2d<filters = 4, kernel = 3, stride = 2, padding = 1, HardSwish>
            => Residual<Conv2d<filters = 8, kernel = 1, Relu6> => DepthwiseConv2d<3, padding = 1> => PRelu<per_channel = true> => Conv2d<filters = 4, kernel = 1>, Relu6>
            => MaxPool2d<2> => Flatten => Dense<2, HardSigmoid>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/mobile_block_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.37524232, 0.50034714],
            &[0.55915236, 0.52844584],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 8]; 8]; 3] = [[[0.0; 8]; 8]; 3];
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
