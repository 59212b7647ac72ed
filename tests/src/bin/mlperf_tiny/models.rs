//! The declared networks.

use std::path::Path;

use nn_core::prelude::*;
use nn_core::quantized;
use serde_json::Value;

use super::run::{Row, integers, reals};

/// A model and its network.
pub(crate) struct Model {
    /// The name of the file.
    pub(crate) name: &'static str,
    /// The published number of parameters. It includes batch normalization, which the converter folds: four numbers for each channel.
    pub(crate) published: usize,
    /// The number of the first operator that the network does not have.
    pub(crate) until: Option<usize>,
    /// Runs the model.
    pub(crate) run: fn(&Model, &Path, &Value) -> Result<Row, String>,
}

/// Keyword spotting: DS-CNN.
type Kws = network![[1, 49, 10]
    => Conv2d<filters = 64, kernel = [10, 4], stride = 2, padding = Same, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 64, kernel = 1, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 64, kernel = 1, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 64, kernel = 1, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 64, kernel = 1, Relu>
    => [64, 25, 5] => GlobalAvgPool => Dense<12, Softmax>];

/// Anomaly detection: an autoencoder.
type Anomaly = network![640
    => 4 x Dense<128, Relu> => Dense<8, Relu> => 4 x Dense<128, Relu> => Dense<640>];

/// Image classification: ResNet-8.
type ResNet8 = network![[3, 32, 32]
    => Conv2d<filters = 16, kernel = 3, padding = Same, Relu>
    => Residual<Conv2d<filters = 16, kernel = 3, padding = Same, Relu> => Conv2d<filters = 16, kernel = 3, padding = Same>, Relu>
    => Residual<
        Conv2d<filters = 32, kernel = 3, stride = 2, padding = Same, Relu> => Conv2d<filters = 32, kernel = 3, padding = Same>,
        projection = Conv2d<filters = 32, kernel = 1, stride = 2>,
        Relu,
    >
    => Residual<
        Conv2d<filters = 64, kernel = 3, stride = 2, padding = Same, Relu> => Conv2d<filters = 64, kernel = 3, padding = Same>,
        projection = Conv2d<filters = 64, kernel = 1, stride = 2>,
        Relu,
    >
    => [64, 8, 8] => AvgPool2d<8> => Flatten => Dense<10, Softmax>];

/// Visual wake words: MobileNetV1 1/4.
type Vww = network![[3, 96, 96]
    => Conv2d<filters = 8, kernel = 3, stride = 2, padding = Same, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 16, kernel = 1, Relu>
    => DepthwiseConv2d<3, stride = 2, padding = Same, Relu> => Conv2d<filters = 32, kernel = 1, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 32, kernel = 1, Relu>
    => DepthwiseConv2d<3, stride = 2, padding = Same, Relu> => Conv2d<filters = 64, kernel = 1, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 64, kernel = 1, Relu>
    => DepthwiseConv2d<3, stride = 2, padding = Same, Relu> => Conv2d<filters = 128, kernel = 1, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 128, kernel = 1, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 128, kernel = 1, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 128, kernel = 1, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 128, kernel = 1, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 128, kernel = 1, Relu>
    => DepthwiseConv2d<3, stride = 2, padding = Same, Relu> => Conv2d<filters = 256, kernel = 1, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 256, kernel = 1, Relu>
    => [256, 3, 3] => GlobalAvgPool => Dense<2, Softmax>];

/// The streaming wake word, one window: 30 frames of 40 features.
type WakeWord = network![[40, 30]
    => DepthwiseConv1d<3> => Conv1d<filters = 128, kernel = 1, Relu>
    => DepthwiseConv1d<5> => Conv1d<filters = 128, kernel = 1, Relu>
    => DepthwiseConv1d<10> => Conv1d<filters = 128, kernel = 1, Relu>
    => DepthwiseConv1d<15> => Conv1d<filters = 32, kernel = 1, Relu>
    => [32, 1] => Flatten => Dense<3, Softmax>];

/// LeNet-300-100. The model ends with `LOG_SOFTMAX` of real numbers. The network ends before it.
type LeNet300 = network![784 => Dense<300, Relu> => Dense<100, Relu> => Dense<10>];

/// A small network for digits.
type TinyCnn = network![[1, 28, 28]
    => Conv2d<filters = 8, kernel = 3, stride = 2, Relu>
    => Conv2d<filters = 12, kernel = 3, stride = 2, Relu>
    => Conv2d<filters = 18, kernel = 3, stride = 2, Relu>
    => [18, 2, 2] => GlobalAvgPool => Dense<10, Softmax>];

/// The words "yes" and "no". The model has a depthwise convolution of one channel with eight filters, which is a convolution.
type MicroSpeech = network![[1, 49, 40]
    => Conv2d<filters = 8, kernel = [10, 8], stride = 2, padding = Same, Relu>
    => [8, 25, 20] => Flatten => Dense<4, Softmax>];

/// The sine of a number.
type Sine = network![1 => 2 x Dense<16, Relu> => Dense<1>];

/// The models.
pub(crate) const MODELS: [Model; 9] = [
    Model {
        name: "kws_dscnn_int8",
        published: { published(Kws::PARAMS, 9 * 64, 24_908) },
        until: None,
        run: integers::<quantized![Kws, Double]>,
    },
    Model {
        name: "ad01_autoencoder_int8",
        published: published(Anomaly::PARAMS, 8 * 128 + 8, 269_992),
        until: None,
        run: integers::<quantized![Anomaly, Double]>,
    },
    Model {
        name: "resnet8_int8",
        published: published(ResNet8::PARAMS, 3 * 16 + 2 * 32 + 2 * 64, 78_666),
        until: None,
        run: integers::<quantized![ResNet8, Double]>,
    },
    Model {
        name: "vww_mobilenet_int8",
        published: published(Vww::PARAMS, 2_736, 221_794),
        until: None,
        run: integers::<quantized![Vww, Double]>,
    },
    Model {
        name: "streaming_wakeword_int8",
        published: published(WakeWord::PARAMS, 0, 46_883),
        until: None,
        run: integers::<quantized![WakeWord, Double]>,
    },
    Model {
        name: "mnist_lenet300_100_int8",
        published: published(LeNet300::PARAMS, 0, 266_610),
        until: Some(5),
        run: reals::<quantized![LeNet300, Double]>,
    },
    Model {
        name: "mnist_tinycnn_int8",
        published: published(TinyCnn::PARAMS, 0, 3_108),
        until: None,
        run: integers::<quantized![TinyCnn, Double]>,
    },
    Model {
        name: "micro_speech_int8",
        published: published(MicroSpeech::PARAMS, 0, 16_652),
        until: None,
        run: integers::<quantized![MicroSpeech, Double]>,
    },
    Model {
        name: "sine_mlp_int8",
        published: published(Sine::PARAMS, 0, 321),
        until: None,
        run: integers::<quantized![Sine, Double]>,
    },
];

/// Checks the published number of parameters of a network that has batch normalization of this many channels, which is folded.
const fn published(params: usize, normalized: usize, published: usize) -> usize {
    assert!(
        params + 4 * normalized == published,
        "the published number of parameters"
    );
    published
}
