//! A model of TensorFlow Lite whose first operator is another layer than the declared one.

use nn_core::prelude::*;

type Digits = network![49 => Dense<16, Relu> => Dense<10, Softmax>];
type Digits8 = quantized![Digits, Double];

static NET: Digits8 = nn_core::include_tflite!(Digits8, "weights/digits.tflite");

fn main() {
    NET.predict(&[0.0; 49]);
}
