//! Constants of recurrent layers of `i8`. What follows from their scales is computed by the compiler.

use super::int8::scale;
use super::with_tensors::After;
use super::{Constant, Source, from, read};
use crate::layer::int8::{Packed, RecurrentI8, Requantize, Rounding, derive, state_scale};
use crate::layer::{IntegerRecurrence, Scale, Steps};
use crate::zero::Zero;

/// The place of the weights of the state.
type ByState<S, const C: usize, const G: usize> = After<S, Packed<[[i8; C]; G]>>;
/// The place of the biases.
type Biases<S, const C: usize, const H: usize, const G: usize> =
    After<ByState<S, C, G>, Packed<[[i8; H]; G]>>;
/// The places of the scales of the weights.
type Scales<S, const C: usize, const H: usize, const G: usize> =
    After<Biases<S, C, H, G>, [i32; G]>;
type StateScales<S, const C: usize, const H: usize, const G: usize> =
    After<Scales<S, C, H, G>, Requantize<G>>;
/// The place of the scale of the input.
type Input<S, const C: usize, const H: usize, const G: usize> =
    After<StateScales<S, C, H, G>, Requantize<G>>;
/// The place of the exponent of the state.
type Exponent<S, const C: usize, const H: usize, const G: usize> = After<Input<S, C, H, G>, Scale>;
/// The place of the other biases.
type OtherBias<S, const C: usize, const H: usize, const G: usize> =
    After<Exponent<S, C, H, G>, i32>;
/// The place of the scales of the rule.
type RuleScales<S, B, const C: usize, const H: usize, const G: usize> =
    After<OtherBias<S, C, H, G>, B>;

#[diagnostic::do_not_recommend]
impl<
    K: IntegerRecurrence<H, G>,
    const C: usize,
    const H: usize,
    const G: usize,
    const L: usize,
    T: Steps,
    R: Rounding,
    S: Source,
> Constant<S> for RecurrentI8<K, C, H, G, L, T, R>
where
    K::OtherBias: Constant<OtherBias<S, C, H, G>>,
    K::Scales: Constant<RuleScales<S, K::OtherBias, C, H, G>>,
{
    const VALUE: Self = {
        let input = scale::<Input<S, C, H, G>>();
        let exponent = match from::<Exponent<S, C, H, G>>() {
            [exponent, ..] => *exponent as i32,
            [] => 0,
        };
        let mut by_input = Requantize::ZERO;
        read::<Scales<S, C, H, G>>(0, &mut by_input.weight_scale);
        derive::<R, C, G>(&mut by_input, input.factor);
        let mut by_state = Requantize::ZERO;
        read::<StateScales<S, C, H, G>>(0, &mut by_state.weight_scale);
        derive::<R, H, G>(&mut by_state, state_scale(exponent).factor);
        Self::of_parts(
            Packed::new(<[[i8; C]; G] as Constant<S>>::VALUE),
            Packed::new(<[[i8; H]; G] as Constant<ByState<S, C, G>>>::VALUE),
            <[i32; G] as Constant<Biases<S, C, H, G>>>::VALUE,
            (
                <K::OtherBias as Constant<OtherBias<S, C, H, G>>>::VALUE,
                <K::Scales as Constant<RuleScales<S, K::OtherBias, C, H, G>>>::VALUE,
            ),
            [by_input, by_state],
            (input, exponent),
        )
    };
}
