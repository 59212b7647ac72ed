//! What a rounding decides besides the rounding.

use super::{Double, LstmForm, LstmI8, RecurrentI8, Single};
use crate::kernel::integer;
use crate::layer::{LstmCell, Steps};

/// The rounding of a network of `i8`: [`Double`] or [`Single`].
///
/// A network with two roundings is that of an imported file, so its LSTM is that of TensorFlow Lite Micro as well.
///
/// ```
/// use nn_core::layer::int8::{Double, LstmI8, Rounding};
/// use nn_core::prelude::*;
///
/// type Net8 = nn_core::quantized![network![[6, 50] => Lstm<16>], Double];
/// type ByHand = <Double as Rounding>::Lstm<6, 16, 64, 50, nn_core::layer::LastStep>;
/// assert_eq!(Net8::FLASH_BYTES, size_of::<ByHand>());
/// assert_eq!(size_of::<ByHand>(), size_of::<LstmI8<6, 16, 50>>());
/// ```
pub trait Rounding: integer::Rounding {
    /// The form of an LSTM with `H` units over `L` steps of `C` features. `G` is `4 H`.
    type Lstm<const C: usize, const H: usize, const G: usize, const L: usize, T: Steps>: LstmForm<C, H, G, L, T>;
}

impl Rounding for Single {
    type Lstm<const C: usize, const H: usize, const G: usize, const L: usize, T: Steps> =
        RecurrentI8<LstmCell, C, H, G, L, T, Self>;
}

impl Rounding for Double {
    type Lstm<const C: usize, const H: usize, const G: usize, const L: usize, T: Steps> =
        LstmI8<C, H, L, T>;
}
