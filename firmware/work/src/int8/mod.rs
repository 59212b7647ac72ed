//! Inference of networks of `i8` with weights in flash. They have the weights of the networks of `f32`.

mod constant;
mod networks;

use core::hint::black_box;

use nn_core::prelude::*;
use nn_core::stream::Live;

pub use self::networks::{BIG8, Big8, FAST8, Fast8, LENET8, LeNet8, SMALL8, Small8};
use crate::infer::sizes;
use crate::networks::{DENSE_PICTURE, SAMPLES, SPARSE_PICTURE};
use crate::{Board, Digest};

/// One measured prediction, and the digest of its output.
pub(crate) fn predict<N: Network<Element = i8>>(
    board: &mut impl Board,
    name: &'static str,
    net: &N,
    input: &N::Input,
    workspace: &mut Workspace<N>,
) {
    let mut digest = Digest::default();
    let (net, input) = (black_box(net), black_box(input));
    board.measure(name, || {
        black_box(net.predict_in(input, workspace));
    });
    digest.bytes(net.predict_in(input, workspace).as_slice());
    board.result(name, digest.0);
}

/// The input of a network from real numbers. An image has one channel, so its numbers have the same order.
fn input<N: Network<Element = i8>>(net: &N, reals: &[f32]) -> N::Input {
    let mut input = N::Input::ZERO;
    let [scale, _] = net.scales();
    let scale = scale.unwrap_or_default();
    for (number, real) in input.as_mut_slice().iter_mut().zip(reals) {
        *number = scale.to_i8(*real);
    }
    input
}

/// 16-32-32-4.
pub fn small(board: &mut impl Board, workspace: &mut Workspace<Small8>) {
    sizes::<Small8>(board);
    let sample = input(&SMALL8, &SAMPLES[0]);
    predict(board, "int8 16-32-32-4", &SMALL8, &sample, workspace);
}

/// 784-128-10.
pub fn big(board: &mut impl Board, workspace: &mut Workspace<Big8>) {
    sizes::<Big8>(board);
    let picture = input(&BIG8, &DENSE_PICTURE);
    predict(board, "int8 784-128-10", &BIG8, &picture, workspace);
    let picture = input(&BIG8, &SPARSE_PICTURE);
    predict(board, "int8 784-128-10 digit", &BIG8, &picture, workspace);
}

/// LeNet-5.
pub fn lenet(board: &mut impl Board, workspace: &mut Workspace<LeNet8>) {
    sizes::<LeNet8>(board);
    let picture = input(&LENET8, &DENSE_PICTURE);
    predict(board, "int8 lenet", &LENET8, &picture, workspace);
}

/// [`Fast8`], one step at a time. The last of 32 steps is measured.
pub fn fast_grnn(board: &mut impl Board, live: &mut Live<Fast8>) {
    board.bytes("flash", Fast8::FLASH_BYTES);
    board.bytes("ram", Live::<Fast8>::STATE_BYTES);
    let net = black_box(&FAST8);
    let mut steps = [[0; 9]; 32];
    for (index, number) in steps.as_flattened_mut().iter_mut().enumerate() {
        *number = (index * 37 % 255) as u8 as i8;
    }
    let [others @ .., last] = black_box(&steps);
    live.reset();
    let mut digest = Digest::default();
    for step in others {
        let state = live.push(net, step);
        digest.bytes(state.map(|state| state.as_slice()).unwrap_or_default());
    }
    let mut state = None;
    board.measure("int8 FastGRNN step", || state = live.push(net, last));
    digest.bytes(state.map(|state| state.as_slice()).unwrap_or_default());
    board.result("int8 FastGRNN step", digest.0);
}
