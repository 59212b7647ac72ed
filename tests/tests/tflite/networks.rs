//! Small networks that TensorFlow's converter wrote: integers have the bytes of TensorFlow Lite Micro, real numbers the values of LiteRT.

use std::path::PathBuf;

use nn_core::network::Workspace;
use nn_core::prelude::*;
use nn_core::quantized;
use nn_core::tensor::Tensor;
use nn_core::weights::tflite::ModelOptions;
use tests::reference::{Reference, folder};

pub(crate) type Mlp = network![49 => Dense<12, Relu> => Dense<10, Softmax>];
type Cnn = network![[1, 7, 14]
    => Conv2d<filters = 4, kernel = 3, stride = 2, padding = Same, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu>
    => Conv2d<filters = 8, kernel = 1, Relu>
    => MaxPool2d<2> => AvgPool2d<2, stride = 1, padding = Same>
    => GlobalAvgPool => Dense<10, Softmax>];
type Branches = network![[1, 7, 14]
    => Conv2d<filters = 3, kernel = 3, stride = [1, 2], padding = Same, Relu>
    => Residual<Conv2d<filters = 3, kernel = 3, padding = Same, Relu> => Conv2d<filters = 3, kernel = 3, padding = Same>, Relu>
    => Residual<
        Conv2d<filters = 4, kernel = 3, stride = 2, padding = Same, Relu> => Conv2d<filters = 4, kernel = 3, padding = Same>,
        projection = Conv2d<filters = 4, kernel = 1, stride = 2>,
        Relu,
    >
    => Concat<[Conv2d<filters = 2, kernel = [1, 2], padding = Same, Relu>], [MaxPool2d<3, stride = 1, padding = Same>], []>
    => GlobalAvgPool => Dense<10, Softmax>];
type Gates = network![16 => Dense<10, Tanh> => Dense<10, Sigmoid> => Dense<10, Sigmoid>];
/// A model with `RELU6`, whose integers represent at most 6.
type Rectified = network![16 => Dense<12, Relu> => Dense<10>];
type Limited = network![16 => Dense<12, Relu6> => Dense<10>];
type Swishes = network![16 => Dense<12, Relu6> => Dense<12, HardSwish> => Dense<10>];
type Sequence = network![[7, 14]
    => Conv1d<filters = 6, kernel = 3, stride = 2, padding = Same, Relu>
    => DepthwiseConv1d<3, Relu> => Conv1d<filters = 5, kernel = 1, Relu>
    => MaxPool1d<2> => Flatten => Dense<10, Softmax>];
type Dilated = network![[7, 14]
    => Conv1d<filters = 4, kernel = 3, dilation = 2, padding = Same, Relu>
    => Conv1d<filters = 3, kernel = 3, dilation = 4, Relu>
    => Flatten => Dense<10>];
type Padded = network![[2, 7, 14]
    => Conv2d<filters = 3, kernel = 3, stride = [2, 3], padding = 1, Relu>
    => Flatten => Dense<10, Softmax>];
type Speech = network![[1, 7, 14]
    => Conv2d<filters = 4, kernel = 3, stride = 2, padding = Same, Relu>
    => Flatten => Dense<10, Softmax>];

type LstmLast = network![[7, 14] => Lstm<16> => Dense<10, Softmax>];
type LstmAll = network![[7, 14] => Lstm<8, sequences = true> => Flatten => Dense<10>];
type LstmStacked = network![[7, 14]
    => Lstm<8, sequences = true> => Lstm<6, sequences = true> => Lstm<16> => Dense<12, Relu> => Dense<10, Softmax>];
type LstmOdd = network![[7, 14] => Lstm<3> => Dense<10>];

/// The path of a model.
pub(crate) fn path(name: &str) -> PathBuf {
    folder().join(format!("tflite/{name}.tflite"))
}

/// Reads a model.
fn read<N: Network>(net: &mut N, name: &str) {
    let read = ModelOptions::new().load(net, path(name));
    read.unwrap_or_else(|error| panic!("{error}"));
}

/// The numbers of a tensor in the text file of a model.
fn values(reference: &Reference, name: &str) -> Vec<f64> {
    reference.tensor(name).values.clone()
}

/// The numbers of an image with the channels first, from those with the channels last.
fn channels_first<T: Tensor>(numbers: &[f64]) -> Vec<f32> {
    let channels = T::SHAPE.channels();
    let channels = if T::LEN == channels { 1 } else { channels };
    let places = T::LEN / channels;
    let index = |place: usize| place % places * channels + place / places;
    (0..T::LEN)
        .map(|place| numbers[index(place)] as f32)
        .collect()
}

/// Compares a model of `i8`: each byte is the same.
fn integers<N: Network<Element = i8> + Boxed>(name: &str) {
    let reference = Reference::read(&format!("tflite/{name}"));
    let mut net = N::boxed();
    read(&mut *net, name);
    let (inputs, outputs) = (values(&reference, "input"), values(&reference, "output"));
    let (mut input, mut workspace) = (N::Input::boxed(), Workspace::<N>::boxed());
    for (numbers, expected) in inputs
        .chunks(N::Input::LEN)
        .zip(outputs.chunks(N::Output::LEN))
    {
        for (place, number) in Tensor::as_mut_slice(&mut *input).iter_mut().zip(numbers) {
            *place = *number as i8;
        }
        let output = net.predict_in(&input, &mut workspace);
        let expected: Vec<i8> = expected.iter().map(|number| *number as i8).collect();
        assert_eq!(output.as_slice(), expected, "{name}");
    }
}

