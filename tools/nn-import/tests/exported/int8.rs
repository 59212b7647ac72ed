//! Networks of `i8`: the operators and the numbers of their models. `exported.py` compares their outputs with onnxruntime.

use nn_core::prelude::*;
use rten_onnx::onnx::{GraphProto, ModelProto, TensorProto};

use super::{randomize, sample, write};

/// Quantizes a random network, and writes its model.
macro_rules! quantize {
    ($name:ident, $net:ty, $rounding:ident) => {{
        type Whole = $net;
        type Folded = folded![Whole];
        type Folded8 = quantized![Whole, $rounding];
        let mut whole = Whole::ZERO;
        randomize(&mut whole, 1);
        let mut net = Folded::ZERO;
        whole.fold_into(&mut net);
        let samples: [_; 64] = core::array::from_fn(sample);
        let mut calibration = Calibration::<Folded>::ZERO;
        calibration.observe(&net, &samples).unwrap();
        let mut net8 = Folded8::ZERO;
        let _ = net.quantize_into(&calibration, &mut net8).unwrap();
        let bytes = net8.to_onnx().unwrap();
        let step = net8.scales()[1].unwrap_or_default().factor;
        write(stringify!($name), &bytes, step, |input| net8.predict(input));
        (net8, ModelProto::parse_buf(&bytes).unwrap().graph.unwrap())
    }};
}

/// Tests of networks whose models have these operators around those that round.
macro_rules! operators {
    ($($name:ident $rounding:ident: $net:ty => $operators:literal;)+) => { $(
        #[test]
        fn $name() {
            let (_, graph) = quantize!($name, $net, $rounding);
            assert_eq!(operators(&graph), $operators);
        }
    )+ };
}

operators! {
    int8_dense Single: network![4 => Dense<8, Relu> => Dense<3, Softmax>]
        => "q Gemm Relu q Gemm q Softmax q";
    int8_lenet Single: network![[1, 12, 12] => Conv2d<filters = 3, kernel = 5, padding = 2, Relu> => MaxPool2d<2> => Conv2d<filters = 4, kernel = 3, Relu> => AvgPool2d<2> => Flatten => Dense<5>]
        => "q Conv Relu q MaxPool q Conv Relu q AveragePool q Transpose Flatten Gemm q";
    int8_double Double: network![[2, 8, 8] => Conv2d<filters = 3, kernel = 3, stride = 2, padding = Same, Tanh> => Flatten => Dense<2, Sigmoid>]
        => "q Conv q Tanh q Transpose Flatten Gemm q Sigmoid q";
    int8_depthwise Single: network![[3, 8, 8] => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 4, kernel = 1, Silu> => GlobalAvgPool => Dense<2>]
        => "q Conv Relu q Conv q Sigmoid Mul q GlobalAveragePool Flatten q Gemm q";
    int8_sequence Single: network![[3, 20] => Conv1d<filters = 4, kernel = 5, stride = 2, padding = 2, Relu> => MaxPool1d<2> => DepthwiseConv1d<3, dilation = 2> => Flatten => Dense<2>]
        => "q Conv Relu q MaxPool q Conv q Flatten Gemm q";
    int8_lines Single: network![[2, 8, 8] => Conv2d<filters = 3, kernel = 3, Relu6> => Conv2d<filters = 3, kernel = 1, HardSwish> => Flatten => Dense<4, HardSigmoid> => Dense<2>]
        => "q Conv Clip q Conv q HardSwish q Transpose Flatten Gemm q HardSigmoid q Gemm q";
    int8_lines_double Double: network![6 => Dense<8, HardSwish> => Dense<6, Relu6> => Dense<3, HardSigmoid>]
        => "q Gemm q HardSwish q Gemm Clip q Gemm q HardSigmoid q";
    int8_spatial Single: network![[2, 6, 6] => ZeroPad2d<bottom = 1, right = 1> => Conv2d<filters = 3, kernel = 3, stride = 2, Relu6> => Upsample2d<2> => Conv2d<filters = 2, kernel = 3, padding = 1> => GlobalMaxPool => Dense<2>]
        => "q Pad q Conv Clip q Resize q Conv q GlobalMaxPool Flatten q Gemm q";
    int8_causal Single: network![[2, 12] => Conv1d<filters = 3, kernel = 3, padding = Causal, dilation = 2, Relu> => Upsample1d<2> => ZeroPad1d<before = 1, after = 2> => MaxPool1d<2> => Conv1d<filters = 2, kernel = 3, padding = Causal, Relu> => GlobalMaxPool => Dense<2>]
        => "q Conv Relu q Resize q Pad q MaxPool q Conv Relu q GlobalMaxPool Flatten q Gemm q";
    int8_residual Single: network![[2, 6, 6] => Conv2d<filters = 4, kernel = 3, padding = 1> => BatchNorm<Relu> => Residual<Conv2d<filters = 4, kernel = 3, padding = 1, Relu>, Relu> => Residual<Conv2d<filters = 3, kernel = 3, stride = 2, padding = 1, Relu>, projection = Conv2d<filters = 3, kernel = 1, stride = 2>> => GlobalAvgPool => Dense<3>]
        => "q Conv Relu q Conv Relu q Add Relu q Conv Relu q Conv q Add q GlobalAveragePool Flatten q Gemm q";
    int8_concat Single: network![[2, 6, 6] => Concat<[], [MaxPool2d<3, stride = 1, padding = 1>], [Conv2d<filters = 3, kernel = 1, Relu>]> => Conv2d<filters = 2, kernel = 3, LeakyRelu<0.2>> => Flatten => Dense<2>]
        => "q MaxPool q Concat q Conv Relu q Concat q Conv q LeakyRelu q Transpose Flatten Gemm q";
}

