//! A gate of an LSTM of `i8`.

use super::{Double, Packed, Requantize, Rescale, Stored};
use crate::kernel::integer::{add_to_gate, multiplier_of};
use crate::layer::{Scale, Values, ValuesMut};
use crate::zero::Zero;

/// What a step of a gate's sum represents: `2^-12`.
const STEP: f64 = 1.0 / 4096.0;

/// The weights and the biases of a gate of an [`LstmI8`](super::LstmI8). Each of both matrices has one scale.
#[repr(C)]
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct GateI8<const C: usize, const H: usize> {
    /// The weights of the input, `[[i8; C]; H]` in the order of the kernel.
    pub weight_ih: Packed<[[i8; C]; H]>,
    /// The weights of the state, `[[i8; H]; H]` in the order of the kernel.
    pub weight_hh: Packed<[[i8; H]; H]>,
    /// The biases. Their scale is `input.factor * weight_scale`, with that of the weights of the input.
    pub bias: [i32; H],
    /// The scale of the weights of the input, and what follows from it.
    pub requantize_ih: Requantize<1>,
    /// The scale of the weights of the state, and what follows from it.
    pub requantize_hh: Requantize<1>,
}

impl<const C: usize, const H: usize> Zero for GateI8<C, H> {
    const ZERO: Self = GateI8 {
        weight_ih: Zero::ZERO,
        weight_hh: Zero::ZERO,
        bias: Zero::ZERO,
        requantize_ih: Zero::ZERO,
        requantize_hh: Zero::ZERO,
    };
}

impl<const C: usize, const H: usize> GateI8<C, H> {
    /// The sums of the gate: the products with the input and those with the state. Their scale is `2^-12`.
    #[inline]
    pub(super) fn sums(
        &self,
        [input, state]: [Scale; 2],
        x: &[i8; C],
        last: &[i8; H],
        sums: &mut [i16; H],
    ) {
        sums.fill(0);
        let (weights, bias) = (&self.weight_ih, Some(&self.bias));
        let factor = rescale(&self.requantize_ih);
        add_to_gate((x, input.zero as i8), weights, bias, factor, sums);
        let factor = rescale(&self.requantize_hh);
        add_to_gate(
            (last, state.zero as i8),
            &self.weight_hh,
            None,
            factor,
            sums,
        );
    }

    /// Computes the multipliers and shifts for an input and a state with these factors.
    pub(crate) const fn derive(&mut self, [input, state]: [f32; 2]) {
        derive(&mut self.requantize_ih, input);
        derive(&mut self.requantize_hh, state);
    }

    pub(super) fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        visit(Values::I8(self.weight_ih.stored()));
        visit(Values::I8(self.weight_hh.stored()));
        visit(Values::I32(&self.bias));
        self.requantize_ih.state(visit);
        self.requantize_hh.state(visit);
    }

    pub(super) fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        visit(ValuesMut::I8(self.weight_ih.stored_mut()));
        visit(ValuesMut::I8(self.weight_hh.stored_mut()));
        visit(ValuesMut::I32(&mut self.bias));
        self.requantize_ih.state_mut(visit);
        self.requantize_hh.state_mut(visit);
    }
}

/// The factor of a product.
fn rescale(requantize: &Requantize<1>) -> Rescale {
    Rescale {
        multiplier: requantize.multiplier[0],
        shift: requantize.shift[0],
    }
}

/// Computes a multiplier and a shift. TensorFlow Lite Micro multiplies both scales as `f32`.
const fn derive(requantize: &mut Requantize<1>, factor: f32) {
    let product = factor * requantize.weight_scale[0];
    let (multiplier, shift) = multiplier_of::<Double>(product as f64 / STEP);
    requantize.multiplier = [multiplier];
    requantize.shift = [shift];
}
