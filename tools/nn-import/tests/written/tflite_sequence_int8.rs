//! A network that was imported from `sequence_int8.tflite`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../tflite/sequence_int8.tflite","name":"Model","sha256":"bc43fe427049f54d9330d67deaed57374d5eeb868f577b5ff8fe138244ee99c8","version":"0.1.0","weights":"tests/tflite/sequence_int8.tflite"}

use nn_core::prelude::*;

network! {
    /// Imported from `sequence_int8.tflite`, written by a converter of TensorFlow Lite, schema 3.
    ///
    /// The model takes [20, 3] with its channels last. The network takes [3, 20]: channels first.
    ///
    /// The model computes with 8-bit integers: `quantized![.., Double]` is its network, and `include_tflite!` reads its numbers.
    pub struct Model {
        [3, 20] => Conv1d<filters = 4, kernel = 5, stride = 2, padding = Same, Relu> => MaxPool1d<2>
            => Conv1d<filters = 5, kernel = 3, Relu> => GlobalAvgPool => Dense<2>
    }
}

/// The network of 8-bit integers. It rounds as TensorFlow Lite Micro.
pub type Model8 = nn_core::quantized![Model, Double];

/// The numbers of the model.
pub static MODEL: Model8 = nn_core::include_tflite!(Model8, "tests/tflite/sequence_int8.tflite");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64` and rounded. A sum in the middle of two integers can be rounded to the other one,
    /// so outputs can differ by a few steps.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[i8]; 2] = [
            &[-97, 69],
            &[-99, 74],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[i8; 3]; 20] = [[0; 3]; 20];
            for (index, value) in input.as_flattened_mut().iter_mut().enumerate() {
                *value = (((index * 37 + case * 11) % 256) as i16 - 128) as i8;
            }
            let output = MODEL.predict_quantized(&input);
            let output = <<Model8 as Layer>::Output as Tensor>::as_slice(&output);
            assert_eq!(output.len(), expected.len());
            for (output, expected) in output.iter().zip(expected) {
                assert!(output.abs_diff(*expected) <= 3, "{output}, not {expected}");
            }
        }
    }
}
