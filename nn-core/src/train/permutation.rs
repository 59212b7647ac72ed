//! Shuffling without memory: a random order of any number of samples that is computed and not stored.

use rand_core::Rng;

/// Rounds of the Feistel network. With 4 or 6 rounds the orders of 3 and 5 samples are not uniform (chi-square test over 20,000
/// orders). With 8 rounds they are. 10 rounds leave a margin.
const ROUNDS: usize = 10;

/// The numbers below `len` in a random order.
///
/// A Feistel network of ten rounds permutes the numbers below a power of four that is at least `len`. Numbers that are
/// too large pass through it again until they are below `len` ("cycle walking", Black and Rogaway, 2002).
///
/// ```
/// use nn_core::rng::Random;
/// use nn_core::train::Permutation;
///
/// let permutation = Permutation::new(5, &mut Random::seed(3));
/// let mut order: Vec<usize> = (0..5).map(|index| permutation.at(index)).collect();
/// order.sort();
/// assert_eq!(order, [0, 1, 2, 3, 4]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permutation {
    len: u32,
    half_bits: u32,
    keys: [u32; ROUNDS],
}

impl Permutation {
    /// A random order of the numbers below `len`. `len` is limited to 2^32 - 1.
    pub fn new<R: Rng + ?Sized>(len: usize, rng: &mut R) -> Self {
        let len = u32::try_from(len).unwrap_or(u32::MAX);
        let bits = u32::BITS - len.saturating_sub(1).leading_zeros();
        Permutation {
            len,
            half_bits: bits.div_ceil(2).max(1),
            keys: core::array::from_fn(|_| rng.next_u32()),
        }
    }

    /// The number at the position `index`, or `index` itself if it is not below the length.
    pub fn at(&self, index: usize) -> usize {
        match u32::try_from(index) {
            Ok(mut number) if number < self.len => loop {
                number = self.permute(number);
                if number < self.len {
                    return number as usize;
                }
            },
            _ => index,
        }
    }

    /// One pass through the network.
    fn permute(&self, number: u32) -> u32 {
        let mask = (1 << self.half_bits) - 1;
        let (mut left, mut right) = (number >> self.half_bits, number & mask);
        for key in self.keys {
            (left, right) = (right, left ^ (mix(right ^ key) & mask));
        }
        left << self.half_bits | right
    }
}

/// Mixes all bits of a number (the finalizer of MurmurHash3, by Austin Appleby).
fn mix(mut hash: u32) -> u32 {
    hash = (hash ^ (hash >> 16)).wrapping_mul(0x85EB_CA6B);
    hash = (hash ^ (hash >> 13)).wrapping_mul(0xC2B2_AE35);
    hash ^ (hash >> 16)
}
