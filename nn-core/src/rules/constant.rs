//! Which networks constant functions can compute.

use crate::network::Network;
use crate::verify::OutputBounds;

/// A `constant_output` for the other networks, which never compiles. Its error says which networks have the method.
#[doc(hidden)]
pub trait WithoutConstantOutput {
    /// Does not compile.
    fn constant_output<Input>(&self, _input: &Input) -> [f64; 0]
    where
        Self: HasConstantOutput,
    {
        []
    }
}

impl<N: Network> WithoutConstantOutput for N {}

/// Implemented for no network.
#[diagnostic::on_unimplemented(
    message = "`assert_predicts!` computes networks of one to eight `Dense` layers, but this network is another",
    label = "not one to eight `Dense` layers",
    note = "compare the outputs of other networks in a test: `assert_eq!(NET.predict(&input), [0.5, 0.5])`"
)]
pub trait HasConstantOutput {}

/// A `constant_bounds` for the other networks, which never compiles. Its error says which networks have the method.
#[doc(hidden)]
pub trait WithoutConstantBounds {
    /// Does not compile.
    fn constant_bounds<Input>(&self, _input: &Input) -> OutputBounds<0>
    where
        Self: HasConstantBounds,
    {
        OutputBounds::NOTHING
    }
}

impl<N: Network> WithoutConstantBounds for N {}

/// Implemented for no network.
#[diagnostic::on_unimplemented(
    message = "`assert_bounds!` and `assert_robust!` bound networks of one to eight `Dense` layers, but this network is another",
    label = "not one to eight `Dense` layers",
    note = "bound other networks in a test, with `nn_core::verify::Verifier`, or with `VerifierI8` if they are of `i8`"
)]
pub trait HasConstantBounds {}
