//! A network that was imported from `lstm_all_int8.tflite`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../tflite/lstm_all_int8.tflite","name":"Model","sha256":"5ad6b88298493e60355e65261c34fdbcf5e50ac7e10a1929b522f04f1898164a","version":"0.1.0","weights":"tests/tflite/lstm_all_int8.tflite"}

use nn_core::prelude::*;

network! {
    /// Imported from `lstm_all_int8.tflite`, written by a converter of TensorFlow Lite, schema 3.
    ///
    /// The model takes [12, 3]: 12 steps of 3 features. The network takes [3, 12]: the steps of each feature.
    ///
    /// The model computes with 8-bit integers: `quantized![.., Double]` is its network, and `include_tflite!` reads its numbers.
    pub struct Model {
        [3, 12] => Lstm<4, sequences = true> => Flatten => Dense<2>
    }
}

/// The network of 8-bit integers. It rounds as TensorFlow Lite Micro.
pub type Model8 = nn_core::quantized![Model, Double];

/// The numbers of the model.
pub static MODEL: Model8 = nn_core::include_tflite!(Model8, "tests/tflite/lstm_all_int8.tflite");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64` and rounded. A sum in the middle of two integers can be rounded to the other one,
    /// so outputs can differ by a few steps.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[i8]; 2] = [
            &[82, -7],
            &[77, -11],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[i8; 3]; 12] = [[0; 3]; 12];
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
