//! Folded networks return the same outputs, and have the same types as networks written by hand.

use std::any::{TypeId, type_name};

use nn_core::Error;
use nn_core::layer::{Activated, NoBias};
use nn_core::prelude::*;

use tests::compare::{assert_within, widen};
use tests::pass::flat;
use tests::samples;
use tests::tolerance::FOLDED;

/// A network with random parameters and the running statistics of some steps.
fn trained<N: TrainableNetwork<Activation = Identity>>() -> N {
    let rng = &mut Random::seed(5);
    let mut net = N::ZERO;
    net.initialize(rng);
    net.parameters_mut(&mut |block| samples::fill(block, -0.8, 0.8, rng));
    let sgd = Sgd::new(0.01);
    let mut trainer = Box::new(Trainer::<N, _, _, 8>::new(MeanSquaredError, sgd));
    for _ in 0..10 {
        let inputs: Vec<N::Input> = samples::rows(8, 2.0, rng);
        let targets: Vec<N::Output> = samples::rows(8, 1.0, rng);
        let step = trainer.step(&mut net, &inputs, &targets);
        step.expect("a step");
    }
    net
}

/// Folds a trained network. The outputs agree, and it has this many parameters fewer and nothing else.
fn check<N, F>(fold: impl Fn(&N, &mut F), fewer: usize)
where
    N: TrainableNetwork<Activation = Identity>,
    F: Network<Input = N::Input, Output = N::Output>,
{
    let net: N = trained();
    let mut folded = F::ZERO;
    fold(&net, &mut folded);
    let name = type_name::<F>();
    assert_eq!(F::PARAMS, N::PARAMS - fewer, "{name}");
    assert_eq!(
        F::FLASH_BYTES,
        4 * F::PARAMS,
        "{name}: no running statistics"
    );
    assert!(!name.contains("BatchNorm"), "{name}");
    let inputs = samples::rows::<N::Input>(20, 2.0, &mut Random::seed(6));
    let want: Vec<N::Output> = inputs.iter().map(|input| net.predict(input)).collect();
    let got: Vec<N::Output> = inputs.iter().map(|input| folded.predict(input)).collect();
    let want = widen(&flat(&want));
    let largest = want.iter().fold(0.0, |most: f64, y| most.max(y.abs()));
    assert_within(name, &flat(&got), &want, |_| FOLDED.limit(largest));
}

/// A network, its folded type, and its number of scale and shift parameters.
macro_rules! folds {
    ($($name:ident: $net:ty, $fewer:expr;)+) => {$(
        #[test]
        fn $name() {
            type Net = $net;
            check::<Net, nn_core::folded![Net]>(Fold::fold_into, $fewer);
        }
    )+};
}

folds! {
    dense: network![5 => Dense<6> => BatchNorm<Tanh> => Dense<4> => BatchNorm], 2 * 6 + 2 * 4;
    images: network![[2, 6, 6]
        => Conv2d<filters = 3, kernel = 3, padding = 1> => BatchNorm<Relu> => MaxPool2d<2>
        => Conv2d<filters = 5, kernel = [2, 3], stride = [1, 2], padding = [1, 0]> => BatchNorm<epsilon = 0.1, Silu>
        => Flatten => Dense<3>], 2 * 3 + 2 * 5;
    sequences: network![[3, 12]
        => Conv1d<filters = 4, kernel = 5, stride = 2, padding = 2> => BatchNorm<momentum = 0.5, Gelu>
        => GlobalAvgPool => Dense<3>], 2 * 4;
    depthwise: network![[5, 6, 6]
        => DepthwiseConv2d<3, padding = Same> => BatchNorm<Relu> => Conv2d<filters = 3, kernel = 1> => BatchNorm<Relu>
        => GlobalAvgPool => Dense<2>], 2 * 5 + 2 * 3;
    one_layer: network![[2, 5, 5] => Conv2d<filters = 3, kernel = 3> => BatchNorm], 2 * 3;
    behind_dropout: network![4 => Dropout<0.2> => Dense<5> => Dropout<0.5> => BatchNorm<Tanh> => Dropout<0.5> => Dense<2>], 2 * 5;
    nothing_to_fold: network![[1, 4, 4] => Conv2d<filters = 2, kernel = 2, Tanh> => AvgPool2d<3> => Flatten => LayerNorm => Dense<2>], 0;
    residual: network![[3, 5, 5]
        => Residual<
            Conv2d<filters = 4, kernel = 3, padding = 1> => BatchNorm<Relu> => Conv2d<filters = 3, kernel = 3, padding = 1> => BatchNorm,
            Relu>
        => Flatten => Residual<Dense<75> => BatchNorm<Tanh>> => Dense<2>], 2 * 4 + 2 * 3 + 2 * 75;
    projected: network![[2, 6, 6]
        => Residual<
            Conv2d<filters = 4, kernel = 3, stride = 2, padding = 1> => BatchNorm<Relu>
                => Conv2d<filters = 4, kernel = 3, padding = 1> => BatchNorm,
            projection = Conv2d<filters = 4, kernel = 1, stride = 2> => BatchNorm, Relu>
        => GlobalAvgPool => Dense<3>], 3 * 2 * 4;
    joined: network![[2, 4, 4]
        => Concat<
            [Conv2d<filters = 3, kernel = 1> => BatchNorm<Relu>],
            [Conv2d<filters = 2, kernel = 3, padding = 1> => BatchNorm],
            [Residual<Conv2d<filters = 2, kernel = 1> => BatchNorm<Tanh>>],
            []>
        => Conv2d<filters = 4, kernel = 2> => BatchNorm<Relu> => GlobalAvgPool => Dense<2>], 2 * (3 + 2 + 2 + 4);
    // scales and shifts are removed, biases are added
    without_bias: network![[2, 6, 6]
        => Conv2d<filters = 3, kernel = 3, bias = false> => BatchNorm<Relu>
        => Residual<
            DepthwiseConv2d<3, padding = 1, bias = false> => BatchNorm<affine = false, Silu>
                => Conv2d<filters = 4, kernel = 1, bias = false> => BatchNorm,
            projection = Conv2d<filters = 4, kernel = 1, bias = false> => BatchNorm, Relu>
        => Flatten => Dense<5, bias = false> => BatchNorm<Tanh> => Dense<2>], (6 + 8 + 8 + 10) - (3 + 3 + 4 + 4 + 5);
    inner_network: network![4 => Dense<3, Tanh> => Inner => Dense<2>], 2 * 5;
}

