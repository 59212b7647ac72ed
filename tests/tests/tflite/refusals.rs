//! Models that are other networks: the message names the operator and the layer, and the network is unchanged.

use nn_core::prelude::*;
use nn_core::quantized;
use nn_core::weights::tflite::ModelOptions;

use crate::model::Model;
use crate::networks::{Mlp, path};

/// The message of a model that is refused.
fn message<N: Network + PartialEq + Boxed>(name: &str) -> String {
    let bytes = std::fs::read(path(name)).expect("it is there");
    let mut net = N::boxed();
    let error = ModelOptions::new().read(&mut *net, &bytes).expect_err(name);
    assert!(*net == N::ZERO, "the network is unchanged");
    error.to_string()
}

#[test]
fn a_difference_names_operator_and_layer() {
    type Wide = network![49 => Dense<16, Relu> => Dense<10, Softmax>];
    assert_eq!(
        message::<Wide>("mlp_float"),
        "operator 0 of the file is FULLY_CONNECTED from 49 to 12, but layer 1 is `Dense<16>`"
    );
    type Tanhs = network![49 => Dense<12, Tanh> => Dense<10, Softmax>];
    assert_eq!(
        message::<Tanhs>("mlp_float"),
        "operator 0 of the file has the activation RELU, but layer 1 `Dense<12>` has `Tanh`"
    );
    type Logits = network![49 => Dense<12, Relu> => Dense<10>];
    assert_eq!(
        message::<Logits>("mlp_float"),
        "operator 2 of the file is SOFTMAX, but the network ends before it"
    );
    type Longer = network![49 => Dense<12, Relu> => Dense<10> => Dense<2>];
    assert_eq!(
        message::<Longer>("mlp_float"),
        "operator 2 of the file is SOFTMAX, but layer 3 is `Dense<2>`"
    );
    assert_eq!(
        message::<Mlp>("mlp_int8"),
        "the file computes with `i8`, but the network with `f32`: declare `quantized![.., Double]` of it"
    );
    assert_eq!(
        message::<quantized![Mlp, Double]>("mlp_float"),
        "the file computes with `f32`, but the network with `i8`: read it into the network of `f32`"
    );
    assert_eq!(
        message::<quantized![Mlp]>("mlp_int8"),
        "the file rounds twice, but the network once: declare `quantized![.., Double]` instead of `quantized![..]`"
    );
}

#[test]
fn windows_are_compared() {
    type Kernel = network![[7, 14] => Conv1d<filters = 6, kernel = 5, stride = 2, padding = Same, Relu> => Flatten => Dense<10>];
    assert_eq!(
        message::<Kernel>("sequence_float"),
        "operator 1 of the file is CONV_2D with 6 filters of 1 x 3 and stride 1 x 2, but layer 1 is `Conv1d<filters = 6, kernel = 5, stride = 2>`"
    );
    type Before = network![[7, 14] => Conv1d<filters = 6, kernel = 3, stride = 2, padding = 1, Relu> => Flatten => Dense<10>];
    assert_eq!(
        message::<Before>("sequence_float"),
        "operator 1 of the file pads its input by 0 rows and 0 columns before it, but layer 1 `Conv1d<filters = 6, kernel = 3, stride = 2>` by 0 rows and 1 columns: write `padding = Same` if the model pads so"
    );
    type Depthwise = network![[1, 7, 14] => DepthwiseConv2d<3, stride = 2, padding = Same, Relu> => Flatten => Dense<10>];
    assert_eq!(
        message::<Depthwise>("cnn_float"),
        "operator 0 of the file is CONV_2D with 4 filters of 3 x 3 and stride 2 x 2, but layer 1 is `DepthwiseConv2d<3, stride = 2>`"
    );
    type Size = network![[2, 8, 14] => Conv2d<filters = 3, kernel = 3, stride = [2, 3], padding = 1, Relu> => Flatten => Dense<10>];
    assert_eq!(
        message::<Size>("padded_float"),
        "tensor 0 of operator 1 of the file is [1, 7, 14, 2], but layer 1 `Conv2d<filters = 3, kernel = 3, stride = [2, 3]>` takes [2, 8, 14]"
    );
}

