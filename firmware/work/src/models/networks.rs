//! The networks of models of others: those of MLPerf Tiny, and a few small ones.

use nn_core::prelude::*;

/// Keyword spotting: DS-CNN.
pub type Kws = network![[1, 49, 10]
    => Conv2d<filters = 64, kernel = [10, 4], stride = 2, padding = Same, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 64, kernel = 1, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 64, kernel = 1, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 64, kernel = 1, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 64, kernel = 1, Relu>
    => [64, 25, 5] => GlobalAvgPool => Dense<12, Softmax>];

/// Anomaly detection: an autoencoder.
pub type Anomaly = network![640
    => 4 x Dense<128, Relu> => Dense<8, Relu> => 4 x Dense<128, Relu> => Dense<640>];

/// Image classification: ResNet-8.
pub type ResNet8 = network![[3, 32, 32]
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
pub type Vww = network![[3, 96, 96]
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
pub type WakeWord = network![[40, 30]
    => DepthwiseConv1d<3> => Conv1d<filters = 128, kernel = 1, Relu>
    => DepthwiseConv1d<5> => Conv1d<filters = 128, kernel = 1, Relu>
    => DepthwiseConv1d<10> => Conv1d<filters = 128, kernel = 1, Relu>
    => DepthwiseConv1d<15> => Conv1d<filters = 32, kernel = 1, Relu>
    => [32, 1] => Flatten => Dense<3, Softmax>];

/// LeNet-300-100. The model ends with `LOG_SOFTMAX` of real numbers. The network ends before it.
pub type LeNet300 = network![784 => Dense<300, Relu> => Dense<100, Relu> => Dense<10>];

/// A small network for digits.
pub type TinyCnn = network![[1, 28, 28]
    => Conv2d<filters = 8, kernel = 3, stride = 2, Relu>
    => Conv2d<filters = 12, kernel = 3, stride = 2, Relu>
    => Conv2d<filters = 18, kernel = 3, stride = 2, Relu>
    => [18, 2, 2] => GlobalAvgPool => Dense<10, Softmax>];

/// The words "yes" and "no". The model has a depthwise convolution of one channel with eight filters, which is a convolution.
pub type MicroSpeech = network![[1, 49, 40]
    => Conv2d<filters = 8, kernel = [10, 8], stride = 2, padding = Same, Relu>
    => [8, 25, 20] => Flatten => Dense<4, Softmax>];

/// The sine of a number.
pub type Sine = network![1 => 2 x Dense<16, Relu> => Dense<1>];
