//! The data of the workloads: random numbers without zeros, and handwritten digits, in which four of five pixels are 0.

use std::path::Path;

use examples::digits::{Digits, PIXELS};
use nn_core::prelude::*;
use nn_core::tensor::Tensor;
use tests::samples;

use crate::oracle::Fault;

/// The digits in the repository.
const DIGITS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/data/mnist10k");

/// Rows of numbers between -1 and 1, none of them 0.
pub fn rows<T: Tensor<Element = f32>>(count: usize, seed: u64) -> Vec<T> {
    let mut rows: Vec<T> = samples::rows(count, 1.0, &mut Random::seed(seed));
    for row in &mut rows {
        for value in row.as_mut_slice() {
            if *value == 0.0 {
                *value = 0.5;
            }
        }
    }
    rows
}

/// Random classes.
pub fn classes(count: usize, classes: usize, seed: u64) -> Vec<usize> {
    let mut rng = Random::seed(seed);
    let draw = |_| rng.next_u32() as usize % classes;
    (0..count).map(draw).collect()
}

/// A network with random weights and biases.
pub fn network<N: TrainableNetwork + Boxed>(seed: u64) -> Box<N> {
    let mut net = N::boxed();
    samples::randomize(&mut *net, &mut Random::seed(seed));
    net
}

/// The first `count` handwritten digits and their classes.
///
/// # Errors
/// The files cannot be read.
pub fn digits(count: usize) -> Result<(Vec<[f32; PIXELS]>, Vec<usize>), Fault> {
    let digits = Digits::load(Path::new(DIGITS)).map_err(Fault::caused)?;
    let samples = digits.train.samples();
    let images = samples.images.iter().take(count).copied().collect();
    let labels = samples.labels.iter().take(count);
    Ok((images, labels.map(|label| usize::from(*label)).collect()))
}
