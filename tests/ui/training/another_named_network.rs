//! A trainer and gradients of another named network.

use nn_core::prelude::*;

network! {
    struct Net { 4 => Dense<3, Softmax> }
    struct Other { 4 => Dense<5, Relu> => Dense<3, Softmax> }
}

fn learn(net: &mut Net, trainer: &mut Trainer<Other, CrossEntropy, Adam, 8>) {
    let _ = trainer.step(net, &[[0.0; 4]; 8], &[0usize; 8]);
}

fn step(net: &mut Net, gradients: &Gradients<Other>, sgd: &Sgd) {
    sgd.step(&mut (), net, gradients);
}

fn main() {}
