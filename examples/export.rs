//! Writes a network as models of ONNX, of `f32` and of `i8`: `cargo run --release --example export -- FOLDER`
//!
//! The network states whether a point is outside of a circle. onnxruntime and Netron read the files.

use std::error::Error;
use std::path::PathBuf;

use nn_core::prelude::*;

type Circle = network![2 => Dense<16, Relu> => Dense<2, Softmax>];
type Circle8 = quantized![Circle];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1);
    let folder = PathBuf::from(folder.unwrap_or_else(|| ".".into()));
    let points: [[f32; 2]; 400] =
        core::array::from_fn(|index| [index % 20, index / 20].map(|x| x as f32 / 10.0 - 0.95));
    let is_outside = points.map(|[x, y]| x * x + y * y > 0.5);

    let mut net = Circle::random(&mut Random::seed(1));
    let mut trainer = Trainer::<Circle, _, _, 20>::new(CrossEntropy, Adam::new(0.02));
    Fit::epochs(100)
        .seed(42)
        .run(&mut trainer, &mut net, (&points, &is_outside))?;
    net.save_onnx(folder.join("circle.onnx"))?;

    let mut calibration = Calibration::<Circle>::ZERO;
    calibration.observe(&net, &points)?;
    let mut net8 = Circle8::ZERO;
    let _ = net.quantize_into(&calibration, &mut net8)?;
    net8.save_onnx(folder.join("circle_int8.onnx"))?;

    println!("wrote `circle.onnx` and `circle_int8.onnx`");
    let point = [0.5, -0.6];
    println!("the point {point:?}: {:?}", net.predict(&point));
    println!("with 8 bits:            {:?}", net8.predict(&point));
    Ok(())
}
