//! Values that can be stored as words of 32 bits.

/// A value whose state is a fixed number of 32-bit words. It can be stored and restored bit for bit.
///
/// Networks, trainers, states of optimizers, random generators and runs implement it. A [checkpoint](crate::weights::Checkpoint)
/// combines them.
pub trait Persist {
    /// The number of words.
    const WORDS: usize;
    /// A number that identifies the meaning of the words. An image with another fingerprint is refused.
    const FINGERPRINT: u64;

    /// Whether the word at an index is a floating-point number. Only finite numbers are stored.
    fn is_number(_word: usize) -> bool {
        false
    }

    /// Passes all words to `visit`, block by block.
    fn store(&self, visit: &mut impl FnMut(&[u32]));

    /// Passes all words to `visit` mutably, block by block in the same order.
    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32]));
}

/// Whether a word is infinite or NaN as a floating-point number: all bits of its exponent are set.
pub(crate) const fn is_not_finite(word: u32) -> bool {
    word & 0x7F80_0000 == 0x7F80_0000
}

/// Numbers as words.
pub(crate) const fn floats(values: &[f32]) -> &[u32] {
    bytemuck::must_cast_slice(values)
}

/// Numbers as mutable words.
pub(crate) fn floats_mut(values: &mut [f32]) -> &mut [u32] {
    bytemuck::must_cast_slice_mut(values)
}

/// No words.
impl Persist for () {
    const WORDS: usize = 0;
    const FINGERPRINT: u64 = 0;

    fn store(&self, _visit: &mut impl FnMut(&[u32])) {}

    fn restore(&mut self, _visit: &mut impl FnMut(&mut [u32])) {}
}

/// An array of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words<const N: usize>(pub [u32; N]);

impl<const N: usize> Persist for Words<N> {
    const WORDS: usize = N;
    const FINGERPRINT: u64 = N as u64;

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        visit(&self.0);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        visit(&mut self.0);
    }
}