/// Compares a model of `f32`.
fn reals<N: Network<Element = f32> + Boxed>(name: &str) {
    let reference = Reference::read(&format!("tflite/{name}"));
    let mut net = N::boxed();
    read(&mut *net, name);
    let (inputs, outputs) = (values(&reference, "input"), values(&reference, "output"));
    let (mut input, mut workspace) = (N::Input::boxed(), Workspace::<N>::boxed());
    for (numbers, expected) in inputs
        .chunks(N::Input::LEN)
        .zip(outputs.chunks(N::Output::LEN))
    {
        Tensor::as_mut_slice(&mut *input).copy_from_slice(&channels_first::<N::Input>(numbers));
        let output = net.predict_in(&input, &mut workspace);
        for (found, expected) in output.as_slice().iter().zip(expected) {
            let error = (f64::from(*found) - expected).abs();
            // Sums of up to a hundred products in another order.
            assert!(error < 1e-5, "{name}: {found} instead of {expected}");
        }
    }
}

#[test]
fn integers_have_the_bytes_of_tensorflow_lite_micro() {
    integers::<quantized![Mlp, Double]>("mlp_int8");
    integers::<quantized![Cnn, Double]>("cnn_int8");
    integers::<quantized![Branches, Double]>("branches_int8");
    integers::<quantized![Gates, Double]>("gates_int8");
    integers::<quantized![Rectified, Double]>("relu6_int8");
    integers::<quantized![Limited, Double]>("relu6_int8");
    integers::<quantized![Swishes, Double]>("hard_swish_int8");
    integers::<quantized![Sequence, Double]>("sequence_int8");
    integers::<quantized![Sequence, Double]>("sequence_any_batch");
    integers::<quantized![Dilated, Double]>("dilated_int8");
    integers::<quantized![Padded, Double]>("padded_int8");
    integers::<quantized![Speech, Double]>("speech_int8");
    integers::<quantized![LstmLast, Double]>("lstm_last_int8");
    integers::<quantized![LstmAll, Double]>("lstm_all_int8");
    integers::<quantized![LstmStacked, Double]>("lstm_stacked_int8");
    integers::<quantized![LstmOdd, Double]>("lstm_odd_int8");
}

/// Step by step, a stream has the outputs of TensorFlow Lite Micro.
#[test]
fn streams_have_the_bytes_of_tensorflow_lite_micro() {
    type Head = quantized![network![[7, 14] => Lstm<8, sequences = true>], Double];
    let reference = Reference::read("tflite/lstm_all_int8");
    let mut net = Head::ZERO;
    let read = ModelOptions::new()
        .until(1)
        .load(&mut net, path("lstm_all_int8"));
    read.unwrap_or_else(|error| panic!("{error}"));
    let (inputs, states) = (values(&reference, "input"), values(&reference, "op.0"));
    for (steps, states) in inputs.chunks(7 * 14).zip(states.chunks(8 * 14)) {
        let mut live = <nn_core::streaming![Head]>::ZERO;
        for (step, state) in steps.chunks(7).zip(states.chunks(8)) {
            let step: [i8; 7] = std::array::from_fn(|index| step[index] as i8);
            let state: [i8; 8] = std::array::from_fn(|index| state[index] as i8);
            assert_eq!(live.push(&net, &step), Some(&state));
        }
    }
}

#[test]
fn real_numbers_are_those_of_litert() {
    reals::<Mlp>("mlp_float");
    reals::<Cnn>("cnn_float");
    reals::<Branches>("branches_float");
    reals::<Gates>("gates_float");
    reals::<Swishes>("hard_swish_float");
    reals::<Sequence>("sequence_float");
    reals::<Padded>("padded_float");
}

#[test]
fn conversions_at_the_ends_are_passed_over() {
    let reference = Reference::read("tflite/mlp_float_io");
    let mut net = <quantized![Mlp, Double]>::ZERO;
    read(&mut net, "mlp_float_io");
    let (inputs, outputs) = (values(&reference, "input"), values(&reference, "output"));
    for (numbers, expected) in inputs.chunks(49).zip(outputs.chunks(10)) {
        let input: [f32; 49] = std::array::from_fn(|index| numbers[index] as f32);
        let expected: Vec<f32> = expected.iter().map(|number| *number as f32).collect();
        assert_eq!(net.predict(&input).to_vec(), expected);
    }
}

/// The same constant as the file that is read at run time.
#[test]
fn constants_are_what_is_read() {
    static BRANCHES: quantized![Branches, Double] = nn_core::include_tflite!(
        quantized![Branches, Double],
        "reference/tflite/branches_int8.tflite"
    );
    static GATES: quantized![Gates, Double] = nn_core::include_tflite!(
        quantized![Gates, Double],
        "reference/tflite/gates_int8.tflite"
    );
    static REALS: Branches =
        nn_core::include_tflite!(Branches, "reference/tflite/branches_float.tflite");
    let mut net = <quantized![Branches, Double]>::ZERO;
    read(&mut net, "branches_int8");
    assert!(net == BRANCHES);
    let mut net = <quantized![Gates, Double]>::ZERO;
    read(&mut net, "gates_int8");
    assert!(net == GATES);
    static STACKED: quantized![LstmStacked, Double] = nn_core::include_tflite!(
        quantized![LstmStacked, Double],
        "reference/tflite/lstm_stacked_int8.tflite"
    );
    let mut net = <quantized![LstmStacked, Double]>::ZERO;
    read(&mut net, "lstm_stacked_int8");
    assert!(net == STACKED);
    let mut net = Branches::ZERO;
    read(&mut net, "branches_float");
    assert!(net == REALS);
}
