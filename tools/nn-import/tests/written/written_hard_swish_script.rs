//! A network that was imported from `written_hard_swish_script.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/written_hard_swish_script.onnx","name":"Model","sha256":"0abd60d0197fbd4fcd282aa30e83007887f9bfd65e9ea716b940e9564b989a6f","version":"0.1.0","weights":"tests/written/written_hard_swish_script.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `written_hard_swish_script.onnx`, written by pytorch 2.15.0, opset 13.
    pub struct Model {
        4 => first: Dense<6, HardSwish> => middle: Dense<5, HardSwish> => last: Dense<2>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/written_hard_swish_script.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.31339017, 0.06259146],
            &[0.25497386, 0.020790149],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [f32; 4] = [0.0; 4];
            for (at, value) in input.iter_mut().enumerate() {
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
