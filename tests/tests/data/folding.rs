//! Folding merges `Standardize` into the layer after it.

use std::any::{TypeId, type_name};

use nn_core::prelude::*;
use tests::compare::{assert_within, widen};
use tests::pass::flat;
use tests::samples;
use tests::tolerance::FOLDED;

/// Compares a standardized network with its folded network, which has no statistics.
fn check<N, F>(fold: impl Fn(&N, &mut F))
where
    N: TrainableNetwork<Activation = Identity> + Standardized,
    F: Network<Input = N::Input, Output = N::Output>,
{
    let rng = &mut Random::seed(7);
    let mut net = N::ZERO;
    samples::randomize(&mut net, rng);
    let mut inputs = samples::rows::<N::Input>(30, 3.0, rng);
    for value in inputs.iter_mut().flat_map(Tensor::as_mut_slice) {
        *value += 5.0;
    }
    net.standardize(&inputs).expect("finite inputs");
    let mut folded = F::ZERO;
    fold(&net, &mut folded);
    let name = type_name::<F>();
    assert!(!name.contains("Standardize"), "{name}");
    assert_eq!(F::FLASH_BYTES, 4 * F::PARAMS, "{name}");
    let want: Vec<N::Output> = inputs.iter().map(|input| net.predict(input)).collect();
    let got: Vec<N::Output> = inputs.iter().map(|input| folded.predict(input)).collect();
    let want = widen(&flat(&want));
    let largest = want.iter().fold(0.0, |most: f64, y| most.max(y.abs()));
    assert_within(name, &flat(&got), &want, |_| FOLDED.limit(largest));
}

macro_rules! folds {
    ($($name:ident: $net:ty;)+) => {$(
        #[test]
        fn $name() {
            type Net = $net;
            check::<Net, nn_core::folded![Net]>(Fold::fold_into);
        }
    )+};
}

folds! {
    dense: network![5 => Standardize => Dense<6, Tanh> => Dense<4>];
    one_layer: network![3 => Standardize => Dense<2>];
    without_bias: network![5 => Standardize => Dense<6, bias = false, Relu> => Dense<2, bias = false>];
    normalized: network![5 => Standardize => Dense<6> => BatchNorm<Relu> => Dense<3>];
    behind_dropout: network![4 => Standardize => Dropout<0.2> => Dense<5, Tanh> => Dense<2>];
    images: network![[2, 6, 5] => Standardize => Conv2d<filters = 3, kernel = [3, 2], stride = [1, 2], Relu> => Flatten => Dense<2>];
    sequences: network![[3, 9] => Standardize => Conv1d<filters = 4, kernel = 3, dilation = 2> => BatchNorm<Silu> => GlobalAvgPool => Dense<3>];
    depthwise: network![[3, 6, 6] => Standardize => DepthwiseConv2d<3, Relu> => Conv2d<filters = 2, kernel = 1> => GlobalAvgPool => Dense<2>];
    flat_images: network![[2, 3, 4] => Standardize => Flatten => Dense<5, Tanh> => Dense<2>];
    inner_network: network![4 => Scaled => Dense<2>];
    in_the_middle: network![3 => Standardize => Dense<4, Tanh> => Standardize => Dense<3>];
}

/// A network in another network.
type Scaled = network![4 => Standardize => Dense<3, Tanh>];

network! {
    /// A named network, around a named network.
    struct Outer { 4 => Inner => Dense<2> }
    struct Inner { 4 => input: Standardize => hidden: Dense<3, Tanh> }
    struct Plain { 4 => input: Standardize => Dense<3> }
}

#[test]
fn named_networks() {
    check::<Outer, nn_core::folded![Outer]>(Fold::fold_into);
    check::<Plain, nn_core::folded![Plain]>(|plain: &Plain, folded| plain.fold_into(folded));
}

fn is<A: 'static, B: 'static>() -> bool {
    TypeId::of::<A>() == TypeId::of::<B>()
}

#[test]
fn folded_types() {
    type Whole = Chain<Chain<Standardize<2>, Dense<2, 3, Relu>>, Dense<3, 1>>;
    assert!(is::<
        <Whole as Fold>::Folded,
        Chain<Dense<2, 3, Relu>, Dense<3, 1>>,
    >());
    type Flat = Chain<Chain<Standardize<1, [[f32; 2]; 1]>, Flatten<[[f32; 2]; 1], 2>>, Dense<2, 1>>;
    assert!(is::<
        <Flat as Fold>::Folded,
        Chain<Flatten<[[f32; 2]; 1], 2>, Dense<2, 1>>,
    >());
}

/// By hand: `2 (x - 3) / 4 + 1 = 0.5 x - 0.5`. A scale of 0 counts as 1.
#[test]
fn folded_parameters() {
    type Net = network![2 => Standardize => Dense<1>];
    let mut net = Net::ZERO;
    net.layers.first = Standardize::new([3.0, 1.0], [4.0, 0.0]);
    (net.layers.last.weights, net.layers.last.bias) = ([[2.0], [5.0]], [1.0]);
    let mut folded = <nn_core::folded![Net]>::ZERO;
    net.fold_into(&mut folded);
    assert_eq!(folded.layers.weights, [[0.5], [5.0]]);
    assert_eq!(folded.layers.bias, [-0.5 - 5.0]);
}
