//! Every layer: samples of a region are within the bounds, and a small region has narrow bounds.

use nn_core::prelude::*;
use nn_core::tensor::Tensor;
use nn_core::verify::{Interval, Verifier, Verify};
use nn_core::zero::Boxed;

use super::{around, sample};

/// Bounds regions of several sizes, and samples them. `narrow` is how wide the bounds of a point may be.
pub(super) fn is_sound<N>(narrow: f32)
where
    N: TrainableNetwork<Element = f32> + Verify + Sync + Boxed,
    N::Input: Zero,
{
    let mut rng = Random::seed(6);
    let mut net = N::boxed();
    for seed in 0..3 {
        tests::samples::randomize(&mut *net, &mut rng);
        statistics(&mut *net, seed);
        let verifier = Verifier::new(&*net);
        let center: Box<N::Input> = Box::new(tests::samples::row(-1.0, 1.0, &mut rng));
        for radius in [0.0, 1e-3, 0.1, 1.0] {
            let region = around(center.as_slice(), radius);
            let bounds = verifier.bounds(&region);
            assert!(bounds.iter().all(|bound| bound.is_finite()), "{radius}");
            sample(&*net, &region, 24, |input, outputs| {
                for (index, (y, bound)) in outputs.iter().zip(&bounds).enumerate() {
                    assert!(
                        bound.contains(*y),
                        "{radius} {input:?}: output {index} is {y}, not in {bound:?}"
                    );
                }
            });
            if radius == 0.0 {
                let width = bounds
                    .iter()
                    .map(|bound| bound.high - bound.low)
                    .fold(0.0, f32::max);
                assert!(width <= narrow, "{width:e}");
            }
        }
    }
}

/// Gives normalizations statistics other than 0 and 1.
fn statistics<N: Network>(net: &mut N, seed: u64) {
    let mut rng = Random::seed(seed);
    net.state_mut(&mut |values| {
        if let nn_core::layer::ValuesMut::F32(values) = values {
            for value in values
                .iter_mut()
                .filter(|value| **value == 0.0 || **value == 1.0)
            {
                *value = nn_core::rng::uniform(&mut rng, 0.5, 1.5);
            }
        }
    });
}

#[test]
fn dense_layers() {
    is_sound::<network![3 => Dense<20, Relu> => Dense<20, Relu> => Dense<4>]>(1e-4);
    is_sound::<network![3 => Dense<9, Tanh> => Dense<7, Sigmoid, bias = false> => Dense<4, Softmax>]>(
        1e-4,
    );
    is_sound::<
        network![3 => Dense<9, Gelu> => Dense<7, Silu> => Dense<9, HardSwish> => Dense<2, Softplus>],
    >(1e-4);
    is_sound::<
        network![3 => Dense<9, Elu> => Dense<7, LeakyRelu<1, 10>> => Dense<9, Relu6> => Dense<2, HardSigmoid>],
    >(1e-4);
}

#[test]
fn images() {
    is_sound::<
        network![[2, 6, 5] => Conv2d<filters = 3, kernel = 3, padding = Same, Relu> => MaxPool2d<2>
        => DepthwiseConv2d<2> => Flatten => Dense<3>],
    >(1e-4);
    is_sound::<
        network![[1, 6, 6] => ZeroPad2d<1> => Conv2d<filters = 2, kernel = [3, 2], stride = 2, dilation = [1, 2]>
        => Upsample2d<2> => AvgPool2d<3, padding = Same> => GlobalAvgPool => Dense<2>],
    >(1e-4);
    is_sound::<network![[2, 4, 4] => BatchNorm<Relu> => PRelu => AvgPool2d<2> => GlobalMaxPool]>(
        1e-4,
    );
}

