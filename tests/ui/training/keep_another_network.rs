//! A place for the best network that is of another network.

use nn_core::prelude::*;

network! {
    pub struct Net { 4 => Dense<3, Softmax> }
    pub struct Other { 4 => Dense<5, Relu> => Dense<3, Softmax> }
}

pub fn learn(net: &mut Net, best: &mut Other, trainer: &mut Trainer<Net, CrossEntropy, Adam, 8>) {
    let fit = Fit::epochs(9).keep_best(best);
    let _ = fit.run(trainer, net, ([[0.0; 4]; 8], [0u8; 8]));
}

fn main() {}
