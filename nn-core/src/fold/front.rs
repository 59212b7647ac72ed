//! Folding of `Standardize` into the layer after it.

use super::{Fold, FoldAfter};
use crate::geometry::{Geometry, Unpadded};
use crate::layer::{
    Chain, Conv, Dense, DepthwiseConv, FastGrnn, Layer, MinGru, Recurrent, Standardize,
};
use crate::require::require;
use crate::tensor::Tensor;

/// A layer that can absorb a scale and a shift of its inputs in its parameters.
///
/// What becomes of a [`Standardize`] depends on the layer after it, which is not known when it is folded. So it becomes a
/// `dyn AbsorbInput`, which that layer takes the place of.
pub trait AbsorbInput {
    /// Changes the parameters so that the layer computes from the inputs `x` of a channel what it computed from `scale x + shift`. As the
    /// input of a dense layer, a channel has `count` adjacent numbers.
    fn absorb_input(&mut self, channel: usize, count: usize, scale: f32, shift: f32);
}

/// The layers `Before`, and after them a layer that can absorb a scale and a shift of its inputs.
pub trait AbsorbAfter<Before>: AbsorbInput {
    /// The layers before.
    fn before(&mut self) -> &mut Before;
}

impl<Before, L: AbsorbInput> AbsorbInput for Chain<Before, L> {
    fn absorb_input(&mut self, channel: usize, count: usize, scale: f32, shift: f32) {
        self.last.absorb_input(channel, count, scale, shift);
    }
}

impl<Before, L: AbsorbInput> AbsorbAfter<Before> for Chain<Before, L> {
    fn before(&mut self) -> &mut Before {
        &mut self.first
    }
}

impl<const I: usize, const O: usize, A> AbsorbInput for Dense<I, O, A> {
    fn absorb_input(&mut self, channel: usize, count: usize, scale: f32, shift: f32) {
        let rows = self.weights.iter_mut().skip(channel * count);
        for row in rows.take(count) {
            absorb(row, &mut self.bias, scale, shift);
        }
    }
}

impl<const C: usize, const F: usize, G: Geometry + Unpadded, A> AbsorbInput for Conv<C, F, G, A> {
    fn absorb_input(&mut self, channel: usize, _count: usize, scale: f32, shift: f32) {
        const { require_no_padding::<G>() };
        let kernel = self.weights.get_mut(channel).map(Tensor::as_mut_slice);
        for row in kernel.unwrap_or_default().as_chunks_mut::<F>().0 {
            absorb(row, &mut self.bias, scale, shift);
        }
    }
}

impl<const C: usize, G: Geometry + Unpadded, A> AbsorbInput for DepthwiseConv<C, G, A> {
    fn absorb_input(&mut self, channel: usize, _count: usize, scale: f32, shift: f32) {
        const { require_no_padding::<G>() };
        let filter = self.weights.get_mut(channel).map(Tensor::as_mut_slice);
        if let Some(bias) = self.bias.get_mut(channel) {
            for weight in filter.unwrap_or_default() {
                *bias += *weight * shift;
                *weight *= scale;
            }
        }
    }
}

impl<K, const C: usize, const H: usize, const G: usize, const L: usize, T> AbsorbInput
    for Recurrent<K, C, H, G, L, T>
{
    fn absorb_input(&mut self, channel: usize, _count: usize, scale: f32, shift: f32) {
        if let Some(row) = self.weight_ih.get_mut(channel) {
            absorb(row, &mut self.bias_ih, scale, shift);
        }
    }
}

impl<const C: usize, const H: usize, const G: usize, const L: usize, T> AbsorbInput
    for MinGru<C, H, G, L, T>
{
    fn absorb_input(&mut self, channel: usize, _count: usize, scale: f32, shift: f32) {
        if let Some(row) = self.weight.get_mut(channel) {
            absorb(row, &mut self.bias, scale, shift);
        }
    }
}

impl<const C: usize, const H: usize, const L: usize, T> AbsorbInput for FastGrnn<C, H, L, T> {
    fn absorb_input(&mut self, channel: usize, _count: usize, scale: f32, shift: f32) {
        if let Some(row) = self.weight_ih.get_mut(channel) {
            absorb(&mut row.clone(), &mut self.bias_update, scale, shift);
            absorb(row, &mut self.bias_gate, scale, shift);
        }
    }
}

/// Adds the effect of the shift to the bias, and scales the weights of one input.
fn absorb<const O: usize>(weights: &mut [f32; O], bias: &mut [f32; O], scale: f32, shift: f32) {
    for (weight, bias) in weights.iter_mut().zip(bias) {
        *bias += *weight * shift;
        *weight *= scale;
    }
}

/// [`Unpadded`] states that there is no padding before the input. Here it is checked that no window extends beyond its end.
const fn require_no_padding<G: Geometry>() {
    require(
        !G::ROWS.has_borders() && !G::COLUMNS.has_borders(),
        "`Standardize` cannot be folded into a convolution with padding: write `padding = 0`, or standardize the data",
    );
}

impl<const C: usize, T: Tensor<Element = f32>> Standardize<C, T> {
    /// Merges the statistics into the layer after this one.
    fn merge<L: AbsorbInput + ?Sized>(&self, layer: &mut L) {
        let count = const { T::LEN / C };
        for (channel, (mean, scale)) in self.statistics().enumerate() {
            layer.absorb_input(channel, count, 1.0 / scale, -mean / scale);
        }
    }
}

impl<const C: usize, T: Tensor<Element = f32>> Fold for Standardize<C, T> {
    type Folded = dyn AbsorbInput;

    fn fold_layers(&self, folded: &mut Self::Folded) {
        self.merge(folded);
    }
}

impl<Before: Layer + 'static, const C: usize, T: Tensor<Element = f32>> FoldAfter<Before>
    for Standardize<C, T>
{
    type Folded = dyn AbsorbAfter<Before>;

    fn fold_after(&self, folded: &mut Self::Folded, before: impl FnOnce(&mut Before)) {
        before(folded.before());
        self.merge(folded);
    }
}
