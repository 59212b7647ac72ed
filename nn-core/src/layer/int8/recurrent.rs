//! The recurrent layer of `i8`.

use core::marker::PhantomData;

use super::recurrent_numbers::{OWN, derive, state_scale, tensors};
use super::{Packed, RecurrentStateI8, Requantize, Single, Stored};
use crate::activation::Identity;
use crate::kernel::integer::{Rounding, accumulate, check_terms};
use crate::layer::{
    Facts, IntegerRecurrence, LastStep, Layer, Scale, StateTensor, Steps, Values, ValuesMut,
    value_traits,
};
use crate::require::require;
use crate::scratch::with_zeros_in_each;
use crate::tensor::Tensor;

/// A recurrent layer of `i8` with `H` units over `L` steps of `C` features: a GRU, an LSTM, an Elman network or a FastGRNN, as the rule
/// `K` states. `G` is `H` for each gate.
///
/// Weights and inputs have 8 bits. The products with the input and those with the state are requantized to numbers of `2^-11`, each with
/// the rounding `R`, and added to the biases. Gates and the state have 16 bits. The products with the state, and the output, use the
/// upper 8 bits of the state, rounded, halves up. A number `q` of the output represents `q / 128 * 2^exponent`.
///
/// # Shapes
/// `[[i8; C]; L]` to `[i8; H]`, or to `[[i8; H]; L]` with [`AllSteps`](crate::layer::AllSteps).
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![[6, 50] => Gru<16> => Dense<4, Softmax>];
/// type Net8 = nn_core::quantized![Net];
///
/// assert_eq!(Net8::MACS, Net::MACS);
/// assert!(3 * Net8::FLASH_BYTES < 2 * Net::FLASH_BYTES);
/// let net = Net8::ZERO; // usually filled by calibration or from a file
/// let output: [f32; 4] = net.predict(&[[0.0; 50]; 6]);
/// # assert!(output.iter().all(|share| *share >= 0.0));
/// ```
#[repr(C)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct RecurrentI8<
    K: IntegerRecurrence<H, G>,
    const C: usize,
    const H: usize,
    const G: usize,
    const L: usize,
    T = LastStep,
    R = Single,
> {
    /// The weights of the input, `[[i8; C]; G]` in the order of the kernel.
    pub weight_ih: Packed<[[i8; C]; G]>,
    /// The weights of the state, `[[i8; H]; G]` in the order of the kernel.
    pub weight_hh: Packed<[[i8; H]; G]>,
    /// The biases of the sums. Their scale is `2^-11`.
    pub bias: [i32; G],
    /// The scales of the weights of the input, and what follows from them.
    pub requantize_ih: Requantize<G>,
    /// The scales of the weights of the state, and what follows from them.
    pub requantize_hh: Requantize<G>,
    /// The scale of the input.
    pub input: Scale,
    /// The states are from `-2^exponent` to `2^exponent`. It is from -8 to 15.
    pub exponent: i32,
    /// The biases of the reset sums of a GRU, or what the biases of the new values of a FastGRNN are larger than those of its gate.
    pub other_bias: K::OtherBias,
    /// `sigmoid(zeta)` and `sigmoid(nu)` of a FastGRNN. Their scale is `2^-15`.
    pub scales: K::Scales,
    marks: PhantomData<(K, T, R)>,
}

value_traits!([K: IntegerRecurrence<H, G>, const C: usize, const H: usize, const G: usize, const L: usize, T, R] RecurrentI8<K, C, H, G, L, T, R> {
    weight_ih: Packed<[[i8; C]; G]>, weight_hh: Packed<[[i8; H]; G]>, bias: [i32; G],
    requantize_ih: Requantize<G>, requantize_hh: Requantize<G>, input: Scale, exponent: i32, other_bias: K::OtherBias, scales: K::Scales
});

impl<
    K: IntegerRecurrence<H, G>,
    const C: usize,
    const H: usize,
    const G: usize,
    const L: usize,
    T,
    R: Rounding,
