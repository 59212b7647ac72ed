//! Computations step by step whose bits must be the same everywhere: streams of `f32` and of `i8`, recurrent layers, and layers and
//! activations that no other job has.

use core::slice::from_ref;

use nn_core::prelude::*;
use nn_core::quantize::{Calibrate, MinMax, Quantizable};
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
/// Windows that are quantized. One layer has groups of four channels, one has not.
pub type Channels = network![[2, 10]
    => Conv1d<filters = 8, kernel = 1, Relu6> => DepthwiseConv1d<5, Relu> => Conv1d<filters = 5, kernel = 2>
    => DepthwiseConv1d<3, HardSwish> => GlobalMaxPool => Dense<3, Softmax>];
/// Recurrent layers that are quantized, after a convolution.
pub type Cells = network![[2, 10]
    => Conv1d<filters = 9, kernel = 3, dilation = 2, Relu> => FastGrnn<16, sequences = true> => Rnn<5> => Dense<3, Softmax>];
/// Layers over images.
pub type Enlarged = network![[1, 5, 4]
    => ZeroPad2d<top = 1, right = 2> => Conv2d<filters = 3, kernel = 2, Relu6> => Upsample2d<2>
    => DepthwiseConv2d<3, stride = 2, HardSigmoid> => PRelu<per_channel = true> => GlobalMaxPool => Dense<3, Softmax>];

/// What the job works in.
#[expect(clippy::type_complexity, reason = "the types of networks")]
pub struct Memory {
    windows: (Windows, Live<Windows>),
    gates: (Gates, Live<Gates>),
    channels: Quantized<Channels, quantized![Channels]>,
    gates8: Quantized<Gates, quantized![Gates]>,
    cells: Quantized<Cells, quantized![Cells]>,
    enlarged: Enlarged,
}

/// A network, its calibration, and the stream of the network of `i8` that is made from it.
struct Quantized<N: Quantizable<Layers: Calibrate>, N8: Streamed> {
    from: N,
    calibration: Calibration<N, MinMax>,
    net: N8,
    live: Live<N8>,
}

impl<N: Quantizable<Layers: Calibrate> + Zero, N8: Streamed + Zero> Zero for Quantized<N, N8> {
    const ZERO: Self = Quantized {
        from: Zero::ZERO,
        calibration: Zero::ZERO,
        net: Zero::ZERO,
        live: Zero::ZERO,
    };
}

impl Zero for Memory {
    const ZERO: Self = Memory {
        windows: (Zero::ZERO, Zero::ZERO),
        gates: (Zero::ZERO, Zero::ZERO),
        channels: Zero::ZERO,
        gates8: Zero::ZERO,
        cells: Zero::ZERO,
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

/// Quantizes a network, and streams the network of `i8`. `quantize` returns whether it was possible.
fn integers<N, N8>(
    board: &mut impl Board,
    name: &'static str,
    memory: &mut Quantized<N, N8>,
    quantize: impl FnOnce(&N, &Calibration<N, MinMax>, &mut N8) -> bool,
) where
    N: Quantizable<Layers: Calibrate> + TrainableNetwork,
    N8: Streamed<Element = i8, Layers: Stream<Frame = [i8; 2]>>,
{
    let Quantized {
        from,
        calibration,
        net,
        live,
    } = memory;
    from.initialize(&mut Random::seed(5));
    let mut digest = Digest::default();
    for numbers in SAMPLES.as_flattened().windows(N::Input::LEN) {
        if let Some(input) = N::Input::from_slice(numbers) {
            let observed = calibration.observe(from, from_ref(input));
            digest.add(observed.is_ok().into());
        }
    }
    digest.add(quantize(from, calibration, net).into());
    let [scale, _] = net.scales();
    let scale = scale.unwrap_or_default();
    board.measure(name, || {
        for pair in pairs() {
            if let Some(output) = live.push(net, &pair.map(|value| scale.to_i8(value))) {
                digest.bytes(output.as_slice());
            }
        }
    });
    board.result(name, digest.0);
}

/// Streams of all networks, and training of a network of other layers.
pub fn streams(board: &mut impl Board, memory: &mut Memory) {
    let rng = &mut Random::seed(3);
    let (net, live) = &mut memory.windows;
    net.initialize(rng);
    stream(board, "bits: stream", (&*net, live));
    let (net, live) = &mut memory.gates;
    net.initialize(rng);
    stream(board, "bits: recurrent stream", (&*net, live));
    integers(
        board,
        "bits: int8 stream",
        &mut memory.channels,
        |from, calibration, net| from.quantize_into(calibration, net).is_ok(),
    );
    integers(
        board,
        "bits: int8 gates",
        &mut memory.gates8,
        |from, calibration, net| from.quantize_into(calibration, net).is_ok(),
    );
    integers(
        board,
        "bits: int8 cells",
        &mut memory.cells,
        |from, calibration, net| from.quantize_into(calibration, net).is_ok(),
    );
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
