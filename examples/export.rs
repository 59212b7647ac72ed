//! Writes a network as models of ONNX, of `f32` and of `i8`: `cargo run --release --example export -- FOLDER`
//!
//! The network classifies irises by four measures. onnxruntime and Netron read the files.

use std::error::Error;
use std::path::{Path, PathBuf};

use examples::iris;
use nn_core::prelude::*;

/// The first layer has the statistics of the data, so the models take the measures as they are.
type Iris = network![4 => Standardize => Dense<16, Tanh> => Dense<3, Softmax>];
type Folded = folded![Iris];
type Iris8 = quantized![Iris];

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/iris.csv");

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1);
    let folder = PathBuf::from(folder.unwrap_or_else(|| ".".into()));
    let flowers = iris::read(Path::new(DATA))?;
    let mut net = Iris::random(&mut Random::seed(1));
    net.standardize(&flowers.inputs)?;
    let mut trainer = Trainer::<Iris, _, _, 16>::new(CrossEntropy, Adam::new(0.01));
    let samples = (&flowers.inputs, &flowers.labels);
    Fit::epochs(60)
        .seed(1)
        .run(&mut trainer, &mut net, samples)?;
    net.save_onnx(folder.join("iris.onnx"))?;

    let mut folded = Folded::ZERO;
    net.fold_into(&mut folded);
    let mut calibration = Calibration::<Folded>::ZERO;
    calibration.observe(&folded, &flowers.inputs)?;
    let mut net8 = Iris8::ZERO;
    let _ = folded.quantize_into(&calibration, &mut net8)?;
    net8.save_onnx(folder.join("iris_int8.onnx"))?;

    println!("wrote `iris.onnx` and `iris_int8.onnx`");
    println!("the first flower: {:?}", net.predict(&flowers.inputs[0]));
    println!("in 8 bits:        {:?}", net8.predict(&flowers.inputs[0]));
    Ok(())
}
