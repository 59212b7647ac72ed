//! What can be stored: as words of 32 bits, in an order of its own.

/// Something whose state is a fixed number of words, which can be stored and read back bit for bit.
///
/// Networks, trainers, optimisers' states, generators and runs are; so a [checkpoint](crate::weights::Checkpoint) holds them all.
pub trait Persist {
    /// How many words.
    const WORDS: usize;
    /// A number that differs if the words mean something else.
    const FINGERPRINT: u64;

    /// Whether the word of this index is a number. Numbers that are stored are finite.
    fn is_number(_word: usize) -> bool {
        false
    }

    /// Shows all words, block by block.
    fn store(&self, visit: &mut impl FnMut(&[u32]));

    /// Shows all words, block by block in the same order, to be changed.
    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32]));
}

/// Whether a word is a number that is infinite or NaN: all bits of its exponent are set.
pub(crate) const fn is_not_finite(word: u32) -> bool {
    word & 0x7F80_0000 == 0x7F80_0000
}

/// Numbers as words.
pub const fn floats(values: &[f32]) -> &[u32] {
    bytemuck::must_cast_slice(values)
}

/// Numbers as words, to be changed.
pub fn floats_mut(values: &mut [f32]) -> &mut [u32] {
    bytemuck::must_cast_slice_mut(values)
}

/// Nothing.
impl Persist for () {
    const WORDS: usize = 0;
    const FINGERPRINT: u64 = 0;

    fn store(&self, _visit: &mut impl FnMut(&[u32])) {}

    fn restore(&mut self, _visit: &mut impl FnMut(&mut [u32])) {}
}

/// A handful of words that are put together for the purpose.
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