#[test]
fn a_part_of_a_model_is_a_network() {
    type Features = network![49 => Dense<12, Relu>];
    let bytes = std::fs::read(path("mlp_float")).expect("it is there");
    let (mut whole, mut part) = (Mlp::ZERO, Features::ZERO);
    ModelOptions::new()
        .read(&mut whole, &bytes)
        .expect("all of it");
    ModelOptions::new()
        .until(1)
        .read(&mut part, &bytes)
        .expect("the beginning");
    assert!(part.layers == whole.layers.first);
}

#[test]
fn a_truncated_or_changed_model_leaves_the_network_as_it_was() {
    change_each_byte::<quantized![Mlp, Double]>("mlp_int8");
    type Lstms = network![[7, 14] => Lstm<3> => Dense<10>];
    change_each_byte::<quantized![Lstms, Double]>("lstm_odd_int8");
}

/// Cuts a model at each byte, and changes each byte.
fn change_each_byte<N: Network + PartialEq>(name: &str) {
    let whole = std::fs::read(path(name)).expect("it is there");
    let mut net = N::ZERO;
    for length in 0..whole.len() {
        if ModelOptions::new()
            .read(&mut net, &whole[..length])
            .is_err()
        {
            assert!(net == Zero::ZERO, "the network is unchanged");
        }
        net = Zero::ZERO;
    }
    let mut bytes = whole.clone();
    for index in 0..bytes.len() {
        bytes[index] ^= 1 << (index % 8);
        if let Err(error) = ModelOptions::new().read(&mut net, &bytes) {
            assert!(!error.to_string().is_empty());
            assert!(net == Zero::ZERO, "the network is unchanged");
        }
        (bytes[index], net) = (whole[index], Zero::ZERO);
    }
}

/// An LSTM names its units, its output and its arithmetic.
#[test]
fn an_lstm_is_compared() {
    type Wide = network![[7, 14] => Lstm<12> => Dense<10, Softmax>];
    assert_eq!(
        message::<quantized![Wide, Double]>("lstm_last_int8"),
        "operator 0 of the file is UNIDIRECTIONAL_SEQUENCE_LSTM with 16 units, but layer 1 is `Lstm<12>`"
    );
    type Last = network![[7, 14] => Lstm<16> => Dense<10, Softmax>];
    assert_eq!(
        message::<Last>("lstm_last_int8"),
        "the file computes with `i8`, but the network with `f32`: declare `quantized![.., Double]` of it"
    );
    assert_eq!(
        message::<quantized![Last]>("lstm_last_int8"),
        "the file rounds twice, but the network once: declare `quantized![.., Double]` instead of `quantized![..]`"
    );
    type All = network![[7, 14] => Lstm<16, sequences = true> => Flatten => Dense<10, Softmax>];
    assert_eq!(
        message::<quantized![All, Double]>("lstm_last_int8"),
        "operator 1 of the file is STRIDED_SLICE, but layer 3 is `Dense<10>`"
    );
    type Only = network![[7, 14] => Lstm<8> => Dense<10>];
    assert_eq!(
        message::<quantized![Only, Double]>("lstm_all_int8"),
        "operator 1 of the file is RESHAPE, but layer 1 is `Lstm<8>`"
    );
    type Long = network![[7, 15] => Lstm<16> => Dense<10, Softmax>];
    assert_eq!(
        message::<quantized![Long, Double]>("lstm_last_int8"),
        "tensor 0 of operator 0 of the file is [1, 14, 7], but layer 1 `Lstm<16>` takes [15, 7]"
    );
    assert_eq!(
        message::<quantized![Last, Double]>("mlp_int8"),
        "operator 0 of the file is FULLY_CONNECTED from 49 to 12, but layer 1 is `Lstm<16>`"
    );
}

/// A loop is what a converter makes of an LSTM of Keras 3.
#[test]
fn a_loop_is_refused_with_advice() {
    let mut model = Model::dense();
    (model.operators[0].code, model.operators[0].options) = (119, (0, vec![]));
    type Last = network![[1, 2] => Lstm<3>];
    let mut net = <quantized![Last, Double]>::ZERO;
    let error = ModelOptions::new().read(&mut net, &model.bytes());
    assert_eq!(
        error.expect_err("it is a loop").to_string(),
        "operator 0 of the file is WHILE, but layer 1 is `Lstm<3>`; convert a model of Keras 2 (`tf_keras`) with a batch of 1, so that its layer is one operator and not a loop"
    );
}
