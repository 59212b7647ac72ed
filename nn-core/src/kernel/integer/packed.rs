//! The weights of layers of `i8`, in the order in which the kernels read them.

use core::slice::{from_mut, from_ref};

use super::order;
use super::panel::Panels;
use crate::tensor::Cell;
use crate::zero::Zero;

/// The weights of a layer of `i8`, in the order in which its kernel reads them. They take as many bytes as the nested array `W`,
/// rounded up to words.
///
/// `W` is `[[i8; INPUTS]; OUTPUTS]` for a dense layer, and has the places of the window between both for a convolution:
/// `[[[i8; CHANNELS]; K]; FILTERS]` or `[[[[i8; CHANNELS]; KW]; KH]; FILTERS]`. For a depthwise convolution `OUTPUTS` is 1.
///
/// ```
/// use nn_core::layer::Packed;
///
/// const WEIGHTS: Packed<[[i8; 3]; 2]> = Packed::new([[1, 2, 3], [4, 5, 6]]);
/// assert_eq!(WEIGHTS.get(1, 0, 2), 6);
/// assert_eq!(WEIGHTS.unpacked(), [[1, 2, 3], [4, 5, 6]]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C, align(4))]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Packed<W>(W);

impl<W: Zero> Zero for Packed<W> {
    const ZERO: Self = Packed(W::ZERO);
}

impl<W: Cell<Element = i8>> Packed<W> {
    /// The number of outputs: the size of the outermost dimension.
    pub const OUTPUTS: usize = W::SIZES.1[0];
    /// The number of inputs: the size of the innermost dimension.
    pub const INPUTS: usize = {
        let (rank, sizes) = W::SIZES;
        sizes[rank.saturating_sub(1)]
    };
    /// The number of places in the window. It is 1 for a dense layer.
    pub const PLACES: usize = W::ELEMENTS / (Self::OUTPUTS * Self::INPUTS);

    /// The number of weights of an output.
    const TERMS: usize = Self::PLACES * Self::INPUTS;

    /// Packs the weights of a nested array. They are from -127 to 127. A weight of -128, which other software may write, becomes -127
    /// if it is that of an odd output and the weight before it, of the output before, is negative.
    pub const fn new(weights: W) -> Self {
        let mut packed = Packed(weights);
        if Self::OUTPUTS > 1 {
            let rows = bytemuck::must_cast_slice(from_ref(&weights));
            order::pack(rows, packed.stored_mut(), Self::OUTPUTS);
        }
        packed
    }

    /// The weights as a nested array.
    pub const fn unpacked(&self) -> W {
        let mut weights = self.0;
        let target: &mut [i8] = bytemuck::must_cast_slice_mut(from_mut(&mut weights));
        let mut index = 0;
        while index < target.len() {
            target[index] = order::unpacked(self.stored(), Self::OUTPUTS, index);
            index += 1;
        }
        weights
    }

    /// The weight that connects an input at a place of the window to an output, or 0 if there is none.
    pub const fn get(&self, output: usize, place: usize, input: usize) -> i8 {
        let term = place * Self::INPUTS + input;
        order::get(self.stored(), Self::OUTPUTS, Self::TERMS, output, term)
    }

    /// Changes the weight that connects an input at a place of the window to an output. A weight of -128 becomes -127 where
    /// [`new`](Self::new) says so.
    pub const fn set(&mut self, output: usize, place: usize, input: usize, weight: i8) {
        let term = place * Self::INPUTS + input;
        order::set(
            self.stored_mut(),
            Self::OUTPUTS,
            Self::TERMS,
            output,
            term,
            weight,
        );
    }

    /// The panels of weights, in order.
    #[inline(always)]
    pub(super) fn panels(&self) -> Panels<'_> {
        Panels::new(self.stored(), Self::OUTPUTS, Self::TERMS)
    }

    /// All weights in the order of memory.
    #[inline(always)]
    pub const fn stored(&self) -> &[i8] {
        bytemuck::must_cast_slice(from_ref(&self.0))
    }

    /// All weights in the order of memory, mutable.
    #[inline(always)]
    pub const fn stored_mut(&mut self) -> &mut [i8] {
        bytemuck::must_cast_slice_mut(from_mut(&mut self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::Packed;

    #[test]
    fn places() {
        type Weights = [[[[i8; 2]; 3]; 4]; 5];
        let mut packed = Packed::<Weights>::new([[[[0; 2]; 3]; 4]; 5]);
        packed.set(4, 3 * 3 + 2, 1, 7);
        packed.set(5, 0, 0, 9);
        assert_eq!(packed.get(4, 11, 1), 7);
        assert_eq!(packed.unpacked()[4][3][2][1], 7);
        assert_eq!(
            packed
                .stored()
                .iter()
                .filter(|weight| **weight != 0)
                .count(),
            1
        );
        assert_eq!(
            (Packed::<Weights>::OUTPUTS, Packed::<Weights>::PLACES),
            (5, 12)
        );
    }
}
