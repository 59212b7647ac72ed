//! Networks with every layer and every activation of `f32`.

use nn_core::layer::BiasOnly;
use nn_core::onnx::{Export, ExportActivation, Graph, OnnxError, Value};
use nn_core::prelude::*;

use super::{equal, imported, randomize, same, sample, write};

/// Tests of networks whose line the import writes as it is here.
macro_rules! same {
    ($($name:ident: [$($line:tt)*];)+) => { $(
        #[test]
        fn $name() {
            same::<network![$($line)*]>(stringify!($name), stringify!($($line)*));
        }
    )+ };
}

same! {
    dense: [4 => Dense<5, Relu> => Dense<3>];
    dense_without_bias: [4 => Dense<5, bias = false, Tanh> => Dense<3, bias = false>];
    softmax: [6 => Dense<5, Sigmoid> => Dense<3, Softmax>];
    activations: [4 => Dense<4, LeakyRelu<0.2>> => Dense<4, Elu<0.5>> => Dense<4, Gelu> => Dense<4, Silu> => Dense<4, Softplus> => Dense<2, Tanh>];
    activations_of_lines: [4 => Dense<4, Relu6> => Dense<4, HardSigmoid> => Dense<4, HardSwish> => Dense<2, Relu6>];
    prelu: [4 => Dense<5> => PRelu => Dense<4> => PRelu<per_channel = true> => Dense<2>];
    prelu_image: [[2, 6, 6] => Conv2d<filters = 3, kernel = 3> => PRelu<per_channel = true> => Conv2d<filters = 2, kernel = 3> => PRelu => Flatten => Dense<2>];
    prelu_sequence: [[2, 9] => PRelu<per_channel = true> => Conv1d<filters = 3, kernel = 3, HardSwish> => Flatten => Dense<2>];
    lenet: [[1, 12, 12] => Conv2d<filters = 3, kernel = 5, padding = 2, Relu> => MaxPool2d<2> => Conv2d<filters = 4, kernel = 3, Relu> => MaxPool2d<2> => Flatten => Dense<5>];
    padding_same: [[2, 8, 8] => Conv2d<filters = 3, kernel = 3, stride = 2, padding = Same, Relu> => Conv2d<filters = 2, kernel = 4, padding = Same> => Flatten => Dense<2>];
    stride: [[2, 9, 7] => Conv2d<filters = 3, kernel = [3, 2], stride = [2, 1], padding = [1, 0]> => Flatten => Dense<2>];
    dilation: [[1, 9, 9] => Conv2d<filters = 2, kernel = 3, padding = 2, dilation = 2, bias = false, Relu> => Flatten => Dense<2>];
    sequence: [[3, 20] => Conv1d<filters = 4, kernel = 5, stride = 2, padding = 2, Relu> => MaxPool1d<2> => Conv1d<filters = 4, kernel = 3, Relu> => GlobalAvgPool => Dense<2>];
    depthwise: [[3, 8, 8] => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 4, kernel = 1, Relu> => GlobalAvgPool => Dense<2>];
    depthwise_sequence: [[3, 12] => DepthwiseConv1d<3, dilation = 2, bias = false, Silu> => Conv1d<filters = 2, kernel = 1> => Flatten => Dense<2>];
    pools: [[2, 9, 9] => MaxPool2d<3, stride = 2, padding = 1> => AvgPool2d<2> => Flatten => Dense<2>];
    maximum_rounded_up: [[2, 7, 7] => MaxPool2d<2, ceil_mode = true> => Flatten => Dense<2>];
    average_rounded_up: [[2, 7, 7] => AvgPool2d<2, ceil_mode = true> => Flatten => Dense<2>];
    average_with_padding: [[2, 8, 8] => AvgPool2d<3, stride = 2, padding = 1, count_include_pad = true> => Flatten => Dense<2>];
    average_without_padding: [[2, 8, 8] => AvgPool2d<3, stride = 2, padding = 1> => Flatten => Dense<2>];
    average_with_padding_rounded_up: [[2, 8, 8] => AvgPool2d<3, stride = 2, padding = 1, ceil_mode = true, count_include_pad = true> => Flatten => Dense<2>];
    average_sequence: [[2, 12] => AvgPool1d<3, stride = 2, ceil_mode = true> => Flatten => Dense<2>];
    maxima: [[2, 6, 6] => Conv2d<filters = 4, kernel = 3, Relu6> => GlobalMaxPool => Dense<3>];
    maxima_sequence: [[2, 9] => Conv1d<filters = 3, kernel = 3, HardSwish> => GlobalMaxPool => Dense<2>];
    zeros: [[2, 6, 6] => ZeroPad2d<1> => MaxPool2d<2> => ZeroPad2d<top = 1, right = 2> => Conv2d<filters = 3, kernel = 3> => Flatten => Dense<2>];
    zeros_sequence: [[2, 7] => ZeroPad1d<before = 2, after = 1> => MaxPool1d<3, stride = 2> => Conv1d<filters = 3, kernel = 2> => Flatten => Dense<2>];
    repeated: [[2, 4, 4] => Upsample2d<2> => Conv2d<filters = 2, kernel = 3, padding = 1, HardSwish> => Upsample2d<[1, 3]> => Flatten => Dense<2>];
    repeated_sequence: [[2, 5] => Upsample1d<3> => Conv1d<filters = 3, kernel = 3> => MaxPool1d<2> => Upsample1d<2> => Flatten => Dense<2>];
    batch_norm: [[1, 8, 8] => Conv2d<filters = 3, kernel = 3> => BatchNorm<Relu> => Flatten => Dense<2>];
    batch_norm_vector: [4 => Dense<6> => BatchNorm<epsilon = 0.001, Tanh> => Dense<2>];
    batch_norm_sequence: [[2, 6] => BatchNorm => Conv1d<filters = 2, kernel = 3, Relu> => Flatten => Dense<2>];
    layer_norm: [4 => Dense<6> => LayerNorm<Tanh> => Dense<2>];
    layer_norm_image: [[2, 5, 5] => LayerNorm<epsilon = 0.001> => Conv2d<filters = 2, kernel = 3, Relu> => Flatten => Dense<2>];
    residual: [6 => Dense<6, Relu> => Residual<Dense<4, Relu> => Dense<6>, Relu> => Dense<2>];
    residual_in_residual: [4 => Dense<4> => Residual<Dense<4, Tanh> => Residual<Dense<4, Relu> => Dense<4>, Tanh> => Dense<4>> => Dense<2>];
    projection: [[2, 6, 6] => Residual<Conv2d<filters = 4, kernel = 3, stride = 2, padding = 1, Relu> => Conv2d<filters = 4, kernel = 3, padding = 1>, projection = Conv2d<filters = 4, kernel = 1, stride = 2>, Relu> => Flatten => Dense<2>];
    causal: [[2, 12] => Conv1d<filters = 3, kernel = 3, padding = Causal, dilation = 2, Relu> => DepthwiseConv1d<2, padding = Causal> => Flatten => Dense<2>];
    causal_stride: [[2, 11] => Conv1d<filters = 3, kernel = 3, stride = 2, padding = Causal, Relu> => Flatten => Dense<2>];
    gru: [[3, 7] => Gru<5> => Dense<2>];
    gru_stacked: [[3, 7] => Gru<4, sequences = true> => Gru<5> => Dense<2>];
    gru_without_bias: [[3, 7] => Gru<4, sequences = true, bias = false> => Flatten => Dense<2>];
    lstm: [[3, 7] => Lstm<5> => Dense<2, Softmax>];
    lstm_over_convolution: [[2, 15] => Conv1d<filters = 4, kernel = 3, stride = 2, Relu> => Lstm<5, sequences = true> => GlobalAvgPool => Dense<2>];
    lstm_without_bias: [[3, 7] => Lstm<4, bias = false> => Dense<2>];
    lstm_alone: [[3, 7] => Lstm<4, sequences = true>];
    elman: [[3, 7] => Rnn<5, sequences = true> => Rnn<4, Relu> => Dense<2>];
    recurrent_before_convolution: [[3, 9] => Gru<4, sequences = true> => Conv1d<filters = 3, kernel = 3, Relu> => MaxPool1d<2> => Flatten => Dense<2>];
    recurrent_standardized: [[3, 7] => Standardize => Rnn<4, bias = false, Relu> => Dense<2>];
    concat: [4 => Concat<[Dense<3, Relu>], [Dense<2, Tanh>]> => Dense<2>];
    concat_of_three: [[2, 6, 6] => Concat<[], [MaxPool2d<3, stride = 1, padding = 1>], [Conv2d<filters = 3, kernel = 1, Relu>]> => Conv2d<filters = 2, kernel = 3> => Flatten => Dense<2>];
}

