//! Stores a memory of samples as words.

use super::Replay;
use crate::layer::{Scalar, Scale};
use crate::state::{Fingerprint, Persist, Values, ValuesMut, Words};
use crate::tensor::{Element, Tensor};

/// The scale, the seed, the position of the random numbers and the number of samples.
const HEAD: usize = 5;

impl<S: Tensor<Element: Scalar>, const N: usize, const CLASSES: usize> Replay<S, N, CLASSES> {
    /// The words before the samples.
    const BEFORE: usize = HEAD + CLASSES + N.div_ceil(4);
}

/// Stores everything, so a resumed run draws the same samples as one that was not interrupted.
impl<S: Tensor<Element: Scalar>, const N: usize, const CLASSES: usize> Persist
    for Replay<S, N, CLASSES>
{
    const WORDS: usize = Self::BEFORE + (N * size_of::<S>()).div_ceil(4);
    const FINGERPRINT: u64 = {
        let mut fingerprint = Fingerprint::new();
        fingerprint.text("Replay");
        fingerprint.number(S::Element::IS_REAL as u64);
        fingerprint.number(size_of::<S::Element>() as u64);
        let mut sizes = S::DIMENSIONS;
        while let [size, rest @ ..] = sizes {
            fingerprint.number(*size as u64);
            sizes = rest;
        }
        fingerprint.number(N as u64);
        fingerprint.number(CLASSES as u64);
        fingerprint.finish()
    };

    fn is_number(word: usize) -> bool {
        word == 0 || (S::Element::IS_REAL && word >= Self::BEFORE)
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        let Scale { factor, zero } = self.scale;
        let zero = zero.cast_unsigned();
        Words([factor.to_bits(), zero, self.seed, self.draws, self.len]).store(visit);
        visit(&self.seen);
        store_bytes(bytemuck::must_cast_slice(&self.classes), visit);
        store(S::all(&self.samples), visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        let mut words = Words([0; HEAD]);
        words.restore(visit);
        let [factor, zero, seed, draws, len] = words.0;
        self.scale = Scale::new(f32::from_bits(factor), zero.cast_signed());
        (self.seed, self.draws, self.len) = (seed, draws, len.min(N as u32));
        visit(&mut self.seen);
        restore_bytes(bytemuck::must_cast_slice_mut(&mut self.classes), visit);
        restore(S::all_mut(&mut self.samples), visit);
    }
}

/// Whether a number of this type is a word.
const fn is_word<E>() -> bool {
    size_of::<E>() == size_of::<u32>()
}

/// Visits numbers as words.
fn store<E: Element>(values: &[E], visit: &mut impl FnMut(&[u32])) {
    if const { is_word::<E>() } {
        visit(bytemuck::try_cast_slice(values).unwrap_or_default());
    } else {
        store_bytes(bytemuck::try_cast_slice(values).unwrap_or_default(), visit);
    }
}

/// Visits numbers mutably as words.
fn restore<E: Element>(values: &mut [E], visit: &mut impl FnMut(&mut [u32])) {
    if const { is_word::<E>() } {
        visit(bytemuck::try_cast_slice_mut(values).unwrap_or_default());
    } else {
        restore_bytes(
            bytemuck::try_cast_slice_mut(values).unwrap_or_default(),
            visit,
        );
    }
}

/// Visits bytes as words, four at a time.
fn store_bytes(bytes: &[i8], visit: &mut impl FnMut(&[u32])) {
    Values::I8(bytes).store(visit);
}

/// Visits bytes mutably as words, four at a time.
fn restore_bytes(bytes: &mut [i8], visit: &mut impl FnMut(&mut [u32])) {
    ValuesMut::I8(bytes).restore(visit);
}
