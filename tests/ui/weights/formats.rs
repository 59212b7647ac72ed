//! The files have other formats, which their first bytes show.

use nn_core::prelude::*;

type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];

static TORCH: Net = nn_core::include_weights!(Net, "weights/net.pth");
static ONNX: Net = nn_core::include_weights!(Net, "weights/net.onnx");
static TFLITE: Net = nn_core::include_weights!(Net, "weights/net.tflite");
static KERAS: Net = nn_core::include_weights!(Net, "weights/net.h5");

fn main() {}