/// Tests of networks whose import has another line, but the same outputs.
macro_rules! equal {
    ($($name:ident: $net:ty => $line:literal;)+) => { $(
        #[test]
        fn $name() {
            equal::<$net>(stringify!($name), $line);
        }
    )+ };
}

type Strided = network![[2, 6, 6] => ZeroPad2d<bottom = 1, right = 1> => Conv2d<filters = 3, kernel = 3, stride = 2, Relu6> => Flatten => Dense<2>];
type Encoder = network![4 => Dense<3, Tanh> => Dense<3, Relu>];

equal! {
    dropout: network![4 => Dense<6, Relu> => Dropout<0.5> => Dense<2>] => "4 => Dense<6, Relu> => Dense<2>";
    standardize: network![3 => Standardize => Dense<2, Tanh>] => "3 => Standardize => Dense<2, Tanh>";
    standardize_images: network![[2, 4, 4] => Standardize => Conv2d<filters = 2, kernel = 3>] => "[2, 4, 4] => Standardize => Conv2d<filters = 2, kernel = 3>";
    without_affine: network![4 => Dense<3> => BatchNorm<affine = false> => LayerNorm<affine = false>] => "4 => Dense<3> => BatchNorm => LayerNorm";
    zeros_of_a_convolution: Strided => "[2, 6, 6] => Conv2d<filters = 3, kernel = 3, stride = 2, padding = Same, Relu6> => Flatten => Dense<2>";
    nested: network![4 => Encoder => Dense<2>] => "4 => Dense<3, Tanh> => Dense<3, Relu> => Dense<2>";
    biases_only: network![4 => BiasOnly<Dense<4, 3, Relu>> => Dense<2>] => "4 => Dense<3, Relu> => Dense<2>";
}

