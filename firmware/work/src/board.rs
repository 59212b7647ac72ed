//! The interface between a job and what it runs on.

use nn_core::prelude::*;

/// Something that runs a job: a board, or a host that computes the expected results.
pub trait Board {
    /// A result that must be the same on every board: the bits of a number, or a digest.
    fn result(&mut self, name: &'static str, bits: u32);

    /// A size in bytes that the image must have.
    fn bytes(&mut self, name: &'static str, bytes: usize);

    /// Runs a function, and measures its instructions and its stack where that is possible.
    fn measure(&mut self, name: &'static str, work: impl FnOnce());
}

/// A digest of the bits of numbers: FNV-1a with 32 bits.
#[derive(Clone, Copy)]
pub struct Digest(pub u32);

impl Default for Digest {
    fn default() -> Self {
        Digest(0x811c_9dc5)
    }
}

impl Digest {
    /// Adds 32 bits.
    pub fn add(&mut self, bits: u32) {
        for byte in bits.to_le_bytes() {
            self.0 = (self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }

    /// Adds numbers.
    pub fn floats(&mut self, numbers: &[f32]) {
        for number in numbers {
            self.add(number.to_bits());
        }
    }

    /// Adds numbers of 8 bits.
    pub fn bytes(&mut self, numbers: &[i8]) {
        for number in numbers {
            self.add(u32::from(number.cast_unsigned()));
        }
    }

    /// The digest of all parameters of a network.
    pub fn of(net: &impl Layer) -> u32 {
        let mut digest = Digest::default();
        net.parameters(&mut |block| digest.floats(block));
        digest.0
    }
}
