//! The types that networks quantize to.

use core::any::TypeId;

use nn_core::layer::int8::{
    ActivationI8, ConcatI8, ConvI8, DenseI8, DepthwiseConvI8, Double, GlobalAvgPoolI8,
    GlobalMaxPoolI8, LstmI8, PoolI8, ProjectedResidualI8, RecurrentI8, ResidualI8, UpsampleI8,
    ZeroPadI8,
};
use nn_core::layer::{AllSteps, Average, GruCell, LastStep, LstmCell, Max};
use nn_core::network::{FitsFlash, FitsRam, Net};
use nn_core::prelude::*;

use crate::networks::{All, All8};

/// The layers of a network.
trait Layers {
    type Body: 'static;
}

impl<Body: 'static, P, A, B> Layers for Net<Body, P, A, B> {
    type Body = Body;
}

fn assert_same<N: Layers, Body: 'static>() {
    assert_eq!(TypeId::of::<N::Body>(), TypeId::of::<Body>());
}

#[test]
fn layers_have_their_forms() {
    type Dense3 = network![4 => Dense<3, Relu> => Dense<2, Softmax>];
    assert_same::<quantized![Dense3], Chain<DenseI8<4, 3, Relu>, DenseI8<3, 2, Softmax>>>();
    assert_same::<quantized![Dense3, Single], Chain<DenseI8<4, 3, Relu>, DenseI8<3, 2, Softmax>>>();
    type Double3 = Chain<DenseI8<4, 3, Relu, Double>, DenseI8<3, 2, Softmax, Double>>;
    assert_same::<quantized![Dense3, Double], Double3>();

    type Line = Slide<8, 3, 6>;
    type Square = (Line, Line);
    type Image = network![[2, 8, 8] => Conv2d<filters = 4, kernel = 3> => BatchNorm<Tanh> => Flatten => Dense<3>];
    type Image8 =
        Chain<Chain<ConvI8<2, 4, Square, Tanh>, Flatten<[[[i8; 4]; 6]; 6], 144>>, DenseI8<144, 3>>;
    assert_same::<quantized![Image], Image8>();

    type Sequence = network![[2, 8] => DepthwiseConv1d<3, Sigmoid> => Conv1d<filters = 4, kernel = 1> => GlobalAvgPool];
    type Sequence8 = Chain<
        Chain<DepthwiseConvI8<2, Line, Sigmoid>, ConvI8<2, 4, Slide<6, 1, 6>>>,
        GlobalAvgPoolI8<4, [[i8; 4]; 6]>,
    >;
    assert_same::<quantized![Sequence], Sequence8>();

    type Pools = network![[2, 8] => MaxPool1d<2> => AvgPool1d<2>];
    type Pools8 = Chain<PoolI8<Max, 2, Slide<8, 2, 4, 2>>, PoolI8<Average, 2, Slide<4, 2, 2, 2>>>;
    assert_same::<quantized![Pools], Pools8>();

    type Resized = network![[2, 4] => ZeroPad1d<before = 1> => Upsample1d<2> => GlobalMaxPool];
    type Resized8 = Chain<
        Chain<ZeroPadI8<2, Slide<4, 1, 5, 1, 1>>, UpsampleI8<2, Slide<10, 2, 5, 2>>>,
        GlobalMaxPoolI8<2, [[i8; 2]; 10]>,
    >;
    assert_same::<quantized![Resized], Resized8>();

    type Gates = network![[2, 4] => Lstm<3, sequences = true> => Gru<3>];
    type Gates8<L, G> = Chain<L, G>;
    type Own = RecurrentI8<LstmCell, 2, 3, 12, 4, AllSteps>;
    assert_same::<quantized![Gates], Gates8<Own, RecurrentI8<GruCell, 3, 3, 9, 4>>>();
    type Imported = LstmI8<2, 3, 4, AllSteps>;
    type Twice = RecurrentI8<GruCell, 3, 3, 9, 4, LastStep, Double>;
    assert_same::<quantized![Gates, Double], Gates8<Imported, Twice>>();
}

#[test]
fn compositions_have_their_forms() {
    type Branch = Chain<DenseI8<4, 4, Relu>, DenseI8<4, 4>>;
    type Twice = network![4 => 2 x Residual<Dense<4, Relu> => Dense<4>, Relu>];
    assert_same::<quantized![Twice], Chain<ResidualI8<Branch, Relu>, ResidualI8<Branch, Relu>>>();

    // The macro ends a branch with a `Pass`, because its last activation is inside of the branch. In the int8 form it is a view.
    type Passed = Chain<DenseI8<4, 4, Relu>, Pass<[i8; 4]>>;
    type Ends = network![4 => Residual<Dense<4, Relu>>];
    assert_same::<quantized![Ends], ResidualI8<Passed>>();
    assert_eq!(<quantized![Ends]>::INFER_RAM_BYTES, 4);

    type Projected = network![4 => Residual<Dense<2>, projection = Dense<2>, Relu>];
    assert_same::<quantized![Projected], ProjectedResidualI8<DenseI8<4, 2>, DenseI8<4, 2>, Relu>>();

    type Joined = network![4 => Concat<[Dense<2, Relu>], [Dense<3>], [Dense<1>]>];
    type First = ConcatI8<DenseI8<4, 2, Relu>, DenseI8<4, 3>, [i8; 5]>;
    assert_same::<quantized![Joined], ConcatI8<First, DenseI8<4, 1>, [i8; 6]>>();

    type Alone = sized_alone::Net;
    assert_same::<quantized![Alone], Chain<ActivationI8<[i8; 4], Relu>, DenseI8<4, 2>>>();
}

/// An activation that is not after a layer with weights.
mod sized_alone {
    use nn_core::prelude::*;

    pub(super) type Net = nn_core::sized![Chain<Pass<[f32; 4], Relu>, Dense<4, 2>>];
}

network! {
    /// A named network.
    struct Named { 4 => hidden: Dense<3> => BatchNorm<Relu> => Dense<2> }
}

mod nested {
    use nn_core::prelude::*;

    pub(super) type Inner = network![4 => Dense<3, Relu> => Dropout<0.1>];
    pub(super) type Outer = network![4 => Inner => Dense<2>];
}

#[test]
fn named_and_nested_networks_have_their_layers() {
    assert_same::<quantized![Named], Chain<DenseI8<4, 3, Relu>, DenseI8<3, 2>>>();
    assert_same::<quantized![nested::Outer], Chain<DenseI8<4, 3, Relu>, DenseI8<3, 2>>>();
}

#[test]
fn sizes_are_those_of_integers() {
    fn fits<N: Network + FitsFlash<nn_core::count!(3 * 1024)> + FitsRam<nn_core::count!(768)>>() {}
    fits::<All8>();
    assert_eq!(All8::MACS, <folded![All]>::MACS);
    assert_eq!(All8::PARAMS, 0);
    const { assert!(4 * All8::FLASH_BYTES < 3 * All::FLASH_BYTES) };
}
