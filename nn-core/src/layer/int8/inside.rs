//! The activations of this crate inside of layers of `i8`.

use super::table::{LOGISTIC, TANH};
use super::{Clamped, Exponents, Linear, Normalized, QuantizedActivation, Table};
use crate::activation::{
    Elu, Gelu, HardSigmoid, HardSwish, Identity, LeakyRelu, Relu, Relu6, Sigmoid, Silu, Softmax,
    Softplus, Tanh,
};
use crate::layer::Scale;

impl QuantizedActivation for Softmax {
    type Form = Normalized;
    const OUTPUT: Option<Scale> = Some(Scale::new(Exponents::FACTOR, Exponents::ZERO_POINT));
}

/// Implements [`QuantizedActivation`] with a table.
macro_rules! table {
    ($([$($generics:tt)*] $activation:ty $(, $output:expr)?;)+) => { $(
        impl<$($generics)*> QuantizedActivation for $activation {
            type Form = Table;
            $(const OUTPUT: Option<Scale> = Some($output);)?
        }
    )+ };
}

table! {
    [const NUMERATOR: u32, const DENOMINATOR: u32] LeakyRelu<NUMERATOR, DENOMINATOR>;
    [const NUMERATOR: u32, const DENOMINATOR: u32] Elu<NUMERATOR, DENOMINATOR>;
    [] Gelu;
    [] Silu;
    [] HardSwish;
    [] Softplus;
    [] Sigmoid, LOGISTIC;
    [] HardSigmoid, LOGISTIC;
    [] Tanh, TANH;
}

impl QuantizedActivation for Identity {
    type Form = Linear;
}

impl QuantizedActivation for Relu {
    type Form = Clamped;

    #[inline(always)]
    fn range(output: Scale) -> [i32; 2] {
        [output.zero.max(-128), 127]
    }
}

impl QuantizedActivation for Relu6 {
    type Form = Clamped;

    #[inline(always)]
    fn range(output: Scale) -> [i32; 2] {
        [output.zero.max(-128), output.to_i8(6.0).into()]
    }
}
