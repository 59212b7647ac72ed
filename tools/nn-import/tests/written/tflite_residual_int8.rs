//! A network that was imported from `residual_int8.tflite`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../tflite/residual_int8.tflite","name":"Model","sha256":"27e2e4953d294b33d0f7c872777571b6b5050ab0d9a969259bdcb817f8731a8d","version":"0.1.0","weights":"tests/tflite/residual_int8.tflite"}

use nn_core::prelude::*;

network! {
    /// Imported from `residual_int8.tflite`, written by a converter of TensorFlow Lite, schema 3.
    ///
    /// The model takes [8, 6, 2] with its channels last. The network takes [2, 8, 6]: channels first.
    ///
    /// The model computes with 8-bit integers: `quantized![.., Double]` is its network, and `include_tflite!` reads its numbers.
    pub struct Model {
        [2, 8, 6] => Conv2d<filters = 4, kernel = 3, padding = 1, Relu>
            => Residual<Conv2d<filters = 4, kernel = 3, padding = 1, Relu> => Conv2d<filters = 4, kernel = 3, padding = 1>, Relu>
            => Residual<Conv2d<filters = 6, kernel = 3, stride = 2, padding = Same, Relu> => Conv2d<filters = 6, kernel = 3, padding = 1>, projection = Conv2d<filters = 6, kernel = 1, stride = 2>, Relu>
            => GlobalAvgPool => Dense<3, Softmax>
    }
}

/// The network of 8-bit integers. It rounds as TensorFlow Lite Micro.
pub type Model8 = nn_core::quantized![Model, Double];

/// The numbers of the model.
pub static MODEL: Model8 = nn_core::include_tflite!(Model8, "tests/tflite/residual_int8.tflite");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64` and rounded. A sum in the middle of two integers can be rounded to the other one,
    /// so outputs can differ by a few steps.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[i8]; 2] = [
            &[-58, -27, -43],
            &[-60, -24, -43],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[i8; 2]; 6]; 8] = [[[0; 2]; 6]; 8];
            for (index, value) in input.as_flattened_mut().as_flattened_mut().iter_mut().enumerate() {
                *value = (((index * 37 + case * 11) % 256) as i16 - 128) as i8;
            }
            let output = MODEL.predict_quantized(&input);
            let output = <<Model8 as Layer>::Output as Tensor>::as_slice(&output);
            assert_eq!(output.len(), expected.len());
            for (output, expected) in output.iter().zip(expected) {
                assert!(output.abs_diff(*expected) <= 5, "{output}, not {expected}");
            }
        }
    }
}
