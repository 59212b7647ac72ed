//! The layers that absorb a scale and a shift of their outputs.

use core::slice::from_mut;

use crate::activation::Identity;
use crate::geometry::Geometry;
use crate::layer::{Chain, Conv, Dense, DepthwiseConv, Layer};
use crate::tensor::{Cell, Tensor};

/// A composition whose last layer can absorb a scale and a shift of its outputs in its parameters.
#[diagnostic::on_unimplemented(
    message = "a `BatchNorm` after `{Self}` cannot be folded",
    label = "not a convolution or a dense layer without activation",
    note = "a `BatchNorm` goes into a convolution or a dense layer without activation right before it"
)]
pub trait Absorb: Layer<Activation = Identity> {
    /// Changes the parameters so that each output `y` of a channel becomes `scale y + shift`.
    fn absorb(&mut self, channel: usize, scale: f32, shift: f32);
}

impl<A, B: Absorb> Absorb for Chain<A, B>
where
    Self: Layer<Activation = Identity>,
{
    fn absorb(&mut self, channel: usize, scale: f32, shift: f32) {
        self.last.absorb(channel, scale, shift);
    }
}

impl<const I: usize, const O: usize> Absorb for Dense<I, O, Identity> {
    fn absorb(&mut self, channel: usize, scale: f32, shift: f32) {
        scale_column(&mut self.weights, channel, scale);
        move_bias(&mut self.bias, channel, scale, shift);
    }
}

impl<const C: usize, const F: usize, G: Geometry> Absorb for Conv<C, F, G, Identity> {
    fn absorb(&mut self, channel: usize, scale: f32, shift: f32) {
        let weights = Tensor::as_mut_slice(&mut self.weights);
        scale_column::<F>(weights.as_chunks_mut().0, channel, scale);
        move_bias(&mut self.bias, channel, scale, shift);
    }
}

impl<const C: usize, G: Geometry> Absorb for DepthwiseConv<C, G, Identity> {
    fn absorb(&mut self, channel: usize, scale: f32, shift: f32) {
        if let Some(filter) = self.weights.get_mut(channel) {
            for weight in G::Kernel::flat_mut(from_mut(filter)) {
                *weight *= scale;
            }
        }
        move_bias(&mut self.bias, channel, scale, shift);
    }
}

fn scale_column<const O: usize>(rows: &mut [[f32; O]], column: usize, scale: f32) {
    for weight in rows.iter_mut().filter_map(|row| row.get_mut(column)) {
        *weight *= scale;
    }
}

fn move_bias(bias: &mut [f32], channel: usize, scale: f32, shift: f32) {
    if let Some(bias) = bias.get_mut(channel) {
        *bias = *bias * scale + shift;
    }
}
