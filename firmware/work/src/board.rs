//! What a job needs of whatever it runs on.

use nn_core::prelude::*;

/// Something that runs a job: a board, or a host that wants to know the right results.
pub trait Board {
    /// A result that must be the same on every board: the bits of a number, or a digest.
    fn result(&mut self, name: &'static str, bits: u32);

    /// A size in bytes that the image must have.
    fn bytes(&mut self, name: &'static str, bytes: usize);

    /// Runs something, and counts its instructions and its stack where that is possible.
    fn measure(&mut self, name: &'static str, work: impl FnOnce());
}

/// A digest of numbers by their bits: FNV-1a, 32 bits long.
#[derive(Clone, Copy)]
pub struct Digest(pub u32);

impl Default for Digest {
    fn default() -> Self {
        Digest(0x811c_9dc5)
    }
}

impl Digest {
    /// Takes in 32 bits.
    pub fn add(&mut self, bits: u32) {
        for byte in bits.to_le_bytes() {
            self.0 = (self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }

    /// Takes in numbers.
    pub fn floats(&mut self, numbers: &[f32]) {
        for number in numbers {
            self.add(number.to_bits());
        }
    }

    /// The digest of all parameters of a network.
    pub fn of(net: &impl Layer) -> u32 {
        let mut digest = Digest::default();
        net.parameters(&mut |block| digest.floats(block));
        digest.0
    }
}