/// The operators of a graph, in order: `q` for each pair that rounds, and nothing for stored weights.
fn operators(graph: &GraphProto) -> String {
    let stored = |name: &String| {
        graph
            .initializer
            .iter()
            .any(|tensor| tensor.name.as_ref() == Some(name))
    };
    let nodes = graph.node.iter().filter_map(|node| {
        let operator = node.op_type.as_deref().unwrap_or_default();
        match operator {
            "DequantizeLinear" => None,
            "QuantizeLinear" => {
                assert!(node.input.iter().skip(1).all(stored), "the scale is stored");
                Some("q")
            }
            other => Some(other),
        }
    });
    nodes.collect::<Vec<_>>().join(" ")
}

/// The tensor with this name.
fn tensor<'a>(graph: &'a GraphProto, name: &str) -> &'a TensorProto {
    let named = |tensor: &&TensorProto| tensor.name.as_deref() == Some(name);
    graph
        .initializer
        .iter()
        .find(named)
        .unwrap_or_else(|| panic!("no `{name}`"))
}

fn bytes(tensor: &TensorProto) -> Vec<u8> {
    tensor.raw_data.as_ref().unwrap().borrow().clone()
}

fn reals(tensor: &TensorProto) -> Vec<f32> {
    let bytes = bytes(tensor);
    bytes
        .as_chunks()
        .0
        .iter()
        .copied()
        .map(f32::from_le_bytes)
        .collect()
}

#[test]
fn numbers_are_those_of_the_network() {
    let (net8, graph) = quantize!(
        int8_numbers,
        network![[2, 2] => Conv1d<filters = 3, kernel = 2>],
        Single
    );
    let layer = &net8.layers;
    let weight = tensor(&graph, "0.weight");
    assert_eq!(weight.dims, [3, 2, 2]);
    // The weights of a filter in the network: two places, each with two channels.
    let stored = layer.weights.unpacked();
    let expected = stored.iter().flat_map(|[[a, b], [c, d]]| [*a, *c, *b, *d]);
    assert_eq!(
        bytes(weight),
        expected.map(i8::cast_unsigned).collect::<Vec<_>>()
    );
    assert_eq!(
        reals(tensor(&graph, "0.weight_scale")),
        layer.requantize.weight_scale
    );
    let scales = layer
        .requantize
        .weight_scale
        .map(|scale| layer.input.factor * scale);
    assert_eq!(reals(tensor(&graph, "0.bias_scale")), scales);
    let bias = layer.bias.iter().flat_map(|bias| bias.to_le_bytes());
    assert_eq!(bytes(tensor(&graph, "0.bias")), bias.collect::<Vec<_>>());
    assert_eq!(reals(tensor(&graph, "input_scale")), [layer.input.factor]);
    assert_eq!(
        bytes(tensor(&graph, "0.output_zero_point")),
        [layer.output.zero as u8]
    );
}

#[test]
fn different_scales_are_refused() {
    let (mut net8, _) = quantize!(
        int8_scales,
        network![2 => Dense<2, Relu> => Dense<2>],
        Single
    );
    net8.layers.last.input.factor *= 2.0;
    let error = net8.to_onnx().unwrap_err().to_string();
    assert!(
        error.contains("the layer `2` is not exported: the scale of its input is"),
        "{error}"
    );
}
