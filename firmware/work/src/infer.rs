//! Inference with weights in flash. RAM contains only the workspace.

use core::hint::black_box;

use nn_core::prelude::*;

use crate::networks::{
    BIG, Big, DENSE_PICTURE, LENET, LeNet, SAMPLES, SMALL, SMALL_ALL_TANH, SMALL_RELU, SMALL_TANH,
    SPARSE_PICTURE, Small,
};
use crate::{Board, Digest};

/// One measured prediction, and the digest of its output.
pub(crate) fn predict<N: Network<Element = f32>>(
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
    digest.floats(net.predict_in(input, workspace).as_slice());
    board.result(name, digest.0);
}

/// The sizes that an image of inference must have.
pub(crate) fn sizes<N: Network>(board: &mut impl Board) {
    board.bytes("flash", N::FLASH_BYTES);
    board.bytes("ram", N::INFER_RAM_BYTES);
}

/// 16-32-32-4.
pub fn small(board: &mut impl Board, workspace: &mut Workspace<Small>) {
    sizes::<Small>(board);
    predict(board, "infer 16-32-32-4", &SMALL, &SAMPLES[0], workspace);
}

/// 16-32-32-4 with other activations, whose workspaces are on the stack.
pub fn activations(board: &mut impl Board) {
    let input = &SAMPLES[0];
    let (mut relu, mut tanh, mut all) = (Workspace::ZERO, Workspace::ZERO, Workspace::ZERO);
    predict(
        board,
        "infer 16-32-32-4 relu",
        &SMALL_RELU,
        input,
        &mut relu,
    );
    predict(
        board,
        "infer 16-32-32-4 tanh",
        &SMALL_TANH,
        input,
        &mut tanh,
    );
    predict(
        board,
        "infer 16-32-32-4 all tanh",
        &SMALL_ALL_TANH,
        input,
        &mut all,
    );
}

/// 784-128-10.
pub fn big(board: &mut impl Board, workspace: &mut Workspace<Big>) {
    sizes::<Big>(board);
    predict(board, "infer 784-128-10", &BIG, &DENSE_PICTURE, workspace);
    predict(
        board,
        "infer 784-128-10 digit",
        &BIG,
        &SPARSE_PICTURE,
        workspace,
    );
}

/// LeNet-5.
pub fn lenet(board: &mut impl Board, workspace: &mut Workspace<LeNet>) {
    sizes::<LeNet>(board);
    if let Some(picture) = <[[[f32; 28]; 28]; 1]>::from_slice(&DENSE_PICTURE) {
        predict(board, "infer lenet", &LENET, picture, workspace);
    }
}