network! {
    /// With names.
    struct Named {
        [1, 6, 6] => edges: Conv2d<filters = 2, kernel = 3, Relu> => Flatten => hidden: Dense<5, Tanh> => answer: Dense<3, Softmax>
    }
}

#[test]
fn names_stay() {
    let line = "[1, 6, 6] => edges: Conv2d<filters = 2, kernel = 3, Relu> => Flatten => hidden: Dense<5, Tanh> => answer: Dense<3, Softmax>";
    same::<Named>("named", line);
    let bytes = Named::ZERO.to_onnx().unwrap();
    for word in ["hidden.weight", "answer/Gemm", "Named", "fingerprint"] {
        let has = bytes
            .windows(word.len())
            .any(|bytes| bytes == word.as_bytes());
        assert!(has, "{word}");
    }
}

#[test]
fn frozen_networks_are_inside() {
    static ENCODER: std::sync::OnceLock<Encoder> = std::sync::OnceLock::new();
    let encoder = ENCODER.get_or_init(|| {
        let mut encoder = Encoder::ZERO;
        randomize(&mut encoder, 5);
        encoder
    });
    let mut net = <network![4 => Frozen<Encoder> => Dense<2>]>::ZERO;
    randomize(&mut net, 6);
    let error = net.to_onnx().unwrap_err().to_string();
    assert!(error.contains("it has no network"), "{error}");
    net.layers.first = Frozen::new(encoder);
    assert_ne!(net.predict(&sample(0)), [0.0; 2]);
    imported("frozen", &net);
}

