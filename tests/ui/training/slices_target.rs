//! A step in slices with a target of another type.

use nn_core::prelude::*;

type Net = network![4 => Dense<2, Softmax>];

fn main() {
    let mut trainer = OnlineTrainer::<Net, _>::new(CrossEntropy, 0.1);
    let _ = trainer.begin(&[0.0; 4], &"two");
}