/// An activation falls where its slope is negative: the least output of a region around 0 is 0.
#[test]
fn negative_slopes() {
    let mut net = <network![[1, 1] => PRelu]>::ZERO;
    net.layers.slopes = [-0.5];
    let region = [Interval::new(-2.0, 1.0)];
    let [bound] = Verifier::new(&net).bounds(&region)[..] else {
        panic!()
    };
    assert!(bound.covers(Interval::new(0.0, 1.0)), "{bound:?}");
    assert!(Interval::new(-1e-5, 1.00001).covers(bound), "{bound:?}");
}

#[test]
fn sequences() {
    is_sound::<
        network![[2, 12] => Conv1d<filters = 3, kernel = 3, padding = Causal, dilation = 2, Tanh> => MaxPool1d<3, stride = 2>
        => Flatten => Dense<2>],
    >(1e-4);
}

#[test]
fn compositions() {
    is_sound::<network![4 => Standardize => Residual<Dense<8, Relu> => Dense<4>, Relu> => Dense<3>]>(
        1e-4,
    );
    is_sound::<
        network![4 => Residual<Dense<8, Relu> => Dense<6>, projection = Dense<6>, Tanh> => Dense<3>],
    >(1e-4);
    is_sound::<
        network![[2, 4] => Concat<[Conv1d<filters = 2, kernel = 1, Relu>], [], [MaxPool1d<1>]> => Flatten => Dense<3>],
    >(1e-4);
}

#[test]
fn layer_normalization() {
    is_sound::<network![4 => Dense<6, Relu> => LayerNorm => Dense<3>]>(1e-2);
    is_sound::<
        network![[2, 3, 3] => LayerNorm<Tanh> => Conv2d<filters = 2, kernel = 2> => Flatten => Dense<2>],
    >(1e-2);
    is_sound::<network![1 => LayerNorm => Dense<2>]>(1e-2);
}

/// A small region has close bounds, and a large one those of the ball.
#[test]
fn layer_normalization_of_regions() {
    let net = <network![3 => LayerNorm<affine = false>]>::ZERO;
    let verifier = Verifier::new(&net);
    let bounds = verifier.bounds(&around(&[1.0, 0.0, -1.0], 0.01));
    let exact = 1.5f32.sqrt();
    for (bound, center) in bounds.iter().zip([exact, 0.0, -exact]) {
        assert!(bound.contains(center), "{bound:?}");
        assert!(bound.high - bound.low < 0.06, "{bound:?}");
    }
    for bound in verifier.bounds(&[Interval::new(-100.0, 100.0); 3]) {
        assert!(bound.high <= 1.7321 && bound.low >= -1.7321, "{bound:?}");
    }
}

#[test]
fn a_network_inside_of_another() {
    network! {
        pub struct Inner { 3 => Dense<5, Relu> => Dense<4, Tanh> }
    }
    is_sound::<Inner>(1e-4);
    is_sound::<network![3 => Inner => Dense<2>]>(1e-4);
}

#[test]
fn a_region_that_is_no_region_is_not_bounded() {
    let net = <network![2 => Dense<2>]>::ZERO;
    let verifier = Verifier::new(&net);
    for region in [
        &[Interval::point(0.0)][..],
        &[Interval::ANY; 2],
        &[Interval::new(f32::NAN, 1.0); 2],
    ] {
        assert_eq!(verifier.bounds(region), [Interval::ANY; 2]);
    }
}

/// Sums of large values overflow in some order of the terms.
#[test]
fn overflow_is_not_bounded() {
    let mut net = <network![2 => Dense<1>]>::ZERO;
    net.layers.weights = [[1.0], [-1.0]];
    let bounds = Verifier::new(&net).bounds(&[Interval::point(3e38); 2]);
    assert_eq!(bounds, [Interval::ANY]);
    let mut net = <network![1 => Dense<1, LeakyRelu<3, 1>> => Dense<2, Softmax>]>::ZERO;
    net.layers.first.weights = [[1.0]];
    assert!(net.predict(&[-1.5e38])[0].is_nan());
    let bounds = Verifier::new(&net).bounds(&[Interval::point(-1.5e38)]);
    assert_eq!(bounds, [Interval::ANY; 2]);
}
