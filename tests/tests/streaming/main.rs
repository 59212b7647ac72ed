//! Streams: each output has the bits of the network, for every phase.

mod inside;
mod integers;
mod random_integers;
mod random_reals;
mod stored;

use nn_core::instruction_set::InstructionSet;
use nn_core::prelude::*;
use nn_core::stream::{Live, Meaning, Stream, Streamed};
use nn_core::streaming;
use nn_core::tensor::Tensor;

/// A stream of random steps of `C` channels.
fn signal<const C: usize>(length: usize, seed: u64) -> Vec<[f32; C]> {
    let mut signal = vec![[0.0; C]; length];
    tests::samples::fill(
        signal.as_flattened_mut(),
        -1.0,
        1.0,
        &mut Random::seed(seed),
    );
    signal
}

/// The steps as a sequence.
fn sequence<const C: usize, const L: usize>(steps: &[[f32; C]]) -> [[f32; L]; C] {
    core::array::from_fn(|channel| core::array::from_fn(|time| steps[time][channel]))
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|value| value.to_bits()).collect()
}

/// Every output is the prediction for the window that ends with the step.
fn equals_every_window<N, const C: usize, const L: usize>(warm_up: usize, step: usize)
where
    N: TrainableNetwork<Input = [[f32; L]; C]>,
    N: Streamed<Layers: Stream<Frame = [f32; C]>>,
{
    InstructionSet::Portable.select().unwrap();
    assert_eq!((Live::<N>::WARM_UP, Live::<N>::STEP), (warm_up, step));
    assert_eq!(Live::<N>::MEANING, Meaning::Window);
    let net = tests::parameters::random::<N>(7);
    let signal = signal::<C>(3 * L + 11, 5);
    let mut live = Live::<N>::ZERO;
    let mut outputs = 0;
    for time in 0..signal.len() {
        let due = time + 1 >= warm_up && (time + 1 - warm_up).is_multiple_of(step);
        let output = live.push(&net, &signal[time]);
        assert_eq!(output.is_some(), due, "{time}");
        let Some(output) = output else { continue };
        // the window begins at the same distance before each output; what no layer reaches is left out
        let begin = time + 1 - warm_up;
        let Some(window) = signal.get(begin..begin + L) else {
            continue;
        };
        let expected = net.predict(&sequence(window));
        assert_eq!(bits(output.as_slice()), bits(expected.as_slice()), "{time}");
        outputs += 1;
    }
    assert!(outputs > L / step);
}

/// Every output is that of the sequence from its beginning.
fn equals_the_beginning<N, const C: usize, const L: usize, const F: usize, const O: usize>(
    step: usize,
) where
    N: TrainableNetwork<Input = [[f32; L]; C], Output = [[f32; O]; F]>,
    N: Streamed<Layers: Stream<Frame = [f32; C], Step = [f32; F]>>,
{
    InstructionSet::Portable.select().unwrap();
    assert_eq!(Live::<N>::MEANING, Meaning::Beginning);
    assert_eq!(Live::<N>::STEP, step);
    let net = tests::parameters::random::<N>(8);
    let signal = signal::<C>(L, 6);
    let expected = net.predict(&sequence(&signal));
    let mut live = Live::<N>::ZERO;
    let mut columns = 0..;
    for _ in 0..2 {
        for frame in &signal {
            let Some(output) = live.push(&net, frame) else {
                continue;
            };
            let column = columns.next().unwrap();
            let expected = expected.map(|row| row[column]);
            assert_eq!(bits(output), bits(&expected), "{column}");
        }
        assert_eq!(columns.next(), Some(O));
        live.reset();
        columns = 0..;
    }
}

#[test]
fn outputs_are_those_of_every_window() {
    type Dense_ = network![[3, 9] => Flatten => Dense<7, Tanh> => LayerNorm => Dense<2, Softmax>];
    equals_every_window::<Dense_, 3, 9>(9, 1);

    type Means =
        network![[3, 20] => Conv1d<filters = 5, kernel = 4, Relu> => GlobalAvgPool => Dense<3>];
    equals_every_window::<Means, 3, 20>(20, 1);

    type Dilated = network![[2, 30]
        => Standardize => Conv1d<filters = 6, kernel = 3, dilation = 5, bias = false, Silu>
        => DepthwiseConv1d<2, dilation = 3, Tanh> => BatchNorm<Relu>
        => Conv1d<filters = 4, kernel = 1> => Flatten => Dense<3>];
    equals_every_window::<Dilated, 2, 30>(30, 1);

    type Pooled = network![[2, 31]
        => Conv1d<filters = 4, kernel = 5, stride = 2, Relu> => MaxPool1d<3, stride = 2>
        => Dropout<0.5> => AvgPool1d<2, stride = 1> => Conv1d<filters = 3, kernel = 2, Gelu>
        => Flatten => Dense<2, Sigmoid>];
    equals_every_window::<Pooled, 2, 31>(29, 4);

    type Branches = network![[2, 12]
        => Conv1d<filters = 4, kernel = 3>
        => Concat<[Conv1d<filters = 2, kernel = 1, Relu>], [Conv1d<filters = 3, kernel = 1>], []>
        => Residual<Conv1d<filters = 9, kernel = 1, Tanh>, Relu> => PRelu<per_channel = true> => GlobalMaxPool];
    equals_every_window::<Branches, 2, 12>(12, 1);

    type Folded = folded![network![[2, 13]
        => Conv1d<filters = 4, kernel = 3> => BatchNorm<Relu>
        => Conv1d<filters = 3, kernel = 2, dilation = 2> => BatchNorm<Tanh> => GlobalAvgPool => Dense<2, Softmax>]];
    equals_every_window::<Folded, 2, 13>(13, 1);
}

