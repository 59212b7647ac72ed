//! A function with a limit as a bound.
use nn_core::network::{FitsFlash, FitsRam};
use nn_core::count;
use nn_core::prelude::*;

fn deploy<N: Network + FitsFlash<count!(16 * 1024)>>(_: &N) {}
fn run<N: Network + FitsRam<count!(100)>>(_: &N) {}

network! {
    pub struct Tiny { 128 => Dense<32, Relu> => Dense<10, Softmax> }
}

fn main() {
    deploy(&Tiny::ZERO);
    run(&Tiny::ZERO);
}
