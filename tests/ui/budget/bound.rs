//! A function that takes only what fits.
use nn_core::budget::{FitsFlash, FitsRam};
use nn_core::prelude::*;
use typenum::{U128, U512};

fn deploy<N: Network + FitsFlash<U512>>(_: &N) {}
fn run<N: Network + FitsRam<U128>>(_: &N) {}

network! {
    pub struct Tiny { 128 => Dense<32, Relu> => Dense<10, Softmax> }
}

fn main() {
    deploy(&Tiny::ZERO);
    run(&Tiny::ZERO);
}
