//! A network that was imported from `cnn_valid_int8.tflite`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../tflite/cnn_valid_int8.tflite","name":"Model","sha256":"f5f9ca43a101ddf2a6d9b3d92e46dd7a70cea094898998e9ede61e1ea7e5edff","version":"0.1.0","weights":"tests/tflite/cnn_valid_int8.tflite"}

use nn_core::prelude::*;

network! {
    /// Imported from `cnn_valid_int8.tflite`, written by a converter of TensorFlow Lite, schema 3.
    ///
    /// The model takes [10, 8, 2] with its channels last. The network takes [2, 10, 8]: channels first.
    ///
    /// The model computes with 8-bit integers: `quantized![.., Double]` is its network, and `include_tflite!` reads its numbers.
    pub struct Model {
        [2, 10, 8] => Conv2d<filters = 3, kernel = 3, Relu> => MaxPool2d<2>
            => Conv2d<filters = 4, kernel = 2, Relu> => Flatten => Dense<3>
    }
}

/// The network of 8-bit integers. It rounds as TensorFlow Lite Micro.
pub type Model8 = nn_core::quantized![Model, Double];

/// The numbers of the model.
pub static MODEL: Model8 = nn_core::include_tflite!(Model8, "tests/tflite/cnn_valid_int8.tflite");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64` and rounded. A sum in the middle of two integers can be rounded to the other one,
    /// so outputs can differ by a few steps.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[i8]; 2] = [
            &[-46, 55, -64],
            &[-50, 64, -44],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[i8; 2]; 8]; 10] = [[[0; 2]; 8]; 10];
            for (index, value) in input.as_flattened_mut().as_flattened_mut().iter_mut().enumerate() {
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