> RecurrentI8<K, C, H, G, L, T, R>
{
    const SETTINGS: [usize; 2] = match K::SETTINGS {
        [setting, ..] => [R::BITS as usize, *setting],
        [] => [R::BITS as usize, 0],
    };
    const TENSORS: [StateTensor; OWN + 2] = tensors(
        [&[G, C], &[G, H], &[G]],
        const { &[<K::OtherBias as Tensor>::LEN] },
        const { &[<K::Scales as Tensor>::LEN] },
    );

    /// The layer with these parts. Multipliers and shifts follow from the scales.
    pub(crate) const fn of_parts(
        weight_ih: Packed<[[i8; C]; G]>,
        weight_hh: Packed<[[i8; H]; G]>,
        bias: [i32; G],
        (other_bias, scales): (K::OtherBias, K::Scales),
        [requantize_ih, requantize_hh]: [Requantize<G>; 2],
        (input, exponent): (Scale, i32),
    ) -> Self {
        RecurrentI8 {
            weight_ih,
            weight_hh,
            bias,
            requantize_ih,
            requantize_hh,
            input,
            exponent,
            other_bias,
            scales,
            marks: PhantomData,
        }
    }

    /// The scale of the state: `2^exponent / 128`.
    #[must_use]
    pub const fn state_scale(&self) -> Scale {
        state_scale(self.exponent)
    }

    /// Computes one step, and returns the state after it.
    #[inline]
    pub(crate) fn advance<'a>(
        &self,
        state: &'a mut RecurrentStateI8<K, H, G>,
        input: &[i8; C],
    ) -> &'a mut [i8; H] {
        let RecurrentStateI8 {
            sums,
            apart,
            state,
            memory,
            last,
        } = state;
        sums.copy_from_slice(&self.bias);
        let (weights, factors) = (&self.weight_ih, &self.requantize_ih);
        accumulate::<R, C, G>(input, self.input.zero as i8, weights, factors, sums);
        apart.as_mut_slice().fill(0);
        let by_state = <[i32; G]>::from_mut_slice(apart.as_mut_slice());
        let by_state = by_state.filter(|_| K::IS_APART).unwrap_or(sums);
        let (weights, factors) = (&self.weight_hh, &self.requantize_hh);
        accumulate::<R, H, G>(last, 0, weights, factors, by_state);
        let own = (&self.other_bias, &self.scales);
        K::advance(sums, apart, own, self.exponent, state, memory);
        for (last, state) in last.iter_mut().zip(state) {
            *last = ((i32::from(*state) + 128) >> 8).min(127) as i8;
        }
        last
    }
}

#[diagnostic::do_not_recommend]
impl<
    K: IntegerRecurrence<H, G>,
    const C: usize,
    const H: usize,
    const G: usize,
    const L: usize,
    T: Steps,
    R: Rounding,
> Layer for RecurrentI8<K, C, H, G, L, T, R>
{
    type Element = i8;
    type Input = [[i8; C]; L];
    type Output = <T::Output<H, L> as Tensor>::ChannelsLast<i8>;
    type Activation = Identity;

    const FACTS: Facts = {
        require(
            G == K::GATES * H,
            "a recurrent layer has a row of weights for each unit of each gate: 3 gates in a `GruI8`, 4 in an `LstmI8`",
        );
        check_terms(C);
        check_terms(H);
        let weights = (C + H).saturating_mul(G);
        let others = <K::OtherBias as Tensor>::LEN + <K::Scales as Tensor>::LEN;
        let tensors: &'static [StateTensor] = &Self::TENSORS;
        let present = (<K::OtherBias as Tensor>::LEN > 0) as usize
            + (<K::Scales as Tensor>::LEN > 0) as usize;
        Facts {
            fixed: weights.saturating_add(G + others),
            macs: weights.saturating_mul(L),
            settings: &Self::SETTINGS,
            tensors: tensors.split_at(OWN + present).0,
            ..Facts::of::<Self::Output>(K::NAME_I8)
        }
    };

    fn infer(&self, input: &[[i8; C]; L], output: &mut Self::Output) {
        with_zeros_in_each(|state: &mut RecurrentStateI8<K, H, G>| {
            for (step, input) in input.iter().enumerate() {
                let last = self.advance(state, input);
                if let Some(place) = T::place::<H, L>(step, output.as_mut_slice()) {
                    *place = *last;
                }
            }
        });
    }

    fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        visit(Values::I8(self.weight_ih.stored()));
        visit(Values::I8(self.weight_hh.stored()));
        visit(Values::I32(&self.bias));
        self.requantize_ih.state(visit);
        self.requantize_hh.state(visit);
        self.input.state(visit);
        visit(Values::I32(core::slice::from_ref(&self.exponent)));
        for values in [self.other_bias.as_slice(), self.scales.as_slice()] {
            if !values.is_empty() {
                visit(Values::I32(values));
            }
        }
    }

    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        visit(ValuesMut::I8(self.weight_ih.stored_mut()));
        visit(ValuesMut::I8(self.weight_hh.stored_mut()));
        visit(ValuesMut::I32(&mut self.bias));
        self.requantize_ih.state_mut(visit);
        self.requantize_hh.state_mut(visit);
        self.input.state_mut(visit);
        visit(ValuesMut::I32(core::slice::from_mut(&mut self.exponent)));
        for values in [self.other_bias.as_mut_slice(), self.scales.as_mut_slice()] {
            if !values.is_empty() {
                visit(ValuesMut::I32(values));
            }
        }
    }

    fn derive(&mut self) {
        let state = self.state_scale().factor;
        derive::<R, C, G>(&mut self.requantize_ih, self.input.factor);
        derive::<R, H, G>(&mut self.requantize_hh, state);
    }

    fn scales(&self) -> [Option<Scale>; 2] {
        [Some(self.input), Some(self.state_scale())]
    }
}