/// Networks that the import does not read. Only onnxruntime does.
#[test]
fn networks_of_other_operators() {
    // Fewer windows than fit.
    let mut fewer = <nn_core::sized![Conv<1, 2, Slide<9, 3, 4>>]>::ZERO;
    randomize(&mut fewer, 1);
    let bytes = fewer.to_onnx().unwrap();
    write("fewer_windows", &bytes, 0.0, |input| fewer.predict(input));
    let activation = <nn_core::sized![Pass<[f32; 3], Tanh>]>::ZERO;
    let bytes = activation.to_onnx().unwrap();
    write("activation_alone", &bytes, 0.0, |input| {
        activation.predict(input)
    });
    let nothing = <nn_core::sized![Pass<[[f32; 3]; 2]>]>::ZERO;
    let bytes = nothing.to_onnx().unwrap();
    write("nothing", &bytes, 0.0, |input| nothing.predict(input));
    // Softmax over all values of a sequence.
    let all = <nn_core::sized![Pass<[[f32; 3]; 2], Softmax>]>::ZERO;
    let bytes = all.to_onnx().unwrap();
    write("softmax_of_a_sequence", &bytes, 0.0, |input| {
        all.predict(input)
    });
}

/// A layer of a user's, which states one tensor and takes two.
#[derive(Debug)]
struct Greedy;

impl Zero for Greedy {
    const ZERO: Self = Greedy;
}

impl Layer for Greedy {
    type Element = f32;
    type Input = [f32; 2];
    type Output = [f32; 2];
    type Activation = Squared;
    const FACTS: Facts = Facts::of::<[f32; 2]>("Greedy");

    fn infer(&self, input: &[f32; 2], output: &mut [f32; 2]) {
        *output = *input;
    }
}

impl Export for Greedy {
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let weight = graph.weight();
        graph.node("Add", &[input, &weight], &[], input.shape())
    }
}

/// An activation of a user's.
#[derive(Debug)]
struct Squared;

impl Activation for Squared {
    const NAME: &'static str = "Squared";
    const INIT: Init = Init::HeNormal;
    type Memory<T: Tensor<Element = f32>> = nn_core::activation::Forget;

    fn apply(values: &mut [f32]) {
        values.iter_mut().for_each(|value| *value *= *value);
    }

    fn backward(_inputs: &[f32], _outputs: &[f32], _d_values: &mut [f32]) {}
}

impl ExportActivation for Squared {
    fn export(graph: &mut Graph, input: &Value) -> Value {
        graph.node("Mul", &[input, input], &[], input.shape())
    }
}

#[test]
fn layers_that_take_other_tensors_are_refused() {
    let error = <network![2 => Dense<2> => Greedy]>::ZERO
        .to_onnx()
        .unwrap_err();
    let expected = "the layer `1` is not exported: it takes more tensors than its network has";
    assert_eq!(error.to_string(), expected);
    let error = <network![2 => Greedy => Dense<2>]>::ZERO
        .to_onnx()
        .unwrap_err();
    let expected = "the layer `0` is not exported: it takes 1 tensors, but `FACTS.tensors` states 0; call `weight` once for each";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn values_that_are_not_finite_are_refused() {
    let mut net = <network![2 => Dense<2>]>::ZERO;
    net.layers.bias[1] = f32::NAN;
    let path = super::folder().join("not_finite.onnx");
    std::fs::write(&path, "before").unwrap();
    assert!(matches!(net.save_onnx(&path), Err(OnnxError::Weights(_))));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "before");
    net.layers.bias[1] = 0.0;
    net.save_onnx(&path).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), net.to_onnx().unwrap());
    std::fs::remove_file(path).unwrap();
    let missing = super::folder().join("missing/model.onnx");
    let error = net.save_onnx(&missing).unwrap_err();
    assert!(matches!(error, OnnxError::File { .. }), "{error}");
}
