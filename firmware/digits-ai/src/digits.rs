//! A network that was imported from `digits.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"budget":"flash = \"16 KiB\", infer_ram = \"4 KiB\"","model":"../digits.onnx","name":"Digits","sha256":"c6517b0d47520a9c4b17f9ad072dcc83c439e0169ff55424a65ecca36c0153b6","version":"0.1.0","weights":"src/digits.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `digits.onnx`, written by pytorch 2.15.0+cu132, opset 20.
    #[budget(flash = "16 KiB", infer_ram = "4 KiB")]
    pub struct Digits {
        [1, 8, 8] => Conv2d<filters = 8, kernel = 3, padding = 1, Relu> => MaxPool2d<2>
            => Conv2d<filters = 16, kernel = 3, padding = 1, Relu> => MaxPool2d<2> => Flatten
            => Dense<10, Softmax>
    }
}

/// The weights of the model.
pub static DIGITS: Digits = nn_core::include_weights!(Digits, "src/digits.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[
                1.1456287e-9,
                4.6542722e-10,
                0.0072483798,
                0.9648457,
                2.9419605e-6,
                0.00047995232,
                2.0415838e-9,
                0.027070351,
                7.571338e-6,
                0.00034507076,
            ],
            &[
                2.7561464e-9,
                2.1322469e-13,
                0.019144528,
                0.08473068,
                1.6230614e-6,
                0.8784431,
                1.7519145e-8,
                0.017680008,
                7.4289286e-9,
                1.8393105e-9,
            ],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 8]; 8]; 1] = [[[0.0; 8]; 8]; 1];
            for (at, value) in input
                .as_flattened_mut()
                .as_flattened_mut()
                .iter_mut()
                .enumerate()
            {
                let index = at;
                *value = ((index * 37 + case * 11) % 101) as f32 / 50.0 - 1.0;
            }
            let output = DIGITS.predict(&input);
            let output = <<Digits as Layer>::Output as Tensor>::as_slice(&output);
            assert_eq!(output.len(), expected.len());
            for (output, expected) in output.iter().zip(expected) {
                assert!(
                    (output - expected).abs() <= 1e-4 * (1.0 + expected.abs()),
                    "{output}, not {expected}"
                );
            }
        }
    }
}
