//! Every recurrent layer: outputs, gradients and updates, with each instruction set.

use nn_core::layer::{AllSteps, LastStep, NoBias};
use nn_core::prelude::*;

use tests::proof::{Through, check};

#[test]
fn gated_recurrent_units() {
    check::<Through<Gru<3, 4, 12, 6>>>(1..=3);
    check::<Through<Gru<2, 5, 15, 4, AllSteps>>>(1..=3);
    check::<Through<Gru<1, 1, 3, 3, LastStep, NoBias>>>([2]);
    check::<Through<Gru<3, 9, 27, 1, AllSteps, NoBias>>>([2]);
    check::<Through<Gru<5, 16, 48, 20, AllSteps>>>([2]);
}

#[test]
fn long_short_term_memory() {
    check::<Through<Lstm<3, 4, 16, 6>>>(1..=3);
    check::<Through<Lstm<2, 5, 20, 4, AllSteps>>>(1..=3);
    check::<Through<Lstm<1, 1, 4, 3, LastStep, NoBias>>>([2]);
    check::<Through<Lstm<3, 9, 36, 1, AllSteps, NoBias>>>([2]);
    check::<Through<Lstm<5, 16, 64, 20, AllSteps>>>([2]);
}

#[test]
fn recurrent_layers_without_gates() {
    check::<Through<Rnn<3, 4, 6>>>(1..=3);
    check::<Through<Rnn<2, 5, 4, Tanh, AllSteps>>>(1..=3);
    check::<Through<Rnn<3, 4, 5, Relu, AllSteps>>>([1, 2]);
    check::<Through<Rnn<1, 1, 3, Relu, LastStep, NoBias>>>([2]);
    check::<Through<Rnn<3, 17, 1, Tanh, AllSteps, NoBias>>>([2]);
}

#[test]
fn minimal_gated_recurrent_units() {
    check::<Through<MinGru<3, 4, 8, 6>>>(1..=2);
    check::<Through<MinGru<2, 5, 10, 4, AllSteps>>>(1..=3);
    check::<Through<MinGru<1, 1, 2, 3, LastStep, NoBias>>>([2]);
    check::<Through<MinGru<3, 9, 18, 1, AllSteps, NoBias>>>([2]);
}

#[test]
fn fast_gated_recurrent_units() {
    check::<Through<FastGrnn<3, 4, 6>>>(1..=2);
    check::<Through<FastGrnn<2, 5, 4, AllSteps>>>(1..=3);
    check::<Through<FastGrnn<1, 1, 3, LastStep, NoBias>>>([2]);
    check::<Through<FastGrnn<3, 9, 1, AllSteps, NoBias>>>([2]);
    check::<Through<FastGrnn<5, 16, 20, AllSteps>>>([2]);
}
