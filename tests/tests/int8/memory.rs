//! Inference takes no more memory than the values that are in use at one time.

use nn_core::prelude::*;

/// ResNet-8 for CIFAR-10 of MLPerf Tiny.
type Resnet8 = network![[3, 32, 32]
    => Conv2d<filters = 16, kernel = 3, padding = Same, Relu>
    => Residual<Conv2d<filters = 16, kernel = 3, padding = Same, Relu> => Conv2d<filters = 16, kernel = 3, padding = Same>, Relu>
    => Residual<
        Conv2d<filters = 32, kernel = 3, stride = 2, padding = Same, Relu> => Conv2d<filters = 32, kernel = 3, padding = Same>,
        projection = Conv2d<filters = 32, kernel = 1, stride = 2>, Relu>
    => Residual<
        Conv2d<filters = 64, kernel = 3, stride = 2, padding = Same, Relu> => Conv2d<filters = 64, kernel = 3, padding = Same>,
        projection = Conv2d<filters = 64, kernel = 1, stride = 2>, Relu>
    => AvgPool2d<8> => Flatten => Dense<10, Softmax>];

/// A block of DS-CNN.
type Separable = network![[64, 25, 5] => DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 64, kernel = 1, Relu>];

/// DS-CNN for keywords of MLPerf Tiny.
type Kws = network![[1, 49, 10]
    => Conv2d<filters = 64, kernel = [10, 4], stride = 2, padding = Same, Relu>
    => 4 x Separable
    => AvgPool2d<[25, 5]> => Flatten => Dense<12, Softmax>];

/// The first layers of MobileNetV1 1/4 for visual wake words, where its peak is.
type Vww = network![[3, 96, 96]
    => Conv2d<filters = 8, kernel = 3, stride = 2, padding = Same, Relu>
    => DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 16, kernel = 1, Relu>
    => DepthwiseConv2d<3, stride = 2, padding = Same, Relu> => Conv2d<filters = 32, kernel = 1, Relu>];

#[test]
fn networks_of_mlperf_tiny_need_their_peak() {
    assert_eq!(<quantized![Resnet8]>::INFER_RAM_BYTES, 49_152);
    assert_eq!(<quantized![Kws]>::INFER_RAM_BYTES, 16_000);
    assert_eq!(<quantized![Vww]>::INFER_RAM_BYTES, 55_296);
    assert_eq!(size_of::<Workspace<quantized![Kws]>>(), 16_000);
}

#[test]
fn flattening_takes_no_memory() {
    type Speech = network![[1, 49, 40] => Conv2d<filters = 8, kernel = [10, 8], stride = 2, padding = Same, Relu> => Flatten => Dense<4>];
    assert_eq!(<quantized![Speech]>::INFER_RAM_BYTES, 4_000 + 4);
    // As the first layer it copies the input.
    type First = network![[1, 4, 4] => Flatten => Dense<4>];
    assert_eq!(<quantized![First]>::INFER_RAM_BYTES, 16 + 4);
}

/// A network that is larger than the stack predicts.
#[test]
fn large_networks_predict_on_a_small_stack() {
    type Resnet = quantized![Resnet8];
    const { assert!(Resnet::FLASH_BYTES + Resnet::INFER_RAM_BYTES > 128 * 1024) };
    let thread = std::thread::Builder::new().stack_size(96 * 1024);
    let handle = thread.spawn(|| {
        let mut net = Resnet::boxed();
        crate::networks::filled(&mut *net, 3);
        let input = Box::new([[[0.25_f32; 32]; 32]; 3]);
        let other = net.clone();
        assert!(net == other);
        assert!(net.classify(&input) < 10);
        net.predict(&input).iter().sum::<f32>()
    });
    let sum = handle.expect("a thread").join().expect("it predicts");
    assert!((sum - 1.0).abs() < 0.1, "{sum}");
}
