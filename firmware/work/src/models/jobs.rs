//! Inference of the models, whose weights are in flash.

use core::hint::black_box;

use nn_core::include_tflite;
use nn_core::prelude::*;
use nn_core::stream::Live;

use super::*;
use crate::infer::sizes;
use crate::int8::predict;
use crate::{Board, Digest};

/// Predictions for all cases. The first one is measured.
fn run<N: Network<Element = i8>>(
    board: &mut impl Board,
    model: &Model,
    net: &N,
    workspace: &mut Workspace<N>,
    fill: impl Fn(u32, &mut [i8]),
) {
    sizes::<N>(board);
    let mut input = N::Input::ZERO;
    let [measured, others @ ..] = model.cases;
    fill(0, input.as_mut_slice());
    predict(board, measured, net, &input, workspace);
    for (case, name) in (1..).zip(others) {
        fill(case, input.as_mut_slice());
        let mut digest = Digest::default();
        digest.bytes(net.predict_in(&input, workspace).as_slice());
        board.result(name, digest.0);
    }
}

/// [`Kws8`].
pub fn kws(board: &mut impl Board, workspace: &mut Workspace<Kws8>) {
    static NET: Kws8 = include_tflite!(Kws8, env!("KWS_DSCNN_INT8"));
    run(board, &KWS, &NET, workspace, inputs::integers);
}

/// [`Anomaly8`].
pub fn anomaly(board: &mut impl Board, workspace: &mut Workspace<Anomaly8>) {
    static NET: Anomaly8 = include_tflite!(Anomaly8, env!("AD01_AUTOENCODER_INT8"));
    run(board, &ANOMALY, &NET, workspace, inputs::integers);
}

/// [`ResNet88`].
pub fn resnet8(board: &mut impl Board, workspace: &mut Workspace<ResNet88>) {
    static NET: ResNet88 = include_tflite!(ResNet88, env!("RESNET8_INT8"));
    run(board, &RESNET8, &NET, workspace, inputs::integers);
}

/// [`Vww8`].
pub fn vww(board: &mut impl Board, workspace: &mut Workspace<Vww8>) {
    static NET: Vww8 = include_tflite!(Vww8, env!("VWW_MOBILENET_INT8"));
    run(board, &VWW, &NET, workspace, inputs::integers);
}

/// [`WakeWord8`].
pub fn wake_word(board: &mut impl Board, workspace: &mut Workspace<WakeWord8>) {
    static NET: WakeWord8 = include_tflite!(WakeWord8, env!("STREAMING_WAKEWORD_INT8"));
    run(board, &WAKE_WORD, &NET, workspace, inputs::integers);
}

/// [`WakeWord8`], one step at a time. The last step of a window is measured.
pub fn wake_word_step(board: &mut impl Board, live: &mut Live<WakeWord8>) {
    static NET: WakeWord8 = include_tflite!(WakeWord8, env!("STREAMING_WAKEWORD_INT8"));
    board.bytes("flash", WakeWord8::FLASH_BYTES);
    board.bytes("ram", Live::<WakeWord8>::STATE_BYTES);
    let net = black_box(&NET);
    for (case, name) in (0..).zip(WAKE_WORD_STEP.cases) {
        let mut window = [[0; 40]; 30];
        inputs::integers(case, window.as_flattened_mut());
        let [others @ .., last] = black_box(&window);
        live.reset();
        for step in others {
            live.push(net, step);
        }
        let mut output = None;
        if case == 0 {
            board.measure(name, || output = live.push(net, last));
        } else {
            output = live.push(net, last);
        }
        let mut digest = Digest::default();
        digest.bytes(output.map(|output| output.as_slice()).unwrap_or_default());
        board.result(name, digest.0);
    }
}

/// [`LeNet3008`].
pub fn lenet300(board: &mut impl Board, workspace: &mut Workspace<LeNet3008>) {
    static NET: LeNet3008 = include_tflite!(LeNet3008, env!("MNIST_LENET300_100_INT8"), until = 5);
    run(board, &LENET300, &NET, workspace, |case, input| {
        pixels(&NET, case, input)
    });
}

/// [`TinyCnn8`].
pub fn tiny_cnn(board: &mut impl Board, workspace: &mut Workspace<TinyCnn8>) {
    static NET: TinyCnn8 = include_tflite!(TinyCnn8, env!("MNIST_TINYCNN_INT8"));
    run(board, &TINY_CNN, &NET, workspace, inputs::integers);
}

/// [`MicroSpeech8`].
pub fn micro_speech(board: &mut impl Board, workspace: &mut Workspace<MicroSpeech8>) {
    static NET: MicroSpeech8 = include_tflite!(MicroSpeech8, env!("MICRO_SPEECH_INT8"));
    run(board, &MICRO_SPEECH, &NET, workspace, inputs::integers);
}

/// [`Sine8`].
pub fn sine(board: &mut impl Board, workspace: &mut Workspace<Sine8>) {
    static NET: Sine8 = include_tflite!(Sine8, env!("SINE_MLP_INT8"));
    run(board, &SINE, &NET, workspace, inputs::integers);
}

/// The input of a model whose first operator quantizes real numbers.
fn pixels(net: &LeNet3008, case: u32, input: &mut [i8]) {
    let mut reals = [0.0; 784];
    inputs::reals(case, &mut reals);
    let scale = net.input_scale();
    for (number, real) in input.iter_mut().zip(&reals) {
        *number = scale.to_i8(*real);
    }
}
