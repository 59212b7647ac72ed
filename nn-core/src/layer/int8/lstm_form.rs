//! What the forms of an LSTM of `i8` have in common.

use crate::activation::Identity;
use crate::layer::{Layer, Lstm, Scale, Steps};
use crate::tensor::Tensor;

/// A form of an [`Lstm`] of `i8`.
pub trait LstmForm<const C: usize, const H: usize, const G: usize, const L: usize, T: Steps>:
    Layer<
        Element = i8,
        Input = [[i8; C]; L],
        Output = <T::Output<H, L> as Tensor>::ChannelsLast<i8>,
        Activation = Identity,
    >
{
    /// Writes the numbers of a layer of `f32` whose states are in a range. Passes each weight and the number that represents it to `add`.
    #[doc(hidden)]
    fn quantize_lstm(
        &mut self,
        real: &Lstm<C, H, G, L, T>,
        states: [f32; 2],
        input: Scale,
        add: &mut dyn FnMut(f32, f32),
    );
}
