//! Layers without a bias and normalizations without scale and shift: outputs, gradients and updates.

use nn_core::layer::{NoAffine, NoBias};
use nn_core::prelude::*;

use crate::proof::{Through, check};

#[test]
fn without_bias() {
    check::<Through<Dense<7, 5, Silu, NoBias>>>(1..=3);
    check::<Through<Conv2d<2, 3, 3, 2, slide2d!([4 5] [3 2] / [1 2] + [1 1 0 1]), Silu, NoBias>>>(
        [2],
    );
    check::<Through<Conv1d<3, 5, 3, slide1d!([13] [3] / [2] + [2 1]), Elu, NoBias>>>([2]);
    check::<
        Through<DepthwiseConv2d<3, 3, 2, slide2d!([4 5] [3 2] / [2 1] + [1 1 1 1]), Gelu, NoBias>>,
    >([2]);
}

#[test]
fn without_scale_and_shift() {
    type Unscaled<const C: usize, T, A> =
        BatchNorm<C, T, A, Ratio<1, 10>, Ratio<1, 100_000>, NoAffine>;
    check::<Through<Unscaled<2, [[[f32; 3]; 2]; 2], Tanh>>>(1..=3);
    check::<Through<Unscaled<5, [f32; 5], Identity>>>(2..=3);
    check::<Through<LayerNorm<[f32; 9], Identity, Ratio<1, 100_000>, NoAffine>>>(1..=2);
    check::<Through<LayerNorm<[[[f32; 3]; 3]; 2], Tanh, Ratio<1, 10>, NoAffine>>>(1..=2);
}

#[test]
fn networks() {
    type Images = network![[2, 5, 5]
        => Conv2d<filters = 3, kernel = 3, bias = false> => BatchNorm<Tanh>
        => Residual<
            DepthwiseConv2d<2, bias = false> => BatchNorm<affine = false, Tanh>
                => Conv2d<filters = 4, kernel = 1, bias = false>,
            projection = Conv2d<filters = 4, kernel = 2, bias = false>, Silu>
        => Flatten => Dense<3, bias = false, Tanh> => Dense<2>];
    type Sequences = network![[2, 9]
        => Conv1d<filters = 3, kernel = 3, bias = false> => BatchNorm<affine = false, Tanh>
        => LayerNorm<affine = false> => Flatten => Dense<2, bias = false>];
    check::<Images>(2..=3);
    check::<Sequences>(2..=3);
}

/// The number of parameters of a network, and the number of values in flash.
fn kept<N: Network>() -> [usize; 3] {
    let mut net = N::ZERO;
    net.initialize(&mut Random::seed(1));
    let mut shown = 0;
    net.parameters(&mut |block| shown += block.len());
    [N::PARAMS, shown, N::FLASH_BYTES / size_of::<f32>()]
}

/// `true` is the default.
#[test]
fn what_is_kept() {
    assert_eq!(
        kept::<network![4 => Dense<3, bias = false, Relu>]>(),
        [12; 3]
    );
    assert_eq!(
        kept::<network![4 => Dense<3, bias = true, Relu>]>(),
        [15; 3]
    );
    assert_eq!(
        kept::<network![[2, 4, 4] => Conv2d<filters = 3, kernel = 2, bias = false>]>(),
        [24; 3]
    );
    assert_eq!(
        kept::<network![[2, 4] => Conv1d<filters = 3, kernel = 2, bias = false>]>(),
        [12; 3]
    );
    assert_eq!(
        kept::<network![[2, 4, 4] => DepthwiseConv2d<3, bias = false>]>(),
        [18; 3]
    );
    assert_eq!(
        kept::<network![[2, 4, 4] => BatchNorm<affine = false>]>(),
        [0, 0, 4]
    );
    assert_eq!(
        kept::<network![[2, 4, 4] => LayerNorm<affine = false>]>(),
        [0; 3]
    );
    assert_eq!(
        kept::<network![[2, 4, 4] => LayerNorm<affine = true>]>(),
        [64; 3]
    );
}

/// The same bits as with a bias of 0, and the same gradients.
#[test]
fn no_bias_is_a_bias_of_zero() {
    type With = network![3 => Dense<5, Tanh> => Dense<2>];
    type Without = network![3 => Dense<5, bias = false, Tanh> => Dense<2, bias = false>];
    let (mut with, mut without) = (With::ZERO, Without::ZERO);
    with.initialize(&mut Random::seed(3));
    without.initialize(&mut Random::seed(3));
    let input = [0.5, -1.5, 0.25];
    assert_eq!(with.predict(&input), without.predict(&input));
    let (rate, target) = (0.5, [1.0, -1.0]);
    let mut online = OnlineTrainer::<With, _>::new(MeanSquaredError, rate);
    online.step(&mut with, &input, &target).expect("a step");
    let mut online = OnlineTrainer::<Without, _>::new(MeanSquaredError, rate);
    online.step(&mut without, &input, &target).expect("a step");
    assert_eq!(with.layers.first.weights, without.layers.first.weights);
    assert_eq!(with.layers.last.weights, without.layers.last.weights);
    assert_ne!(with.layers.last.bias, [0.0; 2]);
}

/// A flag can come from another macro, as any kind of fragment.
#[test]
fn flags_from_macros() {
    macro_rules! net {
        (literal $flag:literal) => { network![4 => Dense<3, bias = $flag>] };
        (expr $flag:expr) => { network![4 => Dense<3, bias = $flag>] };
        (ident $flag:ident) => { network![4 => Dense<3, bias = $flag>] };
        (tt $flag:tt) => { network![4 => Dense<3, bias = $flag>] };
    }
    assert_eq!(<net!(literal false)>::PARAMS, 12);
    assert_eq!(<net!(expr false)>::PARAMS, 12);
    assert_eq!(<net!(ident false)>::PARAMS, 12);
    assert_eq!(<net!(tt false)>::PARAMS, 12);
    assert_eq!(<net!(expr true)>::PARAMS, 15);
}

/// The compiler can evaluate layers without bias.
#[test]
fn constant_outputs() {
    type Net = network![2 => Dense<2, bias = false> => Dense<1>];
    const NET: Net = {
        let mut net = Net::ZERO;
        net.layers.first.weights = [[1.0, 2.0], [3.0, 4.0]];
        net.layers.last.weights = [[1.0], [-1.0]];
        net.layers.last.bias = [0.5];
        net
    };
    nn_core::assert_predicts!(NET, [1.0, 2.0] => [-2.5], 1e-6);
}