#[test]
fn outputs_are_those_of_the_sequence_from_its_beginning() {
    type Causal = network![[3, 25]
        => Conv1d<filters = 5, kernel = 3, padding = Causal, dilation = 4, Relu>
        => Residual<DepthwiseConv1d<4, padding = Causal, dilation = 2> => Conv1d<filters = 5, kernel = 1>, Relu>
        => Residual<Conv1d<filters = 5, kernel = 2, padding = Causal>, projection = Conv1d<filters = 5, kernel = 1>, Tanh>
        => BatchNorm => Concat<[Conv1d<filters = 2, kernel = 2, padding = Causal, Tanh>], []>];
    equals_the_beginning::<Causal, 3, 25, 7, 25>(1);

    type Gates = network![[3, 25]
        => Gru<5, sequences = true> => Lstm<4, bias = false, sequences = true>
        => Rnn<6, Tanh, sequences = true> => FastGrnn<4, sequences = true> => MinGru<2, sequences = true> => BatchNorm<Relu>];
    equals_the_beginning::<Gates, 3, 25, 2, 25>(1);

    type Strided = network![[3, 25]
        => Conv1d<filters = 5, kernel = 4, padding = Causal, stride = 3, Relu>
        => Conv1d<filters = 2, kernel = 3, padding = Causal, stride = 2>];
    equals_the_beginning::<Strided, 3, 25, 2, 5>(6);
}

network! {
    /// A network with a name.
    pub struct Named { [2, 12] => Conv1d<filters = 3, kernel = 4, Relu> => Flatten => scores: Dense<2> }
}

network! {
    /// A network with padding at the end.
    pub struct NotStreamed { [1, 12] => Conv1d<filters = 3, kernel = 3, padding = Same> }
}

#[test]
fn named_networks_stream() {
    equals_every_window::<Named, 2, 12>(12, 1);
    let _: streaming![Named] = Live::<Named>::ZERO;
    // a named network that needs later steps is no error by itself
    assert_eq!(NotStreamed::PARAMS, 3 * 3 + 3);
}

/// A layer that returns the last state of a sequence returns each state in a stream.
#[test]
fn the_last_state_is_the_state_of_each_step() {
    type Net = network![[2, 10] => Lstm<3> => Dense<2, Softmax>];
    InstructionSet::Portable.select().unwrap();
    let net = tests::parameters::random::<Net>(9);
    let signal = signal::<2>(10, 3);
    let mut live = <streaming![Net]>::ZERO;
    let last = signal.iter().map(|step| live.push(&net, step).copied());
    let expected = net.predict(&sequence(&signal));
    assert_eq!(last.last().flatten(), Some(expected));
    let copy = live.clone();
    assert_eq!(
        live.push(&net, &[1.0, 2.0]),
        copy.clone().push(&net, &[1.0, 2.0])
    );
}

#[test]
fn sizes_are_known() {
    type Net =
        network![[2, 10] => Conv1d<filters = 3, kernel = 4, Relu> => GlobalAvgPool => Dense<2>];
    type Live = streaming![Net];
    assert_eq!(Live::MACS_PER_STEP, 2 * 4 * 3 + 3 * 2);
    // the windows of both layers, their outputs, the output of the dense layer, and two counters for each window
    let floats = 2 * 4 + 3 + 3 * 7 + 3 + 2;
    assert!((4 * floats..4 * floats + 5 * size_of::<usize>()).contains(&Live::STATE_BYTES));
    let mut live = Live::boxed();
    let net = Net::ZERO;
    assert_eq!(live.push(&net, &[1.0, 2.0]), None);
    let copy = live.clone();
    live.reset();
    assert_ne!(format!("{copy:?}"), "");
}
