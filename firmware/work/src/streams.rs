//! Computations step by step whose bits must be the same everywhere: streams, recurrent layers, and layers and
//! activations that no other job has.

use nn_core::prelude::*;
use nn_core::stream::{Live, Stream, Streamed};

use crate::networks::SAMPLES;
use crate::{Board, Digest};

/// Windows of real numbers.
pub type Windows = network![[2, 10]
    => Conv1d<filters = 4, kernel = 3, dilation = 2, HardSwish> => MaxPool1d<2, stride = 1>
    => PRelu<per_channel = true> => GlobalMaxPool => Dense<3, Softmax>];
/// Recurrent layers after a causal convolution.
pub type Gates = network![[2, 10]
    => Conv1d<filters = 3, kernel = 2, padding = Causal, Relu6> => Gru<4, sequences = true> => Lstm<3> => Dense<3, Softmax>];
/// Layers over images.
pub type Enlarged = network![[1, 5, 4]
    => ZeroPad2d<top = 1, right = 2> => Conv2d<filters = 3, kernel = 2, Relu6> => Upsample2d<2>
    => DepthwiseConv2d<3, stride = 2, HardSigmoid> => PRelu<per_channel = true> => GlobalMaxPool => Dense<3, Softmax>];

/// What the job works in.
pub struct Memory {
    windows: (Windows, Live<Windows>),
    gates: (Gates, Live<Gates>),
    enlarged: Enlarged,
}

impl Zero for Memory {
    const ZERO: Self = Memory {
        windows: (Zero::ZERO, Zero::ZERO),
        gates: (Zero::ZERO, Zero::ZERO),
        enlarged: Zero::ZERO,
    };
}

/// Pairs of numbers, one after the other.
fn pairs() -> impl Iterator<Item = [f32; 2]> {
    let numbers = SAMPLES.as_flattened().as_chunks::<2>().0;
    numbers.iter().copied()
}

/// The outputs of a network for steps, one after the other.
fn stream<N: Streamed<Element = f32, Layers: Stream<Frame = [f32; 2]>>>(
    board: &mut impl Board,
    name: &'static str,
    (net, live): (&N, &mut Live<N>),
) {
    let mut digest = Digest::default();
    board.measure(name, || {
        for pair in pairs() {
            if let Some(output) = live.push(net, &pair) {
                digest.floats(output.as_slice());
            }
        }
    });
    board.result(name, digest.0);
}

/// Streams of both networks, and training of a network of other layers.
pub fn streams(board: &mut impl Board, memory: &mut Memory) {
    let rng = &mut Random::seed(3);
    let (net, live) = &mut memory.windows;
    net.initialize(rng);
    stream(board, "bits: stream", (&*net, live));
    let (net, live) = &mut memory.gates;
    net.initialize(rng);
    stream(board, "bits: recurrent stream", (&*net, live));
    enlarged(board, &mut memory.enlarged);
}

/// Online training.
fn enlarged(board: &mut impl Board, net: &mut Enlarged) {
    net.initialize(&mut Random::seed(4));
    let mut online = OnlineTrainer::new(CrossEntropy, 0.05);
    let mut taken = 0;
    let images = SAMPLES.as_flattened().windows(20).enumerate();
    for (index, numbers) in images {
        if let Some(image) = <[[[f32; 4]; 5]; 1]>::from_slice(numbers) {
            taken += u32::from(online.step(net, image, &((index % 3) as u8)).is_ok());
        }
    }
    let mut digest = Digest(Digest::of(net));
    digest.add(taken);
    board.result("bits: enlarged images", digest.0);
}
