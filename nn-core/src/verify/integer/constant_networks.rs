//! The networks of `i8` that the compiler bounds: one to eight dense layers.

use super::super::interval::Interval;
use super::constant::{Before, End, More};
use super::finish::{FULL, Range};
use crate::layer::int8::{DenseI8 as Dense, QuantizedActivation, Rounding};
use crate::layer::{Chain, Scale};
use crate::network::{Net, dense_networks};

/// The numbers of an input within these intervals.
const fn quantized<const N: usize>(input: &[Interval; N], scale: Scale) -> [Range; N] {
    let (mut numbers, mut index) = ([FULL; N], 0);
    while index < N {
        if scale.factor > 0.0 {
            let Interval { low, high } = input[index];
            numbers[index] = [scale.to_i8(low) as i32, scale.to_i8(high) as i32];
        }
        index += 1;
    }
    numbers
}

/// The type of a list of layers.
macro_rules! layers {
    ($input:ident [] [] []) => { End };
    ($input:ident [$size:ident $($sizes:ident)*] [$a:ident $($all:ident)*] [$r:ident $($rest:ident)*]) => {
        More<'_, Dense<$input, $size, $a, $r>, layers!($size [$($sizes)*] [$($all)*] [$($rest)*])>
    };
}

/// A list of layers.
macro_rules! list {
    ($net:ident) => { End };
    ($net:ident $($path:tt).+ $(; $($paths:tt).+)*) => {
        More(&$net.$($path).+, list!($net $($($paths).+);*))
    };
}

/// The scale of the input of the first layer.
macro_rules! input_scale {
    ($net:ident $($path:tt).+ $(; $($paths:tt).+)*) => { $net.$($path).+.input };
}

/// The method for a network of this chain.
macro_rules! constant_bounds {
    ($chain:ty; $i:ident, $last:ident; [$($size:ident),*] [$($a:ident),*] [$($b:ident),*]; $output:ident; $($($path:tt).+);+) => {
        impl<const $i: usize, $(const $size: usize,)* $($a: QuantizedActivation,)* $($b: Rounding,)* Params, ArenaLength, Beside>
            Net<$chain, Params, ArenaLength, Beside>
        {
            /// What the input can be, and the layers.
            #[doc(hidden)]
            pub const fn constant_bounds(&self, input: &[Interval; $i]) -> Before<layers!($i [$($size)*] [$($a)*] [$($b)*]), $i> {
                let scale = input_scale!(self $($($path).+);+);
                Before {
                    numbers: quantized(input, scale),
                    scale,
                    threshold: 0.0,
                    layers: list!(self $($($path).+);+),
                }
            }
        }
    };
}

dense_networks!(constant_bounds);
