//! A named network with a mistake causes one error, and its uses cause no others.

use nn_core::prelude::*;

network! {
    /// Digits.
    pub struct Digits { 784 => hidden: Dense<16, Rleu> => output: Dense<10, Softmax> }
}

pub fn learn(net: &mut Digits, trainer: &mut OnlineTrainer<Digits, CrossEntropy>) -> f32 {
    let _ = trainer.step(net, &[0.0; 784], &0usize);
    net.hidden_mut().bias[0] = 1.0;
    net.predict(&[0.0; 784])[0] + net.output().bias[0] + Digits::PARAMS as f32
}

fn main() {}
