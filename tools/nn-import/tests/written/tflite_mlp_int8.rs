//! A network that was imported from `mlp_int8.tflite`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../tflite/mlp_int8.tflite","name":"Model","sha256":"b24c3121cdd3aa14a048c33630b8e69c6373235851c12ecced3078327b72630b","version":"0.1.0","weights":"tests/tflite/mlp_int8.tflite"}

use nn_core::prelude::*;

network! {
    /// Imported from `mlp_int8.tflite`, written by a converter of TensorFlow Lite, schema 3.
    ///
    /// The model computes with 8-bit integers: `quantized![.., Double]` is its network, and `include_tflite!` reads its numbers.
    pub struct Model {
        6 => Dense<8, Relu> => Dense<4, Softmax>
    }
}

/// The network of 8-bit integers. It rounds as TensorFlow Lite Micro.
pub type Model8 = nn_core::quantized![Model, Double];

/// The numbers of the model.
pub static MODEL: Model8 = nn_core::include_tflite!(Model8, "tests/tflite/mlp_int8.tflite");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64` and rounded. A sum in the middle of two integers can be rounded to the other one,
    /// so outputs can differ by a few steps.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[i8]; 2] = [
            &[-45, -74, -59, -78],
            &[-51, -78, -51, -76],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [i8; 6] = [0; 6];
            for (index, value) in input.iter_mut().enumerate() {
                *value = (((index * 37 + case * 11) % 256) as i16 - 128) as i8;
            }
            let output = MODEL.predict_quantized(&input);
            let output = <<Model8 as Layer>::Output as Tensor>::as_slice(&output);
            assert_eq!(output.len(), expected.len());
            for (output, expected) in output.iter().zip(expected) {
                assert!(output.abs_diff(*expected) <= 6, "{output}, not {expected}");
            }
        }
    }
}