/// A network in another network.
type Inner = network![3 => Dense<5> => BatchNorm<Relu> => Dense<4>];

network! {
    /// A named network.
    struct Named {
        [1, 6, 6] => stem: Conv2d<filters = 3, kernel = 3> => norm: BatchNorm<Relu> => Flatten => head: Dense<2>
    }
}

#[test]
fn a_named_network() {
    check::<Named, nn_core::folded![Named]>(Fold::fold_into, 2 * 3);
}

fn is<A: 'static, B: 'static>() -> bool {
    TypeId::of::<A>() == TypeId::of::<B>()
}

/// Convolution, normalization and activation become convolution and activation. Dropout is removed. The rest stays.
#[test]
fn folded_types() {
    type Image = [[[f32; 4]; 4]; 1];
    type Line = Slide<4, 3, 2>;
    type Filters = Conv<1, 2, (Line, Line)>;
    type Means = GlobalAvgPool<2, [[[f32; 2]; 2]; 2]>;
    type Norm = BatchNorm<2, [[[f32; 2]; 2]; 2], Relu>;
    type Whole = Chain<Chain<Chain<Filters, Norm>, Means>, Dropout<[f32; 2], Ratio<1, 2>>>;
    assert!(is::<
        <Whole as Fold>::Folded,
        Chain<Activated<Filters, Relu>, Means>,
    >());
    assert!(is::<
        <Residual<Chain<Dense<2, 2>, BatchNorm<2>>, Tanh> as Fold>::Folded,
        Residual<Activated<Dense<2, 2>, Identity>, Tanh>,
    >());
    assert!(is::<
        <Dropout<Image, Ratio<1, 2>> as Fold>::Folded,
        Dropout<Image, Ratio<1, 2>>,
    >());
    type Plain = Chain<Dense<2, 2, Relu>, LayerNorm<[f32; 2]>>;
    assert!(is::<<Plain as Fold>::Folded, Plain>());
}

/// A layer without bias gets one. It is zero if no normalization is folded into it.
#[test]
fn folded_layers_have_a_bias() -> Result<(), Error> {
    type Net = network![2 => Dense<2, bias = false, Tanh> => Dense<1, bias = false>];
    let mut net = Net::ZERO;
    net.initialize(&mut Random::seed(4));
    let mut folded = <nn_core::folded![Net]>::ZERO;
    net.fold_into(&mut folded);
    assert_eq!(folded.layers.first.bias, [0.0; 2]);
    assert_eq!(folded.layers.last.bias, [0.0]);
    assert_eq!(folded.predict(&[1.0, -2.0]), net.predict(&[1.0, -2.0]));
    assert!(is::<
        <Chain<Dense<2, 2, Identity, NoBias>, BatchNorm<2>> as Fold>::Folded,
        Activated<Dense<2, 2>, Identity>,
    >());
    Ok(())
}

/// The values by hand: `3 (x 2 + 1 - 5) / sqrt(15 + 1) - 1 = 1.5 x - 4`.
#[test]
fn folded_parameters() -> Result<(), Error> {
    type Net = nn_core::sized![
        Chain<Dense<1, 1>, BatchNorm<1, [f32; 1], Identity, Ratio<1, 10>, Ratio<1, 1>>>
    ];
    let mut net = Net::ZERO;
    (net.layers.first.weights, net.layers.first.bias) = ([[2.0]], [1.0]);
    let norm = &mut net.layers.last;
    (norm.scale, norm.shift, norm.mean, norm.variance) = ([3.0], [-1.0], [5.0], [15.0]);
    let mut folded = <nn_core::folded![Net]>::ZERO;
    net.fold_into(&mut folded);
    assert_eq!(folded.layers.layer.weights, [[1.5]]);
    assert_eq!(folded.layers.layer.bias, [-4.0]);
    assert_eq!(folded.predict(&[2.0]), [-1.0]);
    // the folded network can be trained further
    let mut online = OnlineTrainer::new(MeanSquaredError, 0.1);
    online.step(&mut folded, &[2.0], &[0.0])?;
    assert_ne!(folded.layers.layer.bias, [-4.0]);
    Ok(())
}
