//! `network!` without a prelude, with a renamed crate, with shadowed names, and inside functions and modules.

#![no_implicit_prelude]

use ::core::assert_eq;
use ::core::prelude::v1::test;
use ::renamed::network::Network as _;
use ::renamed::zero::Zero as _;

/// Everything that the expansion could use by mistake.
#[expect(dead_code, reason = "only their names matter")]
mod taken {
    pub(crate) struct Dense;
    pub(crate) struct Chain;
    pub(crate) struct Relu;
    pub(crate) struct Net;
    pub(crate) struct Option;
    pub(crate) struct Self_;
    pub(crate) mod core {}
    pub(crate) mod nn_core {}
    pub(crate) mod private {}
}
#[expect(unused_imports, reason = "only their names matter")]
use taken::{Chain, Dense, Net, Option, Relu};

type Line = ::renamed::network![4 => Dense<3, Relu> => Dense<2, Softmax>];

::renamed::network! {
    /// A named network at the root.
    struct Root { 4 => hidden: Dense<3, LeakyRelu<0.2>> => Line2 }
}
type Line2 = ::renamed::network![3 => Dense<2>];

mod inner {
    const HIDDEN: usize = 3;

    ::renamed::network! {
        /// A named network in a module, with constants that are only visible there.
        pub(super) struct Inner { { HIDDEN + 1 } => first: Dense<HIDDEN, Tanh> => last: Dense<2> }
    }
}

mod images {
    pub(crate) const SIDE: usize = 8;
    const FILTERS: usize = 3;

    ::renamed::network! {
        /// Every kind of size and branch, with constants that are only visible in this module.
        pub(super) struct Images {
            [1, SIDE, { SIDE - 1 }]
                => eyes: Conv2d<filters = FILTERS, kernel = { 1 + 2 }, padding = Same> => BatchNorm<Relu>
                => Residual<DepthwiseConv2d<3, padding = 1, Relu>, Tanh> => MaxPool2d<2>
                => Concat<[AvgPool2d<3, stride = 1, padding = 1>], [Dropout<0.5> => Conv2d<filters = 2, kernel = 1>], []>
                => GlobalAvgPool => LayerNorm => last: Dense<2>
        }
    }
}

#[test]
fn images() {
    let net = images::Images::ZERO;
    assert_eq!(net.eyes().bias, [0.0; 3]);
    assert_eq!(net.last().weights, [[0.0; 2]; 3 + 2 + 3]);
    assert_eq!(
        net.predict(&[[[1.0; images::SIDE - 1]; images::SIDE]]),
        [0.0; 2]
    );
}

type Folded = ::renamed::folded![images::Images];

#[test]
fn folded() {
    assert_eq!(Folded::PARAMS, images::Images::PARAMS - 2 * 3);
}

#[test]
fn type_form() {
    assert_eq!(Line::PARAMS, 4 * 3 + 3 + 3 * 2 + 2);
    assert_eq!(Line::ZERO.predict(&[1.0; 4]), [0.5; 2]);
}

#[test]
fn item_form() {
    let mut root = Root::ZERO;
    root.hidden_mut().bias = [1.0, 2.0, 3.0];
    assert_eq!(root.hidden().bias, [1.0, 2.0, 3.0]);
    assert_eq!(root.predict(&[0.0; 4]), [0.0; 2]);
    assert_eq!(inner::Inner::ZERO.first().bias, [0.0; 3]);
    assert_eq!(inner::Inner::ZERO.last().weights, [[0.0; 2]; 3]);
}

#[test]
fn inside_a_function() {
    const INPUT: usize = 7;
    struct Sizes;
    impl Sizes {
        const OUTPUT: usize = 5;
    }
    ::renamed::network! {
        struct Local { INPUT => Dense<{ Sizes::OUTPUT * 2 }, Tanh> => [10] => Dense<{ Sizes::OUTPUT }> }
    }
    type Same = ::renamed::network! { <INPUT => 2 x Dense<10, Tanh> => Dense<10 -> 5> > };
    assert_eq!(Local::PARAMS, 7 * 10 + 10 + 10 * 5 + 5);
    assert_eq!(Same::PARAMS, 7 * 10 + 10 + 10 * 10 + 10 + 10 * 5 + 5);
    let parentheses = <::renamed::network!(2 => Dense<1>)>::ZERO;
    assert_eq!(parentheses.predict(&[1.0; 2]), [0.0]);
}
