//! Stored states: a resumed stream returns the same bits, and the state of another network is refused.

use nn_core::network::Composed;
use nn_core::prelude::*;
use nn_core::stream::{Live, Stream, Streamed};
use nn_core::tensor::Tensor;
use nn_core::weights::Persist;
use nn_core::weights::image::{self, ImageError};

use super::{bits, signal};

type Frame<N> = <<N as Composed>::Layers as Stream>::Frame;

/// The outputs of the last steps of a stream that is stored after each number of steps, and resumed.
fn resumes<N: Streamed>(
    net: &N,
    frames: &[Frame<N>],
    compare: impl Fn(&[N::Element], &[N::Element]),
) {
    let mut live = Live::<N>::boxed();
    let mut outputs = 0;
    for stored in 0..frames.len() {
        let mut bytes = vec![0; image::bytes::<Live<N>>()];
        image::write(&*live, &mut bytes).unwrap();
        let mut resumed = Live::<N>::boxed();
        image::read(&mut *resumed, &bytes).unwrap();
        let mut whole = live.clone();
        for frame in &frames[stored..] {
            let (expected, found) = (whole.push(net, frame), resumed.push(net, frame));
            assert_eq!(expected.is_some(), found.is_some(), "{stored}");
            if let (Some(expected), Some(found)) = (expected, found) {
                compare(expected.as_slice(), found.as_slice());
                outputs += 1;
            }
        }
        live.push(net, &frames[stored]);
    }
    assert!(outputs > frames.len());
}

type Windows = network![[2, 12]
    => Conv1d<filters = 4, kernel = 3, dilation = 2, Relu> => MaxPool1d<2>
    => Concat<[Conv1d<filters = 2, kernel = 1>], []> => Flatten => Dense<2, Softmax>];
type Gates = network![[3, 8]
    => Conv1d<filters = 2, kernel = 3, padding = Causal> => Gru<3, sequences = true> => Lstm<4, sequences = true>
    => MinGru<2, sequences = true> => Rnn<3> => Dense<2>];

#[test]
fn real_numbers_resume() {
    let same = |a: &[f32], b: &[f32]| assert_eq!(bits(a), bits(b));
    resumes(
        &tests::parameters::random::<Windows>(3),
        &signal::<2>(30, 1),
        same,
    );
    resumes(
        &tests::parameters::random::<Gates>(4),
        &signal::<3>(20, 2),
        same,
    );
}

/// Quantizes a network with this number of features and steps, and resumes the stream of integers.
macro_rules! integers_resume {
    ($net:ty, $features:literal x $length:literal) => {{
        type Net = $net;
        let net = tests::parameters::random::<Net>(3);
        let mut inputs = [[[0.0; $length]; $features]; 20];
        let random = &mut Random::seed(4);
        tests::samples::fill(Tensor::all_mut(&mut inputs), -1.0, 1.0, random);
        let mut calibration = Calibration::<Net>::ZERO;
        calibration.observe(&net, &inputs).unwrap();
        let mut net8 = <quantized![Net]>::ZERO;
        net.quantize_into(&calibration, &mut net8).unwrap();
        let scale = net8.input_scale();
        let signal = signal::<$features>(30, 5);
        let signal: Vec<[i8; $features]> = signal
            .iter()
            .map(|step| step.map(|x| scale.to_i8(x)))
            .collect();
        resumes(&net8, &signal, |a, b| assert_eq!(a, b));
    }};
}

#[test]
fn integers_resume() {
    integers_resume!(
        network![[5, 12]
            => DepthwiseConv1d<3, Relu> => Conv1d<filters = 7, kernel = 2, dilation = 3>
            => Residual<Conv1d<filters = 7, kernel = 1>> => GlobalMaxPool => Dense<3>],
        5 x 12
    );
}

#[test]
fn integer_states_resume() {
    integers_resume!(
        network![[3, 8] => Gru<5, sequences = true> => Lstm<3, sequences = true> => FastGrnn<4> => Dense<2>],
        3 x 8
    );
}

#[test]
fn another_network_is_refused() {
    type Other = network![[2, 12]
        => Conv1d<filters = 4, kernel = 3, dilation = 2, Tanh> => MaxPool1d<2>
        => Concat<[Conv1d<filters = 2, kernel = 1>], []> => Flatten => Dense<2, Softmax>];
    assert_eq!(Live::<Windows>::WORDS, Live::<Other>::WORDS);
    let mut bytes = vec![0; image::bytes::<Live<Windows>>()];
    image::write(&Live::<Windows>::ZERO, &mut bytes).unwrap();
    let mut other = Live::<Other>::ZERO;
    let read = image::read(&mut other, &bytes);
    assert!(
        matches!(read, Err(ImageError::OtherArchitecture { .. })),
        "{read:?}"
    );
    // nor is the network itself a state
    let mut net = Windows::ZERO;
    let read = image::read(&mut net, &bytes);
    assert!(
        matches!(read, Err(ImageError::OtherArchitecture { .. })),
        "{read:?}"
    );
}

#[test]
fn a_number_that_is_not_finite_is_refused() {
    let net = tests::parameters::random::<Windows>(3);
    let mut live = Live::<Windows>::ZERO;
    live.push(&net, &[1.0, f32::NAN]);
    let mut bytes = vec![0; image::bytes::<Live<Windows>>()];
    let written = image::write(&live, &mut bytes);
    assert!(
        matches!(written, Err(ImageError::NotFinite { .. })),
        "{written:?}"
    );
}

/// Counters that no steps lead to: the stream goes on, and has outputs.
#[test]
fn any_words_can_take_steps() {
    let net = tests::parameters::random::<Windows>(3);
    for word in [0, 1, 7, 0x7fff_ffff, u32::MAX] {
        let mut live = Live::<Windows>::ZERO;
        live.restore(&mut |words| words.fill(word & if words.len() == 2 { u32::MAX } else { 1 }));
        let steps = signal::<2>(40, 6);
        let outputs = steps.iter().filter(|step| live.push(&net, step).is_some());
        assert!(outputs.count() > 5, "{word}");
    }
}
